"""What the standard library's parser says of a file that is not TOML, in the author's own language."""

from __future__ import annotations

import re

from prompts.methods.errors import SyntaxFaultError

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_REASONS = (
    ("twice", r"overwrite|[Dd]uplicate|twice|mutate immutable|redefine"),
    ("unclosed", r"Unclosed|Unterminated|Expected [\"']+\]|Illegal character '\\n'"),
    ("equals", r"Expected [\"']=|Invalid statement|initial character"),
    ("value", r"Invalid value|Invalid hex|Invalid date"),
    ("line-end", r"Expected newline"),
    ("character", r"Illegal character|invalid character|Unescaped"),
)
"""A key of the catalogue, and the parser's sentences that mean it."""


def syntax_fault(name: str, text: str, message: str) -> SyntaxFaultError:
    """The parser's `message` about `text` as an error; `name` is what the file is called."""
    found = _PLACE.search(message)
    line = column = None
    if found:
        line = int(found[1] or text.count("\n") + 1)
        column = int(found[2]) if found[2] else len(line_of(text, line)) + 1
    said = _PLACE.sub("", message)
    reason = next((key for key, pattern in _REASONS if re.search(pattern, said)), "other")
    excerpt = line_of(text, line) if line else ""
    if reason == "twice":  # the parser stops after the value, and what stands twice is the key before it
        column = len(excerpt) - len(excerpt.lstrip()) + 1
    return SyntaxFaultError(
        name, line=line, column=column, excerpt=excerpt, reason=reason, detail=said, expects=_EXPECTS[reason]
    )


_EXPECTS = {"twice": "unique", "equals": "toml_key", "value": "toml_value"}
_EXPECTS |= {reason: "toml" for reason, _ in _REASONS if reason not in _EXPECTS} | {"other": "toml"}


def line_of(text: str, line: int) -> str:
    """The line of `text` with that number, counted from 1; empty where there is none."""
    lines = text.split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""
