"""Files of the formats that are no text, built for tests from invented words."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

DAY = "2024-06-03"
PAGE = (
    '<html><head><title>Ministers meet</title><meta property="og:site_name" content="Northern Wire">'
    '<meta property="article:published_time" content="2024-06-03T08:15:00Z"></head><body><article>'
    "<p>ARDEN, June 1 (NWA) - Arland&#8217;s defence minister met her Belmar counterpart here on Saturday, and the two "
    "agreed to hold a naval exercise every second year, the ministry said in a statement after the talks.</p>"
    "<p>It was their second meeting this year. The first, in Corva, had ended in January without a pact.</p>"
    "</article></body></html>"
)


def record(
    body: str | bytes = PAGE,
    kind: str = "response",
    *,
    number: int = 1,
    status: str = "200 OK",
    mime: str = "text/html; charset=utf-8",
    http: Sequence[str] = (),
    more: Sequence[str] = (),
    url: str = "https://www.nwa.example/story",
) -> bytes:
    """One record of a WARC file, as a crawler of June 2024 writes it."""
    data = body.encode() if isinstance(body, str) else body
    if kind == "response":
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {mime}", *http]
        data = "\r\n".join((*lines, "", "")).encode() + data
        mime = "application/http; msgtype=response"
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date: 2024-06-05T10:00:00Z",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {mime}",
        *more,
        f"Content-Length: {len(data)}",
    ]
    return "\r\n".join((*head, "", "")).encode() + data + b"\r\n\r\n"


def warc(*records: bytes, packed: bool = True) -> bytes:
    """A WARC file; packed as crawlers pack it, each record by itself."""
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name), data, how)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, data in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            packed.addfile(about, io.BytesIO(data))
    return out.getvalue()


def docx(*paragraphs: str, title: str = "", created: str = "", raw: str = "") -> bytes:
    """A Word file of these paragraphs; ``raw`` is markup that stands behind them."""
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    about = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {words}><w:body>{body}{raw}</w:body></w:document>".encode(),
            "docProps/core.xml": about.encode(),
        }
    )


def pdf(*pages: Sequence[str], title: str = "", created: str = "") -> bytes:
    """A PDF of these pages of lines, in Helvetica; a page without lines is what a scan looks like."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects.append(f"<< /Title ({title}) /CreationDate (D:{created}) >>".encode())
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"({line.translate({40: '[', 41: ']'})}) Tj" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 60 760 Td {drawn} ET".encode("latin-1") if lines else b""
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
