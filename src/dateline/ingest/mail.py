"""A message of mail (EML) to the parts of an article."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from dateline.errors import ArticleError
from dateline.ingest.decode import decoded
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts


def mail_parts(data: bytes, place: str) -> Parts:
    """The text of a message, or its HTML where it has no text, with its Date, Subject and From.

    Raises:
        ArticleError: It holds neither, or is too broken to be taken apart.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        text = None if body is None else _content(body, place)
        is_page = body is not None and body.get_content_type() == "text/html"
        told = {name: _header(message, name) for name in ("Date", "Subject", "From")}
    except ArticleError:
        raise
    except Exception as fault:  # the standard library fails in many ways on broken mail
        raise _fault(f"is mail that cannot be taken apart ({type(fault).__name__})", place) from fault
    if text is None:
        raise _fault("holds neither text nor HTML", place)
    parts = page_parts(text) if is_page else Parts(text=text, raw=text)
    name, address = parseaddr(told["From"] or "")
    return replace(
        parts,
        published=told["Date"] or parts.published,
        title=told["Subject"] or parts.title,
        publisher=name or address or parts.publisher,
    )


def _content(body: MIMEPart, place: str) -> str:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(body.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return decoded(data, place).text.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return None if value is None else str(value)


def _fault(what: str, place: str) -> ArticleError:
    return ArticleError(what, place=place, mend="save the message as text or HTML", code="article.mail")
