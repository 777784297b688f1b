"""Archives (ZIP, TAR): each file in them is read as it would be by itself; nothing is written to the disk."""

import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.errors import ArticleError
from dateline.ingest import docx, wacz
from dateline.ingest.found import Found, Reads, Spot, none_here
from dateline.ingest.streams import forward, of_member, seekable

_MOST = 1_000_000  # members
_LOCKED = 0x1
_OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml", "mimetype")


def read_zip(stream: BinaryIO, spot: Spot, read_on: Reads) -> Iterator[Found]:
    """The articles of a zip; of one that is a Word file or a web archive, as such."""
    try:
        with seekable(stream, spot) as back, zipfile.ZipFile(back) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            _refuse(len(members), spot)
            if docx.DOCUMENT in names:
                yield from docx.read_docx(packed, spot)
            elif wacz.is_wacz(names):
                yield from wacz.read_wacz(packed, spot, read_on)
            else:
                _refuse_office(names, spot)
                yield from _zipped(packed, members, spot, read_on)
    except (ArticleError, OSError):
        raise
    except Exception as fault:  # the standard library fails in many ways on a broken zip
        raise _broken("zip", fault, spot) from fault


def _zipped(packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], spot: Spot, read_on: Reads) -> Iterator[Found]:
    found = False
    for member in members:
        if member.is_dir() or _is_hidden(member.filename):
            continue
        found = True
        try:
            at = spot.inside(member.filename)
            if member.flag_bits & _LOCKED:
                raise _locked(at)
            with packed.open(member) as stream:
                yield from read_on(of_member(cast("BinaryIO", stream), at), at)
        except ArticleError as error:
            yield error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
            yield _broken("zip", fault, spot.inside(member.filename))
    if not found:
        raise none_here(spot, "is an archive without files")


def read_tar(stream: BinaryIO, spot: Spot, read_on: Reads) -> Iterator[Found]:
    """The articles of a tar, in the order in which they lie there; links and devices are passed over."""
    found = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as packed:
            for member in packed:
                packed.members = []  # type: ignore[attr-defined]  # it keeps all it has seen
                content = packed.extractfile(member) if member.isreg() else None
                if content is None or _is_hidden(member.name):
                    continue
                found += 1
                _refuse(found, spot)
                try:
                    at = spot.inside(member.name)
                except ArticleError as error:
                    yield error
                    continue
                yield from read_on(forward(content), at)
    except (ArticleError, OSError):
        raise
    except Exception as fault:  # as above
        raise _broken("tar", fault, spot) from fault
    if not found:
        raise none_here(spot, "is an archive without files")


def _is_hidden(name: str) -> bool:
    """Whether a file is hidden, or lies in a hidden folder or in the one that macOS adds."""
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in name.split("/"))


def _refuse(count: int, spot: Spot) -> None:
    if count > _MOST:
        raise ArticleError(
            f"holds more than {_MOST:,} files", place=spot.place, mend="split it into parts", code="article.bomb"
        )


def _refuse_office(names: set[str], spot: Spot) -> None:
    if not names.isdisjoint(_OFFICE):
        raise ArticleError(
            "is an office file of a kind that is not read here",
            place=spot.place,
            mend="save it as DOCX, PDF or plain text",
            code="article.binary",
        )


def _locked(spot: Spot) -> ArticleError:
    return ArticleError("is locked with a password", place=spot.place, mend="unpack it first", code="article.archive")


def _broken(kind: str, fault: Exception, spot: Spot) -> ArticleError:
    reason = str(fault).split("\n")[0][:120] or type(fault).__name__
    return ArticleError(
        f"is a {kind} file that cannot be unpacked: {reason}",
        place=spot.place,
        mend="fetch or pack it anew",
        code="article.archive",
    )
