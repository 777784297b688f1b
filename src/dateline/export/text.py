"""Text that a format can write: what no encoding, no XML or no calendar holds becomes the replacement character."""

import re

REPLACED = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no encoding can write
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def writable(text: str) -> str:
    """Text that UTF-8 can hold."""
    return _HALF.sub(REPLACED, text)


def for_xml(text: str) -> str:
    """Text that XML 1.0 can hold; a carriage return, which XML reads as a line's end, is written as one."""
    return _NO_XML.sub(REPLACED, text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """Text on one line: line ends and tabs become spaces, other controls the replacement character."""
    return _CONTROL.sub(lambda found: " " if found[0] in "\t\n\r\x85\u2028\u2029" else REPLACED, text)
