"""JSON Lines: one object to a line, in UTF-8."""

import json
from collections.abc import Mapping
from typing import Any


def line_of(data: Mapping[str, Any]) -> bytes:
    """An object as one line; where it holds half a surrogate pair, which UTF-8 cannot write, everything is escaped."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode() + b"\n"
