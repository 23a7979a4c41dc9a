"""Bar charts: votes by category, ratings by value, dots by proposal.

A bar never relies on colour alone: it is drawn with the category's own sign, or beside its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span, in_parts, paragraph, spread
from workshop.terminal.theme.untrusted_text import padded

FULL = "▇"
"""Leaves a sliver free above, so that bars on neighbouring lines stay apart."""

GONE = "░"
"""Marks what a bar has lost since the first round."""

LONGEST_BAR = 60
"""Cells that the longest bar takes at most: the eye compares short bars better."""


@dataclass(frozen=True, slots=True)
class Share:
    """One category's share of the votes on a card."""

    sign: str
    title: str
    role: str
    count: int


def bar(value: float, most: float, width: int) -> str:
    """A bar of at most `width` cells, never empty for a count above 0."""
    if value <= 0 or most <= 0 or width <= 0:
        return ""
    return FULL * max(1, round(min(1.0, value / most) * width))


def shared_cells(counts: tuple[int, ...], width: int) -> tuple[int, ...]:
    """`width` cells allocated by largest remainder; every count above 0 gets at least one."""
    total = sum(counts)
    if not total or width <= 0:
        return (0,) * len(counts)
    exact = [count * width / total for count in counts]
    cells = [max(1, int(part)) if count else 0 for part, count in zip(exact, counts, strict=True)]
    while sum(cells) > max(width, sum(1 for count in counts if count)):
        cells[cells.index(max(cells))] -= 1
    by_remainder = sorted(range(len(counts)), key=lambda index: int(exact[index]) - exact[index])
    for index in by_remainder[: max(0, width - sum(cells))]:
        cells[index] += 1 if counts[index] else 0
    return tuple(cells)


def signs_fit(shares: tuple[Share, ...], width: int) -> bool:
    """Whether there is room for one sign per vote."""
    return sum(share.count for share in shares) <= width


def sign_bar(shares: tuple[Share, ...], width: int) -> Line:
    """One sign per vote, in its category's colour; if they do not fit, a plain segmented bar.

    People count signs when they see them, so signs are never scaled. The segments of the plain bar
    differ only by colour and gaps: its numbers must be shown beside it.
    """
    if signs_fit(shares, width):
        return tuple(Span(share.sign * share.count, share.role) for share in shares if share.count)
    used = [share for share in shares if share.count]
    cells = shared_cells(tuple(share.count for share in used), width - len(used) + 1)
    spans: list[Span] = []
    for share, size in zip(used, cells, strict=True):
        if spans:
            spans.append(Span(" ", "well"))
        spans.append(Span(FULL * size, share.role))
    return tuple(spans)


def sign_counts(shares: tuple[Share, ...]) -> Line:
    """`■ 3  ◆ 2  ● 4  ▲ 3`: every category, including those that nobody chose."""
    spans: list[Span] = []
    for share in shares:
        if spans:
            spans.append(Span("  ", "well"))
        spans.append(Span(f"{share.sign} {share.count}", share.role if share.count else "well"))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class CategoryBars:
    """The votes on one card, a bar per category with sign, name and count.

    `after` are the votes of the second round: `3 → 1`, with the lost part drawn faintly.
    """

    shares: tuple[Share, ...]
    after: tuple[Share, ...] = ()
    below: int = 0
    key: str = ""
    search: str = ""
    surface: bool = False

    def lines(self, width: int) -> tuple[Line, ...]:
        """One line per category."""
        last = self.after or self.shares
        names = max((cell_len(share.title) for share in self.shares), default=0) + 1
        most = max((share.count for share in (*self.shares, *last)), default=0)
        labels = tuple(self._counts(len(str(most))))
        numbers = max((len(label) for label in labels), default=0)
        room = max(4, min(LONGEST_BAR, width - 2 - names - numbers - 2))
        rows = tuple(
            (
                Span(f"{share.sign} {padded(share.title, names)} ", share.role),
                Span(f"{label} ", "strong" if share.count or now.count else "muted"),
                *_moved_bar(share.count, now.count, most, room, share.role),
            )
            for share, now, label in zip(self.shares, last, labels, strict=True)
        )
        return rows + (EMPTY_LINE,) * self.below

    def _counts(self, width: int) -> Iterator[str]:
        for share, now in zip(self.shares, self.after or self.shares, strict=True):
            before = str(share.count).rjust(width)
            yield f"{before} → {str(now.count).rjust(width)}" if self.after else before


