"""For whom an article is published."""

from collections.abc import Iterable

from dateline.model.mention import Label, Mention


def state_of(publisher: Iterable[Mention]) -> str | None:
    """The state that a publisher speaks for: a presidency, a ministry, an embassy; None for newspapers.

    Args:
        publisher: What the books know of how it is named.
    """
    known = list(publisher)
    bodies = [m for m in known if m.label is Label.BODY or m.how == "metonym"]
    if not bodies and any(mention.label is Label.OFFICE for mention in known):
        bodies = [m for m in known if m.label is Label.COUNTRY]
    states = {mention.country for mention in bodies if mention.country}
    return states.pop() if len(states) == 1 else None
