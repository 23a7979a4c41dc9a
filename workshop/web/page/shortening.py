"""Makes the page's script and style shorter before they are served, without a build step.

The script's own names become one or two letters: those of the outermost level the same ones everywhere,
those within a function the first letters that are free there. Spaces that mean nothing go. The keys of
sentences become codes, in the script and in the words alike (`short_keys`). Nothing else is changed: what
is written in quotes, what stands after a dot and the names of properties stay.
"""

from __future__ import annotations

import bisect
import functools
import heapq
import itertools
import re
import string
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<space>\s+)"
    r"|(?P<sign>\.\.\.|=>|\?\.|\+\+|--|.)",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_DECLARED = re.compile(r"\b(?:function|const|let) (\w+)")
_PARAMETERS = re.compile(r"\bfunction \w*\(([^()]*)\)|\(([\w, ]*)\) =>")
_PARAMETER = re.compile(r"(?:^|,)\s*([A-Za-z_]\w*)")
_BEFORE_BLOCK = frozenset({")", "=>", "else", "try", "finally", "do", "catch", ";", "{", "}", ""})
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};") | {"return", "=>", ""}
_DECLARING = frozenset({"function", "const", "let"})
_NO_NAMES = frozenset({"do", "if", "in", "of", "as"})
_CLOSING = frozenset(")]}")
_WORD = re.compile(r"[\w$]")
_JOINED = frozenset("{([,;")
_REST_OF_TEMPLATE = re.compile(r"(?:\\.|(?!`|\$\{).)*(?:`|\$\{)", re.DOTALL)
_STYLE_SPACE = re.compile(r"\s*([{};])\s*|([:,])\s+")
SHORTEST_WORTH_IT = 3
_QUOTED_KEY = re.compile(r"\"([a-z][\w-]*(?:\.[\w-]+)+)\"")
_BEGUN_KEY = re.compile(r"`([a-z][\w.-]*)\$\{")
_LETTERS = string.ascii_letters


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    gap: str = ""
    """What stands before it: nothing, a space or a line break."""
    is_key: bool = False
    is_shorthand: bool = False


@functools.lru_cache(maxsize=8)
def shorten_script(script: str) -> str:
    """`script` with short names and few spaces; it does the same.

    A shorthand property (`{ name }`) keeps the property's name before the short one (`{ name: a }`).
    """
    texts: list[str] = []
    places: dict[str, list[int]] = {}
    shorthands: set[int] = set()
    parts = _Parts()
    before = ""
    for token in _told_apart(_tokens(script)):  # never kept as a list: that would be megabytes
        if before == "," and token.kind == "sign" and token.text in _CLOSING:
            texts.pop()  # behind the last of a list it means nothing
        if token.gap and before:
            texts.append(_between(before, token.gap, token.text))
        parts.take(token, before, len(texts))
        if token.kind == "name":
            spots = places.setdefault(token.text, [])
            if token.is_shorthand:
                shorthands.add(len(texts))
            if not token.is_key:
                spots.append(len(texts))
        texts.append(token.text)
        before = token.text
    for place, name, short in _short_names(_own_names(script), places, parts):
        texts[place] = f"{name}:{short}" if place in shorthands else short
    return "".join(texts)


def short_keys(script: str, keys: Iterable[str]) -> dict[str, str]:
    """A code of one or two letters for each of `keys` that `script` only names whole, in double quotes.

    A key that may also be put together, as `state.${name}` is, keeps its name.
    """
    begun = tuple(_BEGUN_KEY.findall(script))
    named = Counter(_QUOTED_KEY.findall(script))
    whole = [key for key in keys if named[key] and not key.startswith(begun)]
    codes = ("".join(letters) for length in (1, 2) for letters in itertools.product(_LETTERS, repeat=length))
    return dict(zip(sorted(whole, key=lambda key: (-named[key], key)), codes, strict=False))


def with_short_keys(script: str, codes: Mapping[str, str]) -> str:
    """`script` with those keys as their codes."""
    return _QUOTED_KEY.sub(lambda match: f'"{codes.get(match[1], match[1])}"', script)


def shorten_style(style: str) -> str:
    """`style` without spaces that mean nothing."""
    return _STYLE_SPACE.sub(r"\1\2", style)


