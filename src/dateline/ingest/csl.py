"""CSL-JSON, as Zotero and other keepers of references write it, to the parts of an article."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.errors import ArticleError
from dateline.ingest.parts import Parts
from dateline.ingest.shown import words_of

_OWN = frozenset({"issued", "container-title", "author", "abstract", "accessed", "DOI", "title-short", "citation-key"})
_A_DATE = 3  # numbers


def is_csl(value: Any) -> bool:
    """Whether a value of JSON is a reference: it has a type and a field that only references have, and no text."""
    return isinstance(value, dict) and "type" in value and "text" not in value and not _OWN.isdisjoint(value)


def parts_of(item: Mapping[str, Any], place: str) -> Parts:
    """What a reference tells of an article, with its abstract for a text."""
    url = _words(item.get("URL"))
    return reference(
        Parts(
            text=_words(item.get("abstract")),
            id=_words(item.get("id")) or url or None,
            published=_day(item.get("issued")),
            publisher=_words(item.get("container-title")) or _words(item.get("publisher")) or None,
            title=words_of(_words(item.get("title"))) or None,
            byline=_names(item.get("author")),
            url=url or None,
        ),
        place,
    )


def reference(parts: Parts, place: str) -> Parts:
    """A reference as an article: of most the abstract alone is there, which is told.

    Raises:
        ArticleError: There is none.
    """
    if not parts.text.strip():
        title = f' to "{" ".join(parts.title.split())[:80]}"' if parts.title else ""
        raise ArticleError(
            f"is a reference{title} without a text",
            place=place,
            mend="export the attached files as well, and read their folder",
            code="article.reference",
        )
    return replace(parts, warnings=(*parts.warnings, "is a reference: only its abstract is read"))


def _day(issued: Any) -> str | None:
    """The day on which it was issued, if all of it is told."""
    if not isinstance(issued, dict):
        return None
    dates = issued.get("date-parts")
    if isinstance(dates, Sequence) and dates and isinstance(dates[0], Sequence) and len(dates[0]) == _A_DATE:
        return "-".join(str(part).zfill(2) for part in dates[0])
    return _words(issued.get("raw") or issued.get("literal")) or None


def _names(authors: Any) -> str | None:
    people = [one for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    names = (
        _words(one.get("literal")) or " ".join(filter(None, (_words(one.get("given")), _words(one.get("family")))))
        for one in people
    )
    return ", ".join(filter(None, names)) or None


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
