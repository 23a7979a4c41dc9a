"""Present: a text for the whole room. If it introduces the categories, each can be shown in detail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from prompts.methods.model import Activity, Category
from workshop.facilitating.telling.closing_lines import parked_lines, takes_leave
from workshop.live.next_meeting_words import next_meeting_line
from workshop.terminal.activities.wall_panel import MOVES, WallPanel, action, digits
from workshop.terminal.canvas.blocks import Block, TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Columns, Flow, Groups, Section, Stack
from workshop.terminal.theme.untrusted_text import harmless

_PARTS = ("works_when", "fails_when", "means", "resources", "warning_signs", "examples")

ROOMY_LINES = 19
"""Lines from which the overview also says what the leader does."""


def explains_categories(activity: Activity) -> bool:
    """Whether the text is about the categories: its lines begin with their signs."""
    signs = {line[:1] for line in activity.body}
    categories = activity.categories
    if activity.category_set.key:
        return True
    return bool(categories) and all(category.sign in signs for category in categories)


class PresentPanel(WallPanel):
    """The activity's text, large; or the categories side by side, none more prominent than the others."""

    DEFAULT_CSS = """
    PresentPanel { padding: 0 2; }
    """

    SHOWS_PROMPT: ClassVar[bool] = True

    ACTIONS = (
        *digits("present"),
        action("present", "overview", "0", "backspace", rank=20),
        *MOVES,
    )

    looked_at = ""
    """The key of the category shown in detail; empty for the overview."""

    @property
    def shows_categories(self) -> bool:
        """Whether the categories stand side by side, each to be looked at closely."""
        return explains_categories(self.activity)

    def sections(self) -> Sequence[Section]:
        """The text, the categories, or one of them."""
        if not self.shows_categories:
            return (Flow((*self._text(), *self._parked()), most_columns=1, spacing=0),)
        category = next((known for known in self.activity.categories if known.key == self.looked_at), None)
        return self._overview() if category is None else self._closely(category)

    def _text(self) -> tuple[Block, ...]:
        again = next_meeting_line(self.state, self.words)
        lines = (*(self.activity.body or (self.activity.prompt,)), *((again,) if again else ()))
        blocks: list[Block] = []
        for index, line in enumerate(lines):
            number, dot, rest = harmless(line).partition(". ")
            if dot and number.isdecimal():
                lead: Line = (Span(f"   {number}  ", "accent"),)
                blocks.append(TextBlock(rest, "strong", lead=lead, below=1))
            else:
                blocks.append(TextBlock(harmless(line), "strong" if index == 0 else "text", below=1))
        return tuple(blocks)

    def _parked(self) -> Iterator[Block]:
        """What is parked, where the group is to say who takes it on."""
        if takes_leave(self.state, self.scheduled, self.activity):
            for index, line in enumerate(parked_lines(self.state, self.words)):
                yield TextBlock(harmless(line), "text" if index else "accent")

    def _overview(self) -> Sequence[Section]:
        stacks = tuple(
            Stack(known.key, self._in_short(number, known))
            for number, known in enumerate(self.activity.categories, start=1)
        )
        reached = min(len(self.activity.categories), 9)
        tips = [TextBlock(self.text("present.closer_tip", n=reached), "muted")]
        if not self.activity.category_set.key:
            tips.append(TextBlock(harmless(self.live.method.source_line), "muted"))
        return [Columns(stacks, least_width=34, spacing=0), Flow(tuple(tips), most_columns=1)]

    def _in_short(self, number: int, category: Category) -> tuple[Block, ...]:
        lead: Line = (Span(f"{category.sign} ", self.role(category.key)),)
        key: Line = (Span(f"{number}  ", "number"),)
        roomy = self.size.height >= ROOMY_LINES
        blocks = [
            TextBlock(harmless(category.title), self.role(category.key), lead=(*key, *lead)),
            TextBlock(harmless(category.short), below=0 if roomy else 1),
        ]
        if roomy and category.leader_role:
            blocks.append(TextBlock(harmless(category.leader_role), "muted", below=1))
        return tuple(blocks)

    def _closely(self, category: Category) -> Sequence[Section]:
        lead: Line = (Span(f"{category.sign} ", self.role(category.key)),)
        head = (
            TextBlock(harmless(category.title), self.role(category.key), lead=lead),
            TextBlock(harmless(category.short)),
            TextBlock(harmless(category.leader_role), "muted", below=1),
        )
        parts = tuple(
            Stack(part, self._part(part, getattr(category, part)))
            for part in _PARTS
            if getattr(category, part)
        )
        return (
            Flow(head, most_columns=1, spacing=0),
            Groups(parts, least_width=34, spacing=1, most_columns=3),
        )

    def _part(self, part: str, lines: Sequence[str]) -> tuple[Block, ...]:
        title = TextBlock(self.text(f"present.{part}"), "accent")
        return (title, *(TextBlock(harmless(line), lead=(Span("· ", "muted"),)) for line in lines))

    @property
    def pointed(self) -> str:
        """The category shown in detail: the group sees what is explained."""
        return self.looked_at

    def on_mount(self) -> None:
        self.point()

    # --- actions --------------------------------------------------------------------------------

    def allows(self, method: str) -> bool:
        """Number keys only if they have a category to show."""
        if method.startswith("digit_"):
            return self.shows_categories and self.category_after(int(method[-1])) is not None
        if method == "overview":
            return self.shows_categories and bool(self.looked_at)
        return True

    async def digit(self, number: int) -> None:
        """Show a category in detail; the same key again goes back."""
        category = self.category_after(number)
        if category is not None:
            self._look_at("" if self.looked_at == category.key else category.key)

    def action_overview(self) -> None:
        """Return to all categories."""
        self._look_at("")

    def _look_at(self, key: str) -> None:
        self.looked_at = key
        self.point()
        self.redraw()
        self.canvas.scroll_home(animate=False)

    def on_canvas_clicked(self, event: Canvas.Clicked) -> None:
        event.stop()
        if self.shows_categories:
            known = {category.key for category in self.activity.categories}
            self._look_at(event.column if not self.looked_at and event.column in known else "")


PANEL = PresentPanel
