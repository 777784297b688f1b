"""What kind of source published an article: told from the agency of its opening, its address, its publisher's name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateline.books.source import read_yaml
from dateline.books.words import words_of
from dateline.model.kept import SourceClass

_COUNTRY_CODE = 2  # letters
_DIRECT = frozenset({SourceClass.OFFICIAL, SourceClass.WIRE})


@dataclass(frozen=True, slots=True)
class Sources:
    """What ``data/sources.yaml`` tells of addresses, publishers and agencies."""

    hosts: Mapping[str, SourceClass]
    endings: Mapping[str, SourceClass]
    names: Mapping[str, SourceClass]
    words: tuple[tuple[re.Pattern[str], SourceClass], ...]
    agencies: frozenset[str]

    def of_publisher(self, publisher: str | None) -> SourceClass:
        """By the name of whoever published: the whole name first, then its words, in the order of the file."""
        if not publisher:
            return SourceClass.UNKNOWN
        if (known := self.names.get(_plain(publisher))) is not None:
            return known
        plain = f" {_plain(publisher)} "
        return next((kind for pattern, kind in self.words if pattern.search(plain)), SourceClass.UNKNOWN)

    def of_url(self, url: str | None) -> SourceClass:
        """By the host of an address: the host itself, a domain that it lies in, then the ending ("gov", "mil")."""
        try:
            host = (urlsplit(url or "").hostname or "").removeprefix("www.")
        except ValueError:  # a broken address tells nothing
            return SourceClass.UNKNOWN
        parts = host.split(".")
        tails = [".".join(parts[first:]) for first in range(len(parts))]
        known = next((self.hosts[tail] for tail in tails if tail in self.hosts), None)
        return known or next((kind for tail in tails[1:] if (kind := self._ending(tail))), SourceClass.UNKNOWN)

    def _ending(self, tail: str) -> SourceClass | None:
        """By the ending of a host; in the file "gov.*" is that ending under any country's."""
        second, dot, last = tail.partition(".")
        of_country = f"{second}.*" if dot and len(last) == _COUNTRY_CODE else tail
        return self.endings.get(tail) or self.endings.get(of_country)

    def is_agency(self, name: str | None) -> bool:
        """Whether the opening of an article names an agency whose text it is."""
        return bool(name) and _plain(name or "") in self.agencies


@cache
def sources() -> Sources:
    """The sources that ship."""
    data: dict[str, Any] = read_yaml("sources.yaml")
    return Sources(
        hosts=_by_value(data["hosts"]),
        endings=_by_value(data["endings"]),
        names={_plain(name): kind for name, kind in _by_value(data["names"]).items()},
        words=tuple((_any_of(words), SourceClass(kind)) for kind, words in data["words"].items()),
        agencies=frozenset(_plain(name) for name in data["agencies"]),
    )


def source_class(
    publisher: str | None, url: str | None = None, agency: str | None = None, *, listed: SourceClass | None = None
) -> SourceClass:
    """The class of an article's source.

    A paper that prints an agency's text (its opening bears the agency's name) is a reprint; so is a portal that lives
    on other people's texts. Where name and address tell different things, the name counts: archives keep what others
    said.

    Args:
        publisher: As the feed names it.
        url: Where the article was found.
        agency: The agency that the opening names: "NWA" in "ARDEN, June 1 (NWA) -".
        listed: What a user says of the source. It counts, but that a newspaper may print an agency's text.
    """
    if listed not in {None, SourceClass.NEWSPAPER}:
        return listed or SourceClass.UNKNOWN
    book = sources()
    own = book.of_publisher(publisher)
    found = listed or (own if own is not SourceClass.UNKNOWN else book.of_url(url))
    if agency and found not in {*_DIRECT, SourceClass.SOCIAL}:
        of_agency = book.of_publisher(agency)
        if book.is_agency(agency) or of_agency is SourceClass.WIRE:
            same = found is SourceClass.UNKNOWN or _plain(agency) == _plain(publisher or "")
            return SourceClass.WIRE if same else SourceClass.REPRINT
    return found


def _by_value(groups: Mapping[str, Iterable[str]]) -> dict[str, SourceClass]:
    return {name: SourceClass(kind) for kind, names in groups.items() for name in names}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, as whole words of a plain name; "*wire" is any word that ends so."""
    return re.compile("|".join(f" {_ending(word)} " for word in words))


def _ending(word: str) -> str:
    return rf"\w*{re.escape(_plain(word))}" if word.startswith("*") else re.escape(_plain(word))


def _plain(name: str) -> str:
    """The words of a name, folded, with a space between each two."""
    return " ".join(words_of(name).keys)
