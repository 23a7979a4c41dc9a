"""Where the next request ends, and the few things in its head that the web framework would let through.

The framework's parser does the framing: two lengths, folded lines, bare line feeds and control characters are
refused there. A request is handed to it whole, so that deadlines, sizes and turns can be kept outside of it.
Each rule below has its reason in docs/security.md.
"""

from __future__ import annotations

import re

from workshop.web.contract.errors import (
    AddressTooLongError,
    BadRequestError,
    HeadTooLargeError,
    NoLengthError,
    TooLargeError,
)
from workshop.web.contract.rate_limits import Limits

HEAD_END = b"\r\n\r\n"
_REQUEST_LINE = re.compile(rb"[A-Z-]+ /[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]* HTTP/1\.[01]\r\n")
_NOTED = re.compile(
    rb"\r\n(content-length|transfer-encoding|expect|upgrade|authorization|origin):([^\r]*)", re.IGNORECASE
)
"""The headers that have a rule here."""
MOST_DIGITS = 12


def request_size(buffer: bytes | bytearray, limits: Limits) -> int | None:
    """The bytes of the request at the start of `buffer`, or None if its head has not all arrived.

    Raises BadRequestError, AddressTooLongError, HeadTooLargeError, NoLengthError, TooLargeError.
    """
    if not 0x41 <= buffer[0] <= 0x5A:
        raise BadRequestError
    line_end = buffer.find(b"\r\n", 0, limits.request_line + 2)
    if line_end < 0 and len(buffer) > limits.request_line:
        raise AddressTooLongError
    end = buffer.find(HEAD_END, 0, limits.head)
    if end < 0:
        if len(buffer) >= limits.head:
            raise HeadTooLargeError
        return None
    head = bytes(buffer[: end + 2])
    if not _REQUEST_LINE.match(head):
        raise BadRequestError
    if head.count(b"\r\n") > limits.headers + 1:
        raise HeadTooLargeError
    return end + len(HEAD_END) + _body_size(head, limits)


def _body_size(head: bytes, limits: Limits) -> int:
    lines = _NOTED.findall(head)
    noted = {name.lower(): value for name, value in lines}
    if len(noted) < len(lines) or b"expect" in noted or b"upgrade" in noted:
        raise BadRequestError
    if b"transfer-encoding" in noted:
        raise BadRequestError if b"content-length" in noted else NoLengthError
    if b"content-length" not in noted and head.startswith(b"POST "):
        raise NoLengthError
    length = noted.get(b"content-length", b"").strip()
    if not length.isdigit():
        return 0  # the framework refuses what is no number
    if len(length) > MOST_DIGITS or int(length) > limits.body:
        raise TooLargeError
    return int(length)
