"""How many units an expression counts: "twenty-five", "a hundred", "2.5", "three and a half"."""

from dateline.reading.times.grammar import Found

Amount = int | float

_MULTIPLIES = frozenset({"hundred", "thousand"})
_HALF = 0.5


def amount(found: Found, name: str = "k") -> Amount | None:
    """The number that a named part tells, with the half behind it; None if none is told ("several")."""
    told = _told(found, name)
    words = found.words()
    if "half" not in words:
        return told
    return (told or int("and" in words)) + _HALF  # "a year and a half", and "half a year"


def _told(found: Found, name: str) -> Amount | None:
    if name not in found:
        return None
    first, last = found.named[name]
    total: Amount = 0
    for word, values in zip(found.tokens.words[first:last], found.tokens.values[first:last], strict=True):
        number = _number(values.get("BIG"), values.get("CARDINAL", values.get("NUMBER", 0)))
        total = max(total, 1) * number if word in _MULTIPLIES else total + number
    return total or None


def _number(written: str | None, number: int) -> Amount:
    """A number with a comma or a point in it, else the one given."""
    if written is None:
        return number
    plain = written.replace(",", "")
    return float(plain) if "." in plain else int(plain)
