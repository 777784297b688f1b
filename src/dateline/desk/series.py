"""Series of occasions, as JSON."""

from typing import Any

from dateline.joining.series import Series
from dateline.model.day_codec import days_to_json


def to_json(one: Series) -> dict[str, Any]:
    """A series with its editions as a JSON object."""
    return {
        "key": one.key,
        "name": one.name,
        "type": one.kind,
        "next_due": days_to_json(one.next_due) if one.next_due else None,
        "why": one.why,
        "editions": [
            {
                "event": edition.event,
                "told": edition.told,
                "number": edition.number,
                "days": days_to_json(edition.days) if edition.days else None,
                "status": edition.status.value,
                "gap": edition.gap,
            }
            for edition in one.editions
        ],
    }