def _tokens(script: str) -> Iterator[_Token]:
    at, before, gap = 0, "", ""
    holes: list[int] = []
    while at < len(script):
        letter = script[at]
        found = _PATTERN.match(script, at) if letter == "/" and before in _BEFORE_PATTERN else None
        if found and not script.startswith(("//", "/*"), at):
            token = _Token("text", found[0])
        elif letter == "`" or (letter == "}" and holes and holes[-1] == 0):
            token = _Token("text", _template_part(script, at))
            if letter == "}":
                holes.pop()
            if token.text.endswith("${"):
                holes.append(0)
        else:
            match = _TOKEN.match(script, at)
            assert match is not None  # noqa: S101 - the last choice takes any character
            token = _Token(match.lastgroup or "", sys.intern(match[0]))
            if holes and token.text in ("{", "}"):
                holes[-1] += 1 if token.text == "{" else -1
        at += len(token.text)
        if token.kind in ("space", "comment"):
            gap = "\n" if "\n" in gap + token.text else " "
            continue
        token.gap, gap, before = gap, "", token.text
        yield token


def _template_part(script: str, start: int) -> str:
    """From a backtick, or the end of a hole, to the next hole or the closing backtick."""
    found = _REST_OF_TEMPLATE.match(script, start + 1)
    return script[start : found.end()] if found else script[start:]


def _told_apart(tokens: Iterator[_Token]) -> Iterator[_Token]:
    """The tokens, the names of properties told from names of the script's own."""
    braces: list[bool] = []
    before = ""
    for token, after in itertools.pairwise(itertools.chain(tokens, [_Token("", "")])):
        if token.kind == "name":
            in_object = bool(braces) and braces[-1]
            is_first = in_object and before in ("{", ",", "async")
            token.is_key = before in (".", "?.") or (is_first and after.text in (":", "("))
            token.is_shorthand = is_first and after.text in (",", "}", "=")
        elif token.text in ("(", "[", "{") and token.kind == "sign":
            braces.append(token.text == "{" and before not in _BEFORE_BLOCK)
        elif token.text in (")", "]", "}") and token.kind == "sign" and braces:
            braces.pop()
        before = token.text
        yield token


@dataclass(slots=True)
class _Parts:
    """The statements of the outermost level, and the names that are declared there."""

    outermost: set[str] = field(default_factory=set)
    begins: list[int] = field(default_factory=list)
    depth: int = 0

    def take(self, token: _Token, before: str, place: int) -> None:
        """Hear of the next token, which will stand at `place`."""
        if token.kind == "sign" and token.text in ("}", ")", "]"):
            self.depth -= 1
        if self.depth == 0 and token.text in _DECLARING:
            self.begins.append(place)
        if self.depth == 0 and before in _DECLARING:
            self.outermost.add(token.text)
        if token.kind == "sign" and token.text in ("{", "(", "["):
            self.depth += 1

    def of(self, place: int) -> int:
        """The number of the statement in which `place` is."""
        return bisect.bisect_right(self.begins, place)


def _own_names(script: str) -> set[str]:
    """Every name that the script declares, and the parameters of its functions."""
    lists = ("".join(found) for found in _PARAMETERS.findall(script))
    parameters = {name for names in lists for name in _PARAMETER.findall(names)}
    return parameters | set(_DECLARED.findall(script))


def _short_names(
    own: set[str], places: Mapping[str, Sequence[int]], parts: _Parts
) -> Iterator[tuple[int, str, str]]:
    """Every place of the script's `own` names, with the name and the short one.

    The outermost level has the shortest names for the most frequent. In each part names are given as they
    come: what is alike stays alike. A name that stands anywhere in the script is given to nothing.
    """
    taken = places.keys() | _NO_NAMES
    worth = {name for name in own if len(name) >= SHORTEST_WORTH_IT}
    often = sorted(worth & parts.outermost, key=lambda name: (-len(places.get(name, ())), name))
    pairs = map("".join, itertools.product(string.ascii_letters, repeat=2))
    free = (name for name in itertools.chain(string.ascii_uppercase, pairs) if name not in taken)
    for name, short in zip(often, free, strict=False):
        yield from ((place, name, short) for place in places.get(name, ()))
    letters = [letter for letter in string.ascii_lowercase if letter not in taken]
    given: dict[str, str] = {}
    part = -1
    inner = (zip(places.get(name, ()), itertools.repeat(name)) for name in sorted(worth - parts.outermost))
    for place, name in heapq.merge(*inner):
        if parts.of(place) != part:
            part, given = parts.of(place), {}
        if name not in given:
            given[name] = letters[len(given)] if len(given) < len(letters) else f"_{len(given)}"
        yield place, name, given[name]


def _between(before: str, space: str, after: str) -> str:
    if space == "\n":
        return "" if before in _JOINED or after[0] in ")]}.?:&|" else "\n"
    if _WORD.match(before[-1]) and _WORD.match(after[0]):
        return " "
    return " " if before[-1] in "+-/" and after[0] in "+-/" else ""
