"""A web archive in one file (WACZ): the WARC files in it, checked against the digests that it bears."""

import hashlib
import json
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO, cast

from dateline.errors import ArticleError
from dateline.ingest.found import Found, Reads, Spot, none_here
from dateline.ingest.streams import PEEK, of_member

_ABOUT = "datapackage.json"
_MOST_ABOUT = 16 * 2**20  # bytes


def is_wacz(names: Collection[str]) -> bool:
    """Whether a zip of these names is a web archive."""
    return _ABOUT in names and any(name.startswith("archive/") for name in names)


def read_wacz(packed: zipfile.ZipFile, spot: Spot, read_on: Reads) -> Iterator[Found]:
    """The articles of each WARC file; one that was changed after packing is told, and read."""
    digests = _digests(packed)
    found = False
    for member in packed.infolist():
        if not member.filename.startswith("archive/") or member.is_dir():
            continue
        found = True
        at = spot.inside(member.filename)
        told = digests.get(member.filename)
        if told and told != _digest(packed, member, at):
            yield ArticleError(
                f"is not the file that {_ABOUT} tells of: its digest is another one",
                place=at.place,
                mend="fetch the archive anew",
                code="article.digest",
            )
        with packed.open(member) as stream:
            yield from read_on(of_member(cast("BinaryIO", stream), at), at)
    if not found:
        raise none_here(spot)


def _digests(packed: zipfile.ZipFile) -> Mapping[str, str]:
    """The digest of each file, as the archive tells it; empty where it cannot be understood."""
    try:
        with packed.open(_ABOUT) as stream:
            about = json.loads(stream.read(_MOST_ABOUT))
        return {str(one["path"]): str(one["hash"]) for one in about["resources"] if "hash" in one}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _digest(packed: zipfile.ZipFile, member: zipfile.ZipInfo, spot: Spot) -> str:
    digest = hashlib.sha256()
    with packed.open(member) as stream:
        bytes_ = of_member(cast("BinaryIO", stream), spot)
        while block := bytes_.read(PEEK):
            digest.update(block)
    return f"sha256:{digest.hexdigest()}"
