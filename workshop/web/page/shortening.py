"""Makes the page's script and style shorter before they are served, without a build step.

The script's own names become one or two letters: those of the outermost level the same ones everywhere,
those within a function the first letters that are free there. Spaces that mean nothing go. Nothing else is
changed: what is written in quotes, what stands after a dot and the names of properties stay.
"""

from __future__ import annotations

import functools
import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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
_WORD = re.compile(r"[\w$]")
_JOINED = frozenset("{([,;")
_REST_OF_TEMPLATE = re.compile(r"(?:\\.|(?!`|\$\{).)*(?:`|\$\{)", re.DOTALL)
_STYLE_SPACE = re.compile(r"\s*([{};])\s*|([:,])\s+")
SHORTEST_WORTH_IT = 3


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    is_key: bool = False
    is_shorthand: bool = False
    depth: int = 0
    part: int = 0
    """Which of the outermost statements it stands in."""


@functools.lru_cache(maxsize=8)
def shorten_script(script: str) -> str:
    """`script` with short names and few spaces; it does the same.

    A shorthand property (`{ name }`) keeps the property's name before the short one (`{ name: a }`).
    """
    tokens = list(_tokens(script))
    _mark_properties([token for token in tokens if token.kind not in ("space", "comment")])
    _mark_parts(tokens)
    outermost, within = _short_names(tokens, _own_names(script))
    for token in tokens:
        if token.kind != "name" or token.is_key:
            continue
        short = outermost.get(token.text) or within.get((token.part, token.text))
        if short:
            token.text = f"{token.text}:{short}" if token.is_shorthand else short
    return "".join(_without_spaces(tokens))


def shorten_style(style: str) -> str:
    """`style` without spaces that mean nothing."""
    return _STYLE_SPACE.sub(r"\1\2", style)


def _tokens(script: str) -> Iterator[_Token]:
    at, before = 0, ""
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
            token = _Token(match.lastgroup or "", match[0])
            if holes and token.text in ("{", "}"):
                holes[-1] += 1 if token.text == "{" else -1
        at += len(token.text)
        if token.kind not in ("space", "comment"):
            before = token.text
        yield token


def _template_part(script: str, start: int) -> str:
    """From a backtick, or the end of a hole, to the next hole or the closing backtick."""
    found = _REST_OF_TEMPLATE.match(script, start + 1)
    return script[start : found.end()] if found else script[start:]


def _mark_properties(tokens: list[_Token]) -> None:
    """Tell the names of properties from names of the script's own."""
    braces: list[bool] = []
    before = ""
    for token, after in itertools.zip_longest(tokens, tokens[1:]):
        following = after.text if after else ""
        if token.kind == "name":
            in_object = bool(braces) and braces[-1]
            is_first = in_object and before in ("{", ",", "async")
            token.is_key = before in (".", "?.") or (is_first and following in (":", "("))
            token.is_shorthand = is_first and following in (",", "}", "=")
        elif token.text in ("(", "[", "{") and token.kind == "sign":
            braces.append(token.text == "{" and before not in _BEFORE_BLOCK)
        elif token.text in (")", "]", "}") and token.kind == "sign" and braces:
            braces.pop()
        before = token.text


def _mark_parts(tokens: list[_Token]) -> None:
    """Count how deep each token stands, and the statements of the outermost level."""
    depth = part = 0
    for token in tokens:
        if token.kind == "sign" and token.text in ("}", ")", "]"):
            depth -= 1
        if depth == 0 and token.text in _DECLARING:
            part += 1
        token.depth, token.part = depth, part
        if token.kind == "sign" and token.text in ("{", "(", "["):
            depth += 1


def _own_names(script: str) -> set[str]:
    """Every name that the script declares, and the parameters of its functions."""
    lists = ("".join(found) for found in _PARAMETERS.findall(script))
    parameters = {name for names in lists for name in _PARAMETER.findall(names)}
    return parameters | set(_DECLARED.findall(script))


def _short_names(tokens: list[_Token], own: set[str]) -> tuple[dict[str, str], dict[tuple[int, str], str]]:
    """Short names: of the outermost level, the shortest for the most frequent; then by part those within."""
    words = [token for token in tokens if token.kind == "name"]
    taken = {token.text for token in words} | _NO_NAMES
    uses = Counter(token.text for token in words if not token.is_key)
    meaning = [token for token in tokens if token.kind not in ("space", "comment")]
    outer = {
        token.text
        for before, token in itertools.pairwise(meaning)
        if token.depth == 0 and before.text in _DECLARING and before.kind == "name"
    }
    worth = [name for name in own if len(name) >= SHORTEST_WORTH_IT]
    pairs = ("".join(pair) for pair in itertools.product(string.ascii_letters, repeat=2))
    free = (name for name in itertools.chain(string.ascii_uppercase, pairs) if name not in taken)
    often = sorted((name for name in worth if name in outer), key=lambda name: (-uses[name], name))
    outermost = dict(zip(often, free, strict=False))
    return outermost, _names_within(words, set(worth) - outer, taken)


def _names_within(words: list[_Token], names: set[str], taken: set[str]) -> dict[tuple[int, str], str]:
    """For each part its `names` in the order in which they come: what is alike there stays alike."""
    letters = [letter for letter in string.ascii_lowercase if letter not in taken]
    within: dict[tuple[int, str], str] = {}
    used: Counter[int] = Counter()
    for token in words:
        place = (token.part, token.text)
        if token.is_key or token.text not in names or place in within:
            continue
        number = used[token.part]
        within[place] = letters[number] if number < len(letters) else f"_{number}"
        used[token.part] += 1
    return within


def _without_spaces(tokens: list[_Token]) -> Iterator[str]:
    """The tokens' texts; a line break stays where it may end a statement."""
    waiting, before = "", ""
    for token in tokens:
        if token.kind in ("space", "comment"):
            waiting = "\n" if "\n" in waiting + token.text else " "
            continue
        if waiting and before:
            yield _between(before, waiting, token.text)
        yield token.text
        waiting, before = "", token.text


def _between(before: str, space: str, after: str) -> str:
    if space == "\n":
        return "" if before in _JOINED or after[0] in ")]}.?:&|" else "\n"
    if _WORD.match(before[-1]) and _WORD.match(after[0]):
        return " "
    return " " if before[-1] in "+-/" and after[0] in "+-/" else ""
