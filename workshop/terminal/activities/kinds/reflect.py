"""Reflect: the questions for one category at a time, answers side by side, and the agreed wording."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from prompts.methods.model import Category, Question
from sessions.model import Answer, ScheduledId
from sessions.queries.reflection import answers_in, columns_of
from sessions.tallies.portfolio import loads
from sessions.tallies.tally import distribution
from workshop.facilitating.acts.reflect import ACTS
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import LeftError
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.load_words import load_in_words
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.cursors import TabCursor
from workshop.terminal.activities.wall_panel import MOVES, WallPanel, action, digits
from workshop.terminal.canvas.bars import CategoryBars, Share
from workshop.terminal.canvas.blocks import Block, TextBlock
from workshop.terminal.canvas.drawing import Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.dialogs.screen_conversation import Cursor
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain
from workshop.terminal.widgets.key_row import KeyItem, KeyRow

_DIGITS = 9
"""So many columns have a number key of their own."""


class ReflectPanel(WallPanel):
    """A tab for each category; below it the questions with their answers."""

    DEFAULT_CSS = """
    ReflectPanel KeyRow { margin: 0 0 1 0; }
    """

    ACTIONS = (
        *digits("reflect"),
        *specs_of(ACTS),
        action("reflect", "column", "c", rank=30),
        *MOVES,
    )

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start with the first category."""
        super().__init__(live, scheduled_id)
        self._tabs = KeyRow()
        self._category = next((known.key for known in self.columns), "")
        self._shown_to_group = ""

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self.wall

    @property
    def cursor(self) -> Cursor:
        """The chosen question, and around it the tab that is open."""
        return TabCursor(self.canvas, self.category.key if self.category else "")

    @property
    def columns(self) -> tuple[Category, ...]:
        """What the questions are asked about: a tab for each."""
        return columns_of(self.state, self.live.method, self.activity)

    @property
    def category(self) -> Category | None:
        """The category whose tab is open."""
        columns = self.columns
        return next((known for known in columns if known.key == self._category), None) or next(
            iter(columns), None
        )

    @property
    def question(self) -> Question | None:
        """The chosen question."""
        return next((known for known in self.activity.questions if known.key == self.canvas.chosen), None)

    def answers(self, category: str) -> tuple[Answer, ...]:
        """This meeting's answers for a category, in the order they came."""
        return tuple(
            row for row in answers_in(self.state, self.live.method, self.activity) if row.category == category
        )

    @property
    def placed(self) -> dict[str, int]:
        """For a discussion of placed cards: how many are agreed in each category, the rest under ""."""
        deck = "" if self.activity.per_card else self.activity.deck
        counts = distribution(self.state, self.activity, deck) if deck else ()
        return {item.category: item.count for item in counts}

    # --- drawing --------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Redraw from the state."""
        placed = self.placed
        items = tuple(
            KeyItem(
                str(number),
                known.sign,
                one_line(known.title),
                self.role(known.key),
                str(placed[known.key] if placed else len(self.answers(known.key))),
            )
            for number, known in enumerate(self.columns, start=1)
        )
        on = next((item.key for item in items if self._is_open(int(item.key))), "")
        self._tabs.show(items, on)
        super().redraw()

    def _is_open(self, number: int) -> bool:
        category = self.category_after(number)
        return category is not None and category == self.category

    def category_after(self, digit: int) -> Category | None:
        """The column with that number; the number keys reach the first nine."""
        columns = self.columns
        return columns[digit - 1] if 1 <= digit <= len(columns) else None

    def sections(self) -> Sequence[Section]:
        """Each question with its answers, or with their number while they are hidden."""
        category = self.category
        if category is None:
            return self.tip_section("reflect.no_cards" if self.activity.per_card else "reflect.empty")
        answers = self.answers(category.key)
        title = TextBlock(harmless(category.title), "accent", lead=(Span(f"{category.sign} ", "number"),))
        return [
            *((Flow((title,), spacing=1),) if self.activity.per_card else ()),
            *self._portfolio(),
            *(
                section
                for question in self.activity.questions
                for section in self._question(
                    category, question, [answer for answer in answers if answer.question == question.key]
                )
            ),
        ]

    def _portfolio(self) -> Sequence[Section]:
        """The numbers under discussion: the agreed cards by category, and those in none."""
        placed = self.placed
        if not placed:
            return ()
        bars = tuple(
            Share(known.sign, harmless(known.title), self.role(known.key), placed[known.key])
            for known in self.columns
        )
        blocks: list[Block] = [CategoryBars(bars)]
        for load in loads(self.state, self.activity):
            if said := load_in_words(load, self.activity, self.live.method, self.words):
                role = "warning" if load.beyond else "text"
                lead = (Span(f"{load.category.sign} ", "number"),)
                blocks.append(
                    TextBlock(f"{one_line(load.category.title)}: {one_line(said)}", role, lead=lead)
                )
        if placed[""]:
            blocks.append(TextBlock(f"{self.text('place.rest')} {placed['']}", "muted"))
        return (Flow((*blocks, TextBlock("", above=1)), most_columns=1, spacing=0),)

    def _question(
        self, category: Category, question: Question, answers: Sequence[Answer]
    ) -> Sequence[Section]:
        title = TextBlock(harmless(question.text), "strong", key=question.key)
        agreed = self.state.agreed_answers.get(category.key, question.key)
        sections: list[Section] = [Flow((title,), spacing=0)]
        if self.scheduled.revealed:
            blocks: tuple[Block, ...] = tuple(
                TextBlock(harmless(answer.text), lead=(Span("  · ", "muted"),)) for answer in answers
            )
            sections.append(Flow(blocks or (self._quiet("reflect.no_answer"),), least_width=36, spacing=0))
        else:
            sections.append(Flow((self._quiet("reflect.count", n=len(answers)),), spacing=0))
        if agreed is not None:
            lead = (Span("  ✓ ", "good"), Span(f"{self.text('reflect.we_say')} ", "muted"))
            sections.append(Flow((TextBlock(harmless(agreed.text), "accent", lead=lead),), spacing=0))
        sections.append(Flow((TextBlock("", above=1),), spacing=0))
        return sections

    def _quiet(self, key: str, **fields: object) -> Block:
        return TextBlock(self.text(key, **fields), "muted", lead=(Span("    "),))

    def status(self) -> Content | None:
        """How many answers and people, or how many cards are placed."""
        placed = self.placed
        if placed:
            total = sum(placed.values())
            return plain(self.text("reflect.status_placed", n=total - placed[""], total=total))
        count = len(answers_in(self.state, self.live.method, self.activity))
        done = self.text("common.status_done", n=self.done_count(), total=len(self.phones()))
        return plain(f"{self.text('reflect.count', n=count)} · {done}")

    # --- actions --------------------------------------------------------------------------------

    def allows(self, method: str) -> bool:
        """A number key for each category."""
        if method.startswith("digit_"):
            return self.category_after(int(method[-1])) is not None
        return method != "column" or len(self.columns) > _DIGITS

    async def digit(self, number: int) -> None:
        """Open a category's tab."""
        category = self.category_after(number)
        if category is not None:
            self._open(category.key)

    def on_key_row_pressed(self, event: KeyRow.Pressed) -> None:
        event.stop()
        if event.key.isdecimal() and (column := self.category_after(int(event.key))) is not None:
            self._open(column.key)

    async def action_column(self) -> None:
        """Choose what is asked about from a list, which has more than the number keys reach."""
        choices = category_choices(self.columns)
        with contextlib.suppress(LeftError):
            title = self.text("reflect.which")
            self._open(await self.talk().choose(title, choices, current=self._category))

    @property
    def pointed(self) -> str:
        """The category that the group looks at too; none until one was chosen."""
        return self._shown_to_group

    def _open(self, column: str) -> None:
        """Open a tab, and show it to the group; the open one again shows the group all of them."""
        self._shown_to_group = "" if self._shown_to_group == column else column
        self._category = column
        self.point()
        self.redraw()


PANEL = ReflectPanel
