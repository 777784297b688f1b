"""The public sets, fetched from their named sources where they are not in a folder yet.

Whence each comes, and under which licence, is written in sources.yaml. What is fetched for the first time is written
down with its digest in DIR/fetched.json; a later fetch that gets something else is refused. Where a set has moved, the
page to look at is named: put its files into its folder by hand, and this script leaves them alone.

This script was written where there was no internet: its downloads have been tried on a stand-in only
(tests/training/test_fetch.py). If a source does not answer as written here, mend sources.yaml.

Usage: python training/fetch.py --data DIR [--only ewt gum ...]
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import yaml

SOURCES = Path(__file__).with_name("sources.yaml")
RECORD = "fetched.json"
_PATIENCE = 60  # seconds


class FetchError(Exception):
    """A file that could not be had, with the reason."""


@dataclass(frozen=True)
class File:
    """One file of a set: its name in the data folder, its address, its digest where it is known."""

    name: str
    url: str
    sha256: str | None


@dataclass(frozen=True)
class Source:
    """One public set."""

    folder: str
    name: str
    page: str
    licence: str
    licence_page: str
    credit: str
    fits: str
    files: tuple[File, ...]


def sources(path: Path = SOURCES) -> list[Source]:
    """All of them, as sources.yaml tells."""
    return [_source(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _source(raw: dict[str, Any]) -> Source:
    told = {key: raw[key] for key in ("folder", "name", "page", "licence", "licence_page", "credit", "fits")}
    return Source(files=tuple(_files(raw)), **told)


def _files(raw: dict[str, Any]) -> Iterator[File]:
    for name, there in raw["files"].items():
        for one in raw.get("each", "").split() or [""]:
            local = f"{raw['folder']}/{name}".format(one)
            yield File(local, raw["at"] + there["name"].format(one), there.get("sha256"))


def missing(source: Source, data: Path) -> list[File]:
    """The files of a set that the folder lacks; one of another release counts (``…-train.rebuilt.conllu``)."""
    return [file for file in source.files if not list(_alike(data / file.name))]


def _alike(path: Path) -> Iterator[Path]:
    return path.parent.glob(f"{path.stem}*{path.suffix}")


def fetch(file: File, data: Path) -> None:
    """Get one file, whole or not at all.

    Raises:
        FetchError: The source does not answer, or gives another file than the one that is known.
    """
    content = _answer(file.url)
    found = hashlib.sha256(content).hexdigest()
    record = recorded(data)
    known = file.sha256 or record.get(file.name)
    if known and known != found:
        raise FetchError(f"{file.url}: has the digest {found[:12]}, not {known[:12]}; it is another version or damaged")
    path = data / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(path.suffix + ".half")
    half.write_bytes(content)
    half.replace(path)
    told = json.dumps(record | {file.name: found}, indent=1, sort_keys=True)
    (data / RECORD).write_text(told + "\n", encoding="utf-8")


def recorded(data: Path) -> dict[str, str]:
    """The digests of what was fetched into a folder."""
    path = data / RECORD
    record: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return record


def _answer(url: str) -> bytes:
    if not url.startswith("https://"):
        raise FetchError(f"{url}: is no https address; mend training/sources.yaml")
    try:
        with urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310  (https, by the line above)
            content: bytes = answer.read()
    except (URLError, OSError) as fault:
        raise FetchError(f"{url}: {getattr(fault, 'reason', None) or fault}") from fault
    if not content:
        raise FetchError(f"{url}: is empty")
    return content


def get(source: Source, data: Path) -> list[str]:
    """Get what a set lacks and say whose it is; what could not be had is told and the rest is got all the same."""
    wanted, faults = missing(source, data), []
    print(f"{source.folder}: {source.name}\n  licence: {source.licence} ({source.licence_page})\n  {source.credit}")
    for file in wanted:
        try:
            fetch(file, data)
        except FetchError as fault:
            faults.append(str(fault))
    print(f"  {len(source.files) - len(wanted)} files were there, {len(wanted) - len(faults)} fetched", flush=True)
    if faults:
        faults.append(f"  mend: look at {source.page} and put the files into {data / source.folder}")
    return faults


def main() -> None:
    """Fetch what is missing; exit status 1 if something could not be had."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="where the sets are to lie, one folder each")
    ap.add_argument("--only", nargs="+", metavar="SET", choices=[source.folder for source in sources()])
    args = ap.parse_args()
    faults: list[str] = []
    for source in sources():
        if not args.only or source.folder in args.only:
            faults += get(source, args.data)
    if faults:
        raise SystemExit("\n".join(["could not be fetched:", *faults]))


if __name__ == "__main__":
    main()
