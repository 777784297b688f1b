"""A web page to the parts of an article: its body, with the map from its characters to those of the page."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ingest.clean import aligned
from dateline.ingest.page_flags import flags, without_furniture
from dateline.ingest.page_head import HEAD, Head, head_of, signed
from dateline.ingest.page_linked import Linked, linked
from dateline.ingest.page_shown import day_among, lines_above, names_in, title_above, writer_among
from dateline.ingest.parts import Parts, published_in
from dateline.ingest.shown import lines_of, shown, words_of

_SILENT = logging.NullHandler()
_PARTS = re.compile(r"\s+(?:[|–—·»:]|-{1,2}|::)\s+|:\s+")
_TABLE = re.compile(r"<(/?)(?:table|tbody|thead|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_STYLE = re.compile(r"</?(?:font|center)\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dhr]\b[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_NO_CELL = 400  # characters: a cell that is longer holds a text
_A_SENTENCE = 60  # characters
_LONGEST_NAME = 60
_FIRST = 6  # words that tell a place
_NO_PERSON = re.compile(r"https?:|^admin$|^@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and what was read of it so far, for its title, day and writer."""

    told: Linked
    head: Head
    title: str | None
    above: Sequence[str]
    signed: Sequence[str]


def page_parts(raw: str) -> Parts:
    """The body of a page as trafilatura tells it from the furniture, with what the page says of itself.

    Title, day and writer are taken from its JSON-LD, else from its metadata, else from the lines above its text; where
    these tell different days, or different writers, the first is taken and a warning names them all. Whatever the
    markup, this does not fail; a page whose body cannot be told is read as a whole, with a warning.
    """
    words, places = shown(raw)
    lines = lines_of(words).split("\n")
    head, told = head_of(raw[:HEAD]), linked(raw)
    body = _body(raw)
    start = _start(body or "", words, places)
    title = _title(told, head, title_above(raw, start, head.tag, lines))
    text = without_furniture(body, title) if body else "\n".join(lines)
    above = lines_above(raw, _start(text, words, places), title)
    page = _Page(told, head, title, above, signed(raw[:HEAD]))
    days, people = list(_days(page)), list(_people(page))
    return Parts(
        text=text,
        published=_day(days),
        publisher=head.site or told.site,
        title=title,
        byline=", ".join(people[0]) if people else None,
        url=head.url,
        raw=raw,
        raw_map=aligned(text, words, places),
        warnings=(
            *(() if body else ("the body could not be told from the page, so all of its words are read",)),
            *flags(raw, told, title, lines),
            *_disagreements(days, people),
        ),
    )


def _body(raw: str) -> str | None:
    from trafilatura import bare_extraction  # noqa: PLC0415  (a quarter of a second, which texts and JSON need not pay)

    logging.getLogger("trafilatura").addHandler(_SILENT)  # what it has to say of a page helps no reader of ours
    try:
        found = bare_extraction(_boxes(raw), with_metadata=False, include_comments=False, include_links=False)
    except Exception:  # noqa: BLE001  (whatever stands in a page, reading it must not fail)
        return None
    text: str | None = getattr(found, "text", None)
    return text if text and text.strip() else None


def _boxes(raw: str) -> str:
    """A page that is laid out as a table, with boxes in its place: a cell of such a page is no cell of a table."""
    cells = _CELL.split(raw) if _CELL.search(raw) else []
    if not any(len(words_of(cell)) > _NO_CELL for cell in cells[1:]):
        return raw
    return _BREAKS.sub("<p>", _STYLE.sub("", _TABLE.sub(r"<\1div>", raw)))


def _start(body: str, words: str, places: Sequence[tuple[int, int]]) -> int:
    """Where in the markup the text begins: where the first words of its first longer line stand."""
    line = next((line for line in body.split("\n") if len(line) > _A_SENTENCE), body)
    first = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", line[:200])[:_FIRST])
    found = re.search(first, words) if first else None
    return places[found.start()][0] if found else 0


def _title(told: Linked, head: Head, above: str | None) -> str | None:
    """The title of the article, without the name of the site."""
    for title in (told.title, *head.titles):
        if title and (bare := _without_site(" ".join(title.split()), head, above)):
            return bare
    return above or (_without_site(head.tag, head, above) if head.tag else None)


def _without_site(title: str, head: Head, above: str | None) -> str:
    """A title that a heading repeats is that heading; of one that names its site, what is left."""
    if above and above in title:
        return above
    parts = [part for part in _PARTS.split(title) if part.strip()]
    if head.site and len(parts) > 1 and head.site in (parts[0], parts[-1]):
        cut = title.removeprefix(head.site).removesuffix(head.site)
        return cut.strip(" |–—·»:-")
    return title


def _days(page: _Page) -> Iterator[tuple[str, str]]:
    """Each day of publication that the page tells, with who tells it: JSON-LD, metadata, the words above its text."""
    if page.told.day:
        yield page.told.day, "its JSON-LD"
    for day in page.head.days:
        if published_in(day):
            yield day, "its metadata"
            break
    else:
        if page.head.days:
            yield page.head.days[0], "its metadata"
    if shown_day := day_among(page.above):
        yield shown_day, "its words"


def _day(days: Sequence[tuple[str, str]]) -> str | None:
    """The first of the days told that can be understood; if none can, the first told, for a warning."""
    return next((day for day, _ in days if published_in(day)), days[0][0] if days else None)


def _people(page: _Page) -> Iterator[tuple[str, ...]]:
    """Each byline that the page tells."""
    for told in (page.told.people, page.head.people, page.signed, [writer_among(page.above) or ""]):
        names = tuple(dict.fromkeys(name for words in told for name in names_in(words) if _may_be(name)))
        if names:
            yield names


def _may_be(name: str) -> bool:
    """Whether words may name a writer: no address, no account, no sentence."""
    return len(name) <= _LONGEST_NAME and not _NO_PERSON.search(name)


def _disagreements(days: Sequence[tuple[str, str]], people: Sequence[tuple[str, ...]]) -> Iterator[str]:
    known = [(day, who) for words, who in days if (day := published_in(words))]
    if len({day for day, _ in known}) > 1:
        told = ", ".join(f"{day} in {who}" for day, who in known)
        yield f"tells different days of publication: {told}; the first is used"
    if people and any(not {*people[0]} & {*others} for others in people[1:]):
        yield f"names different writers: {'; '.join(', '.join(names) for names in people)}; the first are used"
