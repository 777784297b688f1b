"""The door for ``sources.yaml``: what each source may say, checked by pydantic; faults in the words of the user."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from dateline.errors import SourceError
from dateline.ingest.listed import FullText, Listed
from dateline.model.kept import SourceClass

_EVERY = re.compile(r"\s*(\d{1,6})\s*([smhd])\s*")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = timedelta(minutes=1)
_LONGEST = timedelta(days=30)
_ONE_OF = ("feed", "folder", "archive")
_MERGED = "tag:yaml.org,2002:merge"


def period(words: object) -> timedelta:
    """A stretch of time as people write it: 90s, 30m, 2h, 1d; a minute at least.

    Raises:
        ValueError: It is not written so.
    """
    match = _EVERY.fullmatch(words) if isinstance(words, str) else None
    if match is None:
        raise ValueError("is no stretch of time; write 30m, 2h or 1d")
    found = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if not _SHORTEST <= found <= _LONGEST:
        raise ValueError("is not between a minute (1m) and a month (30d)")
    return found


def _feed(words: object) -> str:
    """The address of a feed."""
    try:
        parts = urlsplit(str(words))
        sound = isinstance(words, str) and parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("is no address of a feed; write it as https://host/path")
    if parts.username or parts.password:
        raise ValueError("holds a password, which would stand in the record; take it out")
    return str(words)


def _host(words: object) -> str:
    if not isinstance(words, str) or not re.fullmatch(r"[\w.-]{1,253}", words):
        raise ValueError('is no name of a host; write it without "https://" and without a path')
    return words.lower().removeprefix("www.")


_Short = Annotated[str, Field(min_length=1, max_length=200)]


class _Source(BaseModel):
    """One source as it may be written."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    name: _Short
    feed: Annotated[str, BeforeValidator(_feed)] | None = None
    folder: _Short | None = None
    archive: _Short | None = None
    source_class: SourceClass | None = Field(default=None, alias="class")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    licence: _Short | None = None
    hosts: list[Annotated[str, BeforeValidator(_host)]] = []
    every: Annotated[timedelta, BeforeValidator(period)] | None = None
    text: FullText = FullText.AUTO

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        """A source is a feed, a folder or an archive."""
        said = [name for name in _ONE_OF if getattr(self, name)]
        if len(said) != 1:
            told = f"is {' and '.join(said)} at once" if said else "says not where it is"
            raise ValueError(f"{told}; give it one of feed, folder, archive")
        return self


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")

    sources: Annotated[list[_Source], Field(min_length=1)]


def checked(node: yaml.Node, path: Path) -> tuple[Listed, ...]:
    """The sources that a file holds.

    Raises:
        SourceError: Something in it is not as it may be; all faults at once, each with its line.
    """
    faults = list(_twice(node, path))
    try:
        file = _File.model_validate(yaml.SafeLoader("").construct_document(node))
    except ValidationError as fault:
        faults += [_fault(one, node, path) for one in fault.errors()]
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        faults.append(_told(f"is no YAML: {getattr(fault, 'problem', fault)}", path, mark.line + 1 if mark else 1))
    else:
        faults += _namesakes(file.sources, node, path)
    if faults:
        raise _gathered(faults, path)
    return tuple(_listed(one, _line(node, ("sources", i)), path) for i, one in enumerate(file.sources))


def _listed(one: _Source, line: int, path: Path) -> Listed:
    around = path.parent
    host = (urlsplit(one.feed).hostname or "").lower().removeprefix("www.") if one.feed else ""
    return Listed(
        name=" ".join(one.name.split()),
        place=f"{path}:{line}",
        feed=one.feed,
        folder=around / one.folder if one.folder else None,
        archive=str(around / one.archive) if one.archive else None,
        source_class=one.source_class,
        language=one.language,
        country=one.country,
        licence=one.licence,
        hosts=frozenset(filter(None, (host, *one.hosts))),
        every=one.every,
        text=one.text,
    )


# ---- faults


