"""Where one request ends: the head read strictly, the length known before the body is read.

Only whole, well-framed requests reach the web framework, each in one piece. What proxies and
servers have disagreed about (two lengths, chunks and a length, folded lines) is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workshop.web.contract.errors import (
    AddressTooLongError,
    BadMethodError,
    BadRequestError,
    HeadTooLargeError,
    NoLengthError,
    TooLargeError,
)
from workshop.web.contract.limits import Limits

HEAD_END = b"\r\n\r\n"
_REQUEST_LINE = re.compile(rb"([A-Z]{1,16}) (/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*) HTTP/1\.([01])")
_HEADER = re.compile(rb"([A-Za-z0-9!#$%&'*+\-.^_`|~]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
_LENGTH = re.compile(rb"[0-9]{1,12}")
_ONCE = frozenset({b"host", b"content-length", b"authorization", b"origin", b"content-type"})
_METHODS = frozenset({b"GET", b"POST", b"HEAD", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE"})
"""What the framework's parser knows; all but two are refused there, with the names of what is taken."""
_REFUSED = frozenset({b"upgrade", b"expect"})


@dataclass(frozen=True, slots=True)
class Head:
    """One request's head: its bytes with the blank line, the bytes of the body after it, and what it says.

    `headers` have names in small letters; of one that came twice the last stands, and `is_plain` is False,
    as it is for HTTP/1.0 and for anything that is not ASCII.
    """

    size: int
    body: int
    method: bytes
    target: bytes
    headers: Mapping[bytes, bytes]
    is_plain: bool

    @property
    def whole(self) -> int:
        """The bytes of the request."""
        return self.size + self.body


def find_head(buffer: bytes | bytearray, limits: Limits) -> Head | None:
    """The head at the start of `buffer`, or None if it has not all arrived.

    Raises BadRequestError, AddressTooLongError, BadMethodError, HeadTooLargeError, NoLengthError,
    TooLargeError.
    """
    if not 0x41 <= buffer[0] <= 0x5A:
        raise BadRequestError
    end = buffer.find(HEAD_END, 0, limits.head)
    line_end = buffer.find(b"\r\n", 0, limits.request_line + 2)
    if line_end < 0 and len(buffer) > limits.request_line:
        raise AddressTooLongError
    if end < 0:
        if len(buffer) >= limits.head:
            raise HeadTooLargeError
        return None
    return _read(bytes(buffer[:end]), limits)


def _read(head: bytes, limits: Limits) -> Head:
    line, *lines = head.split(b"\r\n")
    match = _REQUEST_LINE.fullmatch(line)
    if match is None:
        raise BadRequestError
    if match[1] not in _METHODS:
        raise BadMethodError(allow="GET, POST")
    if len(lines) > limits.headers:
        raise HeadTooLargeError
    headers = _headers(lines)
    is_plain = match[3] == b"1" and len(headers) == len(lines) and head.isascii()
    body = _body_size(match[1], headers, limits)
    return Head(len(head) + len(HEAD_END), body, match[1], match[2], headers, is_plain)


def _body_size(method: bytes, headers: Mapping[bytes, bytes], limits: Limits) -> int:
    if b"transfer-encoding" in headers:
        raise BadRequestError if b"content-length" in headers else NoLengthError
    length = headers.get(b"content-length", b"")
    if not length and method == b"POST":
        raise NoLengthError
    if length and not _LENGTH.fullmatch(length):
        raise BadRequestError
    if int(length or 0) > limits.body:
        raise TooLargeError
    return int(length or 0)


def _headers(lines: list[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for line in lines:
        match = _HEADER.fullmatch(line)
        if match is None:
            raise BadRequestError
        name = match[1].lower()
        if name in _REFUSED or (name in found and name in _ONCE):
            raise BadRequestError
        found[name] = match[2].strip()
    if b"host" not in found:
        raise BadRequestError
    return found
