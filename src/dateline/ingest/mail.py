"""A message of mail (EML): its text, and each file attached to it as an article of its own."""

import io
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import BinaryIO, cast

from dateline.errors import ArticleError
from dateline.ingest.decode import decoded
from dateline.ingest.found import Found, Reads, Spot, made
from dateline.ingest.mail_quoted import own_lines, without_cited
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts, published_in
from dateline.ingest.streams import bounded

MOST = 64 * 2**20  # bytes of a message with all that is attached to it
_SEEN = frozenset({"image", "audio", "video", "font"})


def read(stream: BinaryIO, spot: Spot, read_on: Reads) -> Iterator[Found]:
    """The text of a message and the texts of what is attached to it; pictures and sounds are passed over.

    What is attached and tells no day or publisher of its own has the day of the message.
    """
    message, body = _opened(bounded(stream, MOST, spot.place), spot.place)
    any_found = False
    parts = _parts(message, body, spot.place) if body else None
    if parts and parts.text.strip():
        any_found = True
        yield made(parts, spot)
    day = published_in(_header(message, "Date") or "")
    within = replace(spot, terms=replace(spot.terms, published=day or spot.terms.published))
    for number, (name, data) in enumerate(_attached(message, body, spot.place), start=1):
        any_found = True
        try:
            at = within.inside(name or str(number))
        except ArticleError as error:
            yield error
            continue
        yield from read_on(io.BytesIO(data), replace(at, stem=f"{spot.stem}-{at.stem}"))
    if not any_found:
        raise _fault("holds neither text nor HTML", spot.place)


def _opened(data: bytes, place: str) -> tuple[EmailMessage, MIMEPart | None]:
    try:
        message = message_from_bytes(data, policy=policy.default)
        return message, _body(message)
    except Exception as fault:  # the standard library fails in many ways on broken mail
        raise _broken(fault, place) from fault


def _body(message: EmailMessage) -> MIMEPart | None:
    """The part that holds the text: its HTML where it has no text, or one of blanks alone."""
    plain, page = message.get_body(preferencelist=("plain",)), message.get_body(preferencelist=("html",))
    return page if page and not (plain and _bytes_of(plain).strip()) else plain


def _parts(message: EmailMessage, body: MIMEPart, place: str) -> Parts:
    """What a message itself says, with its Date, Subject and From."""
    try:
        text = _content(body, place)
        is_page = body.get_content_type() == "text/html"
    except ArticleError:
        raise
    except Exception as fault:
        raise _broken(fault, place) from fault
    parts = without_cited(text, page_parts) if is_page else Parts(text=text, raw=text)
    parts = own_lines(parts)
    name, address = parseaddr(_header(message, "From") or "")
    return replace(
        parts,
        published=_header(message, "Date") or parts.published,
        title=_header(message, "Subject") or parts.title,
        publisher=name or address or parts.publisher,
    )


def _attached(message: EmailMessage, body: MIMEPart | None, place: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each part that is a file, and of each message that is passed on whole."""
    try:
        leaves = list(_leaves(message))
    except Exception as fault:
        raise _broken(fault, place) from fault
    for part in leaves:
        if part is body or not _is_file(part):
            continue
        try:
            name, data = part.get_filename() or "", _bytes_of(part)
        except Exception as fault:
            raise _broken(fault, place) from fault
        if data:
            yield name, data


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    if part.get_content_maintype() != "multipart":
        yield part
        return
    payload = part.get_payload()
    for inside in payload if isinstance(payload, list) else []:
        yield from _leaves(cast("MIMEPart", inside))


def _is_file(part: MIMEPart) -> bool:
    is_named = part.get_filename() is not None or part.get_content_type() == "message/rfc822"
    return part.get_content_maintype() not in _SEEN and (is_named or part.get_content_type() == "application/pdf")


def _bytes_of(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        return cast("MIMEPart", inside[0]).as_bytes() if isinstance(inside, list) and inside else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _content(body: MIMEPart, place: str) -> str:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(body.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return decoded(data, place).text.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return None if value is None else str(value)
    except Exception:  # noqa: BLE001  (a header that cannot be parsed tells nothing)
        return None


def _broken(fault: Exception, place: str) -> ArticleError:
    return _fault(f"is mail that cannot be taken apart ({type(fault).__name__})", place)


def _fault(what: str, place: str) -> ArticleError:
    return ArticleError(what, place=place, mend="save the message as text or HTML", code="article.mail")
