"""The values of fields in words, as a terminal shows them."""

from dateline.cli.wording import clean, days
from dateline.model.day_codec import days_from_json


def worded(value: object) -> str:
    """A field's value in words."""
    if value in (None, "", [], ()):
        return "not told"
    if isinstance(value, dict) and "earliest_start" in value:
        return days(days_from_json(value))
    if isinstance(value, dict):
        country = value.get("country")
        return clean(str(value.get("name"))) + (f" ({country})" if country else "")
    if isinstance(value, list | tuple):
        return ", ".join(clean(str(one)) for one in value)
    return clean(str(value)).replace("_", " ")
