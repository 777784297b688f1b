"""Events with values of a test's choosing."""

from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from tests.reading.real_book import word


def event(frame: Frame, trigger: str, kind: str = "meeting", **more) -> Found:
    """An event of Belmar and Chile at the first place where a word stands, unless told otherwise."""
    countries = [Choice(c, 0.9) for c in more.pop("countries", ("BEL", "CHL"))]
    people = [Choice(p, 0.9) for p in more.pop("people", ())]
    for key in ("date", "place", "name"):
        if key in more:
            more[key] = Choice(more[key], 0.9)
    return Found(word(frame, trigger), kind, more.pop("score", 0.8), countries=countries, people=people, **more)
