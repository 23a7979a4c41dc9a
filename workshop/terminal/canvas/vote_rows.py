"""A card with its votes, as a row of the list used in the discussion."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from workshop.terminal.canvas.bars import Share, sign_bar, sign_counts, signs_fit
from workshop.terminal.canvas.blocks import NUMBER_WIDTH
from workshop.terminal.canvas.drawing import Line, Span, paragraph, spread, width_of
from workshop.terminal.theme.untrusted_text import cut

_BAR = 24
_LEAST_BAR = 8
_VERDICT = 12
_LEAST_TEXT = 12


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One card of the list. `verdict` is the agreement in figures and words.

    `agreed` is what the group agreed on, empty until it has.
    """

    key: str
    number: str
    text: str
    shares: tuple[Share, ...]
    verdict: str
    is_split: bool
    agreed: Line = ()
    marks: str = ""
    compact: bool = False
    surface: bool = False

    @property
    def search(self) -> str:
        """Number and text."""
        return f"{self.number}\n{self.text}".casefold()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The text on at most two lines, then the bar, the counts and the verdict on one."""
        lead = (Span(f"{self.number.ljust(NUMBER_WIDTH)} ", "number"),)
        if self.compact:
            return (self._on_one_line(lead, width),)
        rows = paragraph(self.text, width, "text", lead, most=2)
        return (*rows, self._votes(width))

    def _on_one_line(self, lead: Line, width: int) -> Line:
        counts = self.agreed or sign_counts(self.shares)
        longest = max((cell_len(share.title) for share in self.shares), default=0) + 4
        column = max(longest, width_of(sign_counts(self.shares)))
        gap = Span(" " * max(0, column - width_of(counts)), "well")
        verdict = Span(f"  {self.verdict.rjust(_VERDICT)}", "strong" if self.is_split else "muted")
        marks = Span(f" {self.marks}".ljust(3), "muted")
        right: Line = (*counts, gap, verdict, marks)
        if width - width_of(right) - width_of(lead) < _LEAST_TEXT:
            # A card without its text is no card: the detail below has its counts.
            right = (*(self.agreed[:1]), verdict, marks)
        return spread((*lead, Span(self.text)), right, width)

    def _votes(self, width: int) -> Line:
        indent = " " * (max(NUMBER_WIDTH, len(self.number)) + 1)
        verdict: Line = (Span(self.verdict, "strong" if self.is_split else "muted"),)
        if self.marks:
            verdict = (*verdict, Span(f" {self.marks}", "muted"))
        counts = self.agreed or sign_counts(self.shares)
        taken = len(indent) + width_of(verdict) + width_of(counts) + 4
        if width - taken < _LEAST_BAR:
            return spread((Span(indent), *self._short(width, indent)), verdict, width)
        room = min(_BAR, width - taken)
        drawn = sign_bar(self.shares, room)
        if self.agreed and not signs_fit(self.shares, room):
            # A plain bar needs its numbers, but the agreed category takes their place.
            drawn = sign_counts(self.shares) if width_of(sign_counts(self.shares)) <= width - taken else ()
        return spread((Span(indent), *drawn, Span("  ", "well"), *counts), verdict, width)

    def _short(self, width: int, indent: str) -> Line:
        """What fits beside the verdict if there is no room for bar and counts."""
        if self.agreed:
            room = width - len(indent) - len(self.verdict) - 2
            return tuple(Span(cut(span.text, room), span.role) for span in self.agreed)
        return sign_counts(self.shares)
