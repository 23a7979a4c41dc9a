"""Reads untrusted JSON strictly: unambiguous, and bounded in cost.

Python's own parser accepts NaN, lets the last of two equal keys win, and recurses to any depth.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn, TypeVar

import msgspec

from workshop.web.contract.errors import BadFieldsError, BadJsonError

DEEPEST = 5
MOST_KEYS = 50
LONGEST_NUMBER = 18

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
Body = TypeVar("Body", bound=msgspec.Struct)


def read_body(raw: bytes, shape: type[Body]) -> Body:
    """The body as `shape`. Raises BadJsonError, or BadFieldsError for unknown or wrong fields."""
    tree = read_tree(raw)
    try:
        return msgspec.convert(tree, shape, strict=True)
    except msgspec.ValidationError:
        raise BadFieldsError from None


def read_tree(raw: bytes) -> object:
    """The JSON in `raw` as plain objects. Raises BadJsonError.

    A lone surrogate (an emoji cut in two by a phone) becomes U+FFFD, so that the rest of the text
    is kept and every later layer can encode it.
    """
    if _depth(raw) > DEEPEST:
        raise BadJsonError
    keys = _KeyCounter()
    try:
        text = raw.decode("utf-8")
        tree: object = json.loads(
            text,
            object_pairs_hook=keys.unique,
            parse_constant=_refuse,
            parse_int=_whole,
            parse_float=_decimal,
        )
    except (ValueError, RecursionError):
        raise BadJsonError from None
    return tree


class _KeyCounter:
    """Counts the keys of a whole body and refuses duplicates within an object."""

    def __init__(self) -> None:
        self._count = 0

    def unique(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """The object of `pairs`. Raises BadJsonError."""
        self._count += len(pairs)
        found = {_whole_text(key): _mended(value) for key, value in pairs}
        if self._count > MOST_KEYS or len(found) != len(pairs):
            raise BadJsonError
        return found


def _depth(raw: bytes) -> int:
    """The nesting depth of the brackets, found without recursion."""
    depth = deepest = 0
    for byte in _STRING.sub(b"", raw):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
        elif byte in b"]}":
            depth -= 1
    return deepest


def _mended(value: object) -> object:
    return _whole_text(value) if isinstance(value, str) else value


def _whole_text(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _refuse(constant: str) -> NoReturn:
    raise BadJsonError


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise BadJsonError
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits) if len(digits) <= LONGEST_NUMBER else float("inf")
    if number in (float("inf"), float("-inf")):
        raise BadJsonError
    return number
