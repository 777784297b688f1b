"""XML from strangers: parsed without entities of theirs, without DTDs, without the network, in bounded memory."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.errors import ArticleError

_MOST_FAULTS = 3  # that are told of one file


def elements(stream: BinaryIO, names: frozenset[str], place: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each element of these names, from the outermost in, as soon as it is whole, and what is broken up to there.

    What is broken is mended as well as can be, so that the elements behind it are read too. An element is emptied once
    the next one is asked for.

    Args:
        stream: The bytes of the file.
        names: Local names, whatever the namespace.
        place: The file, for errors.

    Raises:
        ArticleError: Nothing of it is XML.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  (pages and texts need no XML)

    events = etree.iterparse(
        stream, events=("start", "end"), recover=True, resolve_entities=False, load_dtd=False, no_network=True,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    open_, told = 0, 0
    try:
        for event, element in events:
            if local(element) not in names:
                continue
            open_ += 1 if event == "start" else -1
            if event == "end" and open_ == 0:
                faults = list(events.error_log)
                yield element, tuple(_fault(fault) for fault in faults[told : told + _MOST_FAULTS])
                told = len(faults)
                _forget(element)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        what = f"is no XML that can be read: {_first_line(str(fault.msg))}"
        raise ArticleError(
            what, place=f"{place}:{line}:{column}", mend="ask the source for sound XML", code="article.xml"
        ) from fault


def local(element: Any) -> str:
    """An element's name without its namespace; empty for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_of(element: Any, *path: str) -> list[Any]:
    """The elements that lie in this one on a path of local names; "…" before a name looks at any depth."""
    found = [element]
    for name in path:
        deep = name.startswith("…")
        wanted = name.removeprefix("…")
        found = [
            inner for outer in found for inner in (outer.iterdescendants() if deep else outer) if local(inner) == wanted
        ]
    return found


def words(element: Any, *path: str) -> str | None:
    """The words of the first such element that has any, on one line."""
    told = (" ".join("".join(found.itertext()).split()) for found in all_of(element, *path))
    return next(filter(None, told), None)


def attribute(element: Any, name: str, *path: str) -> str | None:
    """The attribute of the first such element that has it."""
    found = [element] if not path else all_of(element, *path)
    return next((value for one in found if (value := (one.get(name) or "").strip())), None)


def source(element: Any) -> str:
    """The XML of an element by itself."""
    from lxml import etree  # noqa: PLC0415

    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text


def _forget(element: Any) -> None:
    """Give the memory of an element back, and that of its elder siblings."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _fault(fault: Any) -> str:
    return f"its XML is broken in line {fault.line} ({_first_line(str(fault.message))})"


def _first_line(message: str) -> str:
    return message.split("\n", maxsplit=1)[0][:120]
