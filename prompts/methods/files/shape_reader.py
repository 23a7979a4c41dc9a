"""Turns a parsed file into its raw type and records every unknown key, missing key and wrong type.

msgspec stops at the first error and cannot name the key of a table inside a table, so each field is
converted separately here. An invalid value is replaced by a neutral one so that later checks still run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from prompts.methods import kinds
from prompts.methods.checks.findings import Findings, names
from prompts.methods.errors import MethodError, TooManyError, UnknownKeyError, WrongTypeError
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import Raw
from prompts.methods.model import Kind, Phase
from prompts.methods.sets import FilledBy

ENTRIES_LIMIT = 500

_RawType = TypeVar("_RawType", bound=Raw)

_EXPECTS: dict[Any, str] = {
    str: "string",
    int: "integer",
    int | None: "integer",
    bool: "boolean",
    bool | str: "boolean_or_key",
    tuple[str, ...]: "strings",
    tuple[int, ...]: "days",
}
_NEUTRAL: dict[Any, object] = {str: "", int: 0, bool: False, bool | str: False}
_CHOICES: dict[Any, Callable[[], Iterable[str]]] = {
    Kind: kinds.installed,
    Phase | None: lambda: (phase.value for phase in Phase),
    FilledBy: lambda: (who.value for who in FilledBy),
}


class ShapeReader:
    """Reads one file into a raw type; problems are added to `findings`."""

    def __init__(self, findings: Findings, missing: type[MethodError]) -> None:
        """`missing` is the error class for an absent key: a text in one file, a setting in the other."""
        self._findings = findings
        self._missing = missing

    def read(self, shape: type[_RawType]) -> _RawType:
        """Convert the whole file to `shape`."""
        table = self._table((), self._findings.source.tree, shape)
        return msgspec.convert(table, shape, dec_hook=_kind_called)

    def _value(self, path: Path, value: object, kind: object) -> object:
        if isinstance(kind, type) and issubclass(kind, Raw):
            return self._table(path, value, kind)
        if get_origin(kind) is dict:
            return self._named_tables(path, value, get_args(kind)[1])
        if get_origin(kind) is tuple:
            return self._list(path, value, get_args(kind)[0], kind)
        return self._plain(path, value, kind)

    def _table(self, path: Path, value: object, shape: type[Raw]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._wrong_type(path, "table")
            value = {}
        fields = _fields_of(shape)
        for key in value:
            if key not in fields:
                self._findings.add(UnknownKeyError, (*path, key), name=key, names=names(fields))
        taken: dict[str, Any] = {}
        for name, field in fields.items():
            if name in value:
                taken[name] = self._value((*path, name), value[name], field.type)
            elif field.required:
                expects, choices = _expected(field.type)
                self._findings.add(self._missing, (*path, name), expects=expects, name=name, names=choices)
                taken[name] = _neutral(field.type)
        return taken

    def _named_tables(self, path: Path, value: object, kind: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._wrong_type(path, "table")
            return {}
        return {key: self._value((*path, key), entry, kind) for key, entry in value.items()}

    def _list(self, path: Path, value: object, kind: object, whole: object) -> list[Any]:
        if not isinstance(value, list):
            self._wrong_type(path, _expected(whole)[0])
            return []
        if len(value) > ENTRIES_LIMIT:
            self._findings.add(TooManyError, path, count=len(value), limit=ENTRIES_LIMIT)
            return []
        return [self._value((*path, number), entry, kind) for number, entry in enumerate(value)]

    def _plain(self, path: Path, value: object, kind: object) -> object:
        try:
            return msgspec.convert(value, kind, dec_hook=_kind_called)
        except msgspec.ValidationError:
            expects, choices = _expected(kind)
            self._wrong_type(path, expects, names=choices)
            return _neutral(kind)

    def _wrong_type(self, path: Path, expects: str, **fields: object) -> None:
        self._findings.add(WrongTypeError, path, expects=expects, **fields)


@functools.cache
def _fields_of(shape: type[Raw]) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields by name; msgspec evaluates the annotations anew whenever it is asked."""
    return {field.name: field for field in msgspec.structs.fields(shape)}


def _expected(kind: object) -> tuple[str, str]:
    """The catalogue key that describes what `kind` accepts, and the choices if it has any."""
    if choices := _CHOICES.get(kind):
        return "one_of", names(choices())
    if kind in _EXPECTS:
        return _EXPECTS[kind], ""
    return ("tables" if get_origin(kind) is tuple else "table"), ""


def _kind_called(wanted: type, name: object) -> object:
    """The kind that a file names. Raises ValueError, which msgspec turns into its own error."""
    if wanted is not Kind or not isinstance(name, str) or kinds.find(name) is None:
        raise ValueError(name)
    return Kind(name)


def _neutral(kind: object) -> object:
    """A value of the right type in place of an invalid one."""
    if get_origin(kind) is tuple:
        return []
    if get_origin(kind) is dict:
        return {}
    if kind is Kind:
        return Kind.PRESENT
    if kind is FilledBy:
        return FilledBy.TABLE
    return _NEUTRAL.get(kind)