def _fault(error: ErrorDetails, node: yaml.Node, path: Path) -> SourceError:
    """What pydantic found wrong, in our words, at its line."""
    where = tuple(part for part in error["loc"] if isinstance(part, int) or not part.startswith("function-"))
    field = next((str(part) for part in reversed(where) if isinstance(part, str)), "sources")
    what, mend = _words(error, field, known=_names(_File if len(where) == 1 else _Source))
    return _told(what, path, _line(node, where), mend)


def _words(error: ErrorDetails, field: str, known: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a field, and the mend."""
    given, more = error["input"], error.get("ctx", {})
    what, mend = f'"{field}" is not as it may be: {error["msg"][:1].lower()}{error["msg"][1:]}', ""
    match error["type"]:
        case "missing":
            what, mend = f'has no "{field}"', f'write "{field}:" there'
        case "extra_forbidden":
            close = get_close_matches(field, known, 1, 0.6)
            meant = f' (did you mean "{close[0]}"?)' if close else ""
            what, mend = f'"{field}" is nothing that a source says', f"use one of {', '.join(known)}{meant}"
        case "enum":
            what, mend = f'"{given}" is no {field}', f"use one of {more.get('expected', '')}".replace("'", "")
        case "string_type":
            what, mend = f'"{field}" is not words', "put it in quotation marks"
        case "string_pattern_mismatch":
            what, mend = f'"{given}" is no {field}', _WRITTEN.get(field, "")
        case "value_error":
            said, _, mend = str(more.get("error", "")).partition("; ")
            what = f'"{given}" {said}' if isinstance(given, str) else f"this source {said}"
    return what, mend


_WRITTEN = {
    "language": "write the ISO 639 code of the language: en, fr, hi",
    "country": "write the three capital letters of ISO 3166: IND, FRA",
}


def _told(what: str, path: Path, line: int, mend: str = "") -> SourceError:
    mend = mend or "docs/howto/watch-feeds.md shows how a file of sources is written"
    return SourceError(what, place=f"{path}:{line}", mend=mend, code="sources.source")


def _gathered(faults: Sequence[SourceError], path: Path) -> SourceError:
    """Many faults as one error."""
    if len(faults) == 1:
        return faults[0]
    told = "\n".join(str(fault) for fault in faults)
    mend = "mend each of them; nothing was fetched"
    return SourceError(f"{len(faults)} faults:\n{told}", place=str(path), mend=mend, code="sources.faults")


def _twice(node: yaml.Node, path: Path) -> Iterator[SourceError]:
    """What one mapping says twice: YAML would take the last, and say nothing."""
    if isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _twice(inner, path)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key.value, str) and key.tag != _MERGED and key.value in seen:
                yield _told(f'says "{key.value}" again', path, line, f"it was said in line {seen[key.value]}; keep one")
            seen[str(key.value)] = line
            yield from _twice(value, path)


def _namesakes(sources: Sequence[_Source], node: yaml.Node, path: Path) -> Iterator[SourceError]:
    """Two sources of one name would be taken for one."""
    seen: dict[str, int] = {}
    for i, one in enumerate(sources):
        line, name = _line(node, ("sources", i, "name")), " ".join(one.name.split())
        if name in seen:
            yield _told(f'"{name}" is listed again', path, line, f"it stands in line {seen[name]}; name one otherwise")
        seen.setdefault(name, line)


def _line(node: yaml.Node, where: Sequence[str | int]) -> int:
    """The line on which a part of the file stands, or else the line of what should hold it."""
    line = node.start_mark.line + 1
    for part in where:
        inside = _part(node, part)
        if inside is None:
            break
        line, node = inside
    return line


def _part(node: yaml.Node, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(part, int) and isinstance(node, yaml.SequenceNode) and part < len(node.value):
        inner = node.value[part]
        return inner.start_mark.line + 1, inner
    if isinstance(node, yaml.MappingNode):
        found: Mapping[Any, Any] = {key.value: (key.start_mark.line + 1, value) for key, value in node.value}
        return found.get(part)
    return None


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
