"""Next steps on the screen, shared by agree and review."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.language.formatting import long_date, week_of
from prompts.language.words import Words
from sessions.model import NextStep, StepStatus
from sessions.queries.agreements import missing_in
from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span, flowing, paragraph, spread
from workshop.terminal.theme.untrusted_text import harmless, one_line

STATUS_SIGNS = {
    StepStatus.NOT_STARTED: "○",
    StepStatus.UNDER_WAY: "◐",
    StepStatus.DONE: "✓",
    StepStatus.STOPPED: "■",
}


@dataclass(frozen=True, slots=True)
class StepBlock:
    """A next step: who and when on top, then what, then the first visible result."""

    key: str
    who: Line
    when: Line
    what: str
    rest: tuple[tuple[str, str], ...]
    notes: tuple[Line, ...] = ()
    below: int = 0
    surface: bool = False

    @property
    def search(self) -> str:
        """All its text."""
        parts = (*(span.text for span in self.who), self.what, *(text for _, text in self.rest))
        return "\n".join(parts).casefold()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The step, each field preceded by a label."""
        rows: list[Line] = [spread(self.who, self.when, width)]
        rows.extend(paragraph(self.what, width, "strong"))
        for label, text in self.rest:
            rows.extend(paragraph(text, width, "text", (Span(f"{label} ", "muted"),)))
        rows.extend(flowing(self.notes, width))
        return tuple(rows) + (EMPTY_LINE,) * self.below


def when_line(step: NextStep, words: Words) -> Line:
    """`18. marts 2026 · uge 12`, or a notice that the date is missing."""
    if step.due is None and step.due_words:
        said = words("panels.agree.due_in_words", text=one_line(step.due_words))
        return (Span(f" ! {said} ", "warning"),)
    if step.due is None:
        return (Span(f" ! {words('panels.agree.no_due')} ", "warning"),)
    return (
        Span(long_date(step.due, words.language), "strong"),
        Span(f" · {words('panels.agree.week', week=week_of(step.due))}", "muted"),
    )


def step_block(
    step: NextStep, words: Words, notes: tuple[Line, ...] = (), more: tuple[tuple[str, str], ...] = ()
) -> StepBlock:
    """A step in the list, its missing fields marked with a sign and a word."""
    lacking = tuple(
        (Span(f" ! {words(f'panels.agree.no_{name}')} ", "warning"),)
        for name in missing_in(step)
        if name not in ("who", "due")
    )
    who: Line = (Span(harmless(step.who), "accent"),)
    if not step.who:
        who = (Span(f" ! {words('panels.agree.no_who')} ", "warning"),)
    rest = tuple(
        (words(f"panels.agree.{name}_label"), " ".join(harmless(getattr(step, name)).split()))
        for name in ("first_visible_result", "resources", "help")
        if getattr(step, name)
    )
    return StepBlock(
        step.id, who, when_line(step, words), harmless(step.what), rest + more, (*lacking, *notes)
    )
