"""The roles that lines are drawn with, and their colours in every theme.

The approaches' colours and the green are used only on the paper background, for which their contrast
was chosen. All others are used on both the paper and the raised background.
"""

from __future__ import annotations

_RULES = """
.canvas--text { color: $ink; }
.canvas--strong { color: $ink; text-style: bold; }
.canvas--muted { color: $ink-soft; }
.canvas--faint { color: $line; }
.canvas--accent { color: $accent-ink; text-style: bold; }
.canvas--number { color: $accent-ink; text-style: bold; }
.canvas--bar { color: $accent-ink; }
.canvas--well { color: $ink-soft; background: $paper; }
.canvas--warning { color: $warn-ink; background: $warn-paper; }
.canvas--good { color: $good-ink; background: $paper; text-style: bold; }
.canvas--marker { color: $accent-ink; text-style: bold; }
.canvas--approach-1 { color: $approach-1; background: $paper; text-style: bold; }
.canvas--approach-2 { color: $approach-2; background: $paper; text-style: bold; }
.canvas--approach-3 { color: $approach-3; background: $paper; text-style: bold; }
.canvas--approach-4 { color: $approach-4; background: $paper; text-style: bold; }
.canvas--raised { background: $raised; }
.canvas--cursor { color: $cursor-ink; background: $cursor-paper; }
.canvas--chosen { text-style: bold; }
.canvas--picked { background: $raised; text-style: bold; }
"""

_NAMES = tuple(line.split()[0].removeprefix(".") for line in _RULES.split("\n") if line)

CLASSES: set[str] = set(_NAMES)
"""The component classes of a widget that draws with roles."""


def css_for(widget: str) -> str:
    """The rules for the component classes of `widget`."""
    return "".join(f"\n{widget} > {line}" for line in _RULES.split("\n") if line)


def class_of(role: str) -> str:
    """The component class of a role or a background."""
    return f"canvas--{role}"
