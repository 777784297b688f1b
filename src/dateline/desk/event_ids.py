"""Which event an id means: its own or that of one of its claims, or the beginning of either."""

from dateline.errors import StoreError
from dateline.store.base import Store

_OFFERED = 3  # ids that are told where one would do


def whole_id(seen: Store, id_: str) -> str:
    """The id of the event that is meant.

    Raises:
        StoreError: No event has an id that begins so, or several have.
    """
    events = {event.id: one for one in seen.ids(id_) if (event := seen.event(one))}
    if not events:
        raise StoreError(
            f'has no event "{id_}"',
            place="the record",
            mend="list what it has: dateline events",
            code="record.event",
        )
    if len(events) > 1:
        raise StoreError(
            f'has more than one event whose id begins with "{id_}"',
            place="the record",
            mend=f"say more of it: {', '.join(sorted(events)[:_OFFERED])}, …",
            code="record.event",
        )
    return next(iter(events))