def _moved_bar(before: int, now: int, most: int, width: int, role: str) -> Line:
    """The bar of the current count, followed faintly by what has moved away."""
    full = bar(now, most, width)
    gone = len(bar(before, most, width)) - len(full)
    return (Span(full, role), Span(GONE * gone, "muted")) if gone > 0 else (Span(full, role),)


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a scale: its label, and how many chose it (None: not to be shown)."""

    value: int
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class DistributionBars:
    """How one statement was rated: a bar per value, then the figures in words, the mean last.

    A line with `threshold_words` separates the values below `threshold` from the others.
    """

    text: str
    steps: tuple[Step, ...]
    figures: str
    key: str = ""
    threshold: int | None = None
    threshold_words: str = ""
    above: int = 0
    below: int = 1
    surface: bool = False
    search: str = ""

    def lines(self, width: int) -> tuple[Line, ...]:
        """The statement, its bars and its figures."""
        rows = list(paragraph(self.text, width, "strong"))
        rows.extend(self._bars(width))
        rows.extend((Span(row, "muted"),) for row in in_parts(self.figures, width))
        return (EMPTY_LINE,) * self.above + tuple(rows) + (EMPTY_LINE,) * self.below

    def _bars(self, width: int) -> list[Line]:
        known = [step.count for step in self.steps if step.count is not None]
        if not known:
            return []
        most = max(known)
        values = max(len(str(step.value)) for step in self.steps)
        numbers = len(str(most))
        labels = self._label_width(width)
        room = max(3, min(LONGEST_BAR, width - values - numbers - labels - 4))
        rows: list[Line] = []
        for step in self.steps:
            if rows and self._is_first_below(step):
                rows.extend(_threshold(self.threshold_words, width))
            rows.append(_step_row(step, most, (values, labels, numbers, room)))
        return rows

    def _is_first_below(self, step: Step) -> bool:
        """Whether the threshold line is drawn above this value; the highest value comes first."""
        return self.threshold is not None and step.value == self.threshold - 1

    def _label_width(self, width: int) -> int:
        longest = max((cell_len(step.label) for step in self.steps), default=0)
        return longest + 1 if longest and width >= longest + 24 else 0


def _step_row(step: Step, most: int, widths: tuple[int, int, int, int]) -> Line:
    values, labels, numbers, room = widths
    count = step.count or 0
    return (
        Span(str(step.value).rjust(values) + " ", "number"),
        Span(padded(step.label, labels) if labels else ""),
        Span(str(count).rjust(numbers) + " ", "strong" if count else "muted"),
        Span(bar(count, most, room), "bar"),
    )


def _threshold(words: str, width: int) -> tuple[Line, ...]:
    text = f"── {words} "
    return ((Span(text, "muted"), Span("─" * max(0, width - cell_len(text)), "faint")),)


@dataclass(frozen=True, slots=True)
class RankRow:
    """A proposal with its rank, its text and a bar of its dots."""

    key: str
    rank: str
    number: str
    text: str
    dots: int
    most: int
    marks: str = ""
    surface: bool = False

    @property
    def search(self) -> str:
        """Number and text."""
        return f"{self.number}\n{self.text}".casefold()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The text with the number of dots on the right, the bar below."""
        lead = (Span(f"{self.rank} ", "strong"), Span(f"{self.number} ", "number"))
        indent = sum(cell_len(span.text) for span in lead)
        room = max(8, width - 8)
        rows = paragraph(self.text, room, "text", lead)
        first = spread(rows[0], (Span(str(self.dots), "strong"),), width)
        drawn: Line = (
            Span(" " * indent),
            Span(bar(self.dots, self.most, max(4, min(LONGEST_BAR, width - indent - 8))), "bar"),
        )
        return (first, *rows[1:], drawn)
