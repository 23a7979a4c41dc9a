"""Rate: the distribution of answers over the scale. The mean comes last, and never alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from prompts.language.formatting import decimal
from prompts.methods.model import Scale, Statement
from sessions.progress import rating_progress
from sessions.visibility import least_answers, spread_is_shown
from sessions.vote_tally import Spread, rating_spread
from workshop.facilitating.acts.rate import ACTS
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.wall_panel import MOVES, WallPanel
from workshop.terminal.canvas.bars import DistributionBars, Step
from workshop.terminal.canvas.blocks import Block, TextBlock
from workshop.terminal.canvas.drawing import Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.theme.untrusted_text import harmless, plain
from workshop.terminal.widgets.big_number import BigNumber


class RatePanel(WallPanel):
    """Shows how many have answered, and after the reveal how."""

    ACTIONS = (*specs_of(ACTS), *MOVES)

    @property
    def scale(self) -> Scale:
        """The activity's scale."""
        scale = self.activity.scale
        if scale is None:
            raise LookupError(self.activity.key)
        return scale

    def spread_of(self, statement: Statement) -> Spread:
        """How a statement was rated."""
        return rating_spread(self.state, self.live.method, self.scheduled, statement.key)

    @property
    def answered(self) -> int:
        """How many phones have rated all statements."""
        here = [person.id for person in self.phones()]
        return rating_progress(self.state, self.live.method, self.scheduled, here).everything

    # --- drawing --------------------------------------------------------------------------------

    def sections(self) -> Sequence[Section]:
        """The count and the statements before the reveal, the bars after it."""
        statements = self.activity.statements
        if not self.scheduled.revealed:
            return self._counts(statements)
        bars = tuple(map(self._bars, statements))
        columns = 3 if len(bars) > 1 else 1
        return (Flow(bars, least_width=30, most_columns=columns, spacing=0, level_bottoms=True),)

    def _counts(self, statements: Sequence[Statement]) -> Sequence[Section]:
        total = len(self.phones())
        count = BigNumber(
            str(self.answered), self.text("rate.answered", n=self.answered, total=total), above=1
        )
        listed: list[Block] = [
            TextBlock(harmless(statement.text), lead=(Span("· ", "muted"),)) for statement in statements
        ]
        if not self.presentation:
            listed.append(TextBlock(self.text("rate.reveal_tip"), "muted", above=1))
        return (Flow((count,)), Flow(tuple(listed), most_columns=1, spacing=0))

    def _bars(self, statement: Statement) -> Block:
        spread = self.spread_of(statement)
        text = harmless(statement.text)
        if not spread.answers:
            return DistributionBars(text, (), self.text("rate.none"))
        if not spread_is_shown(self.state, spread.answers):
            return DistributionBars(
                text, (), self.text("rate.too_few", n=spread.answers, least=least_answers(self.state))
            )
        scale = self.scale
        return DistributionBars(
            text,
            tuple(Step(value, harmless(scale.label(value)), count) for value, count in self._steps(spread)),
            self._figures(spread),
            threshold=scale.threshold,
            threshold_words=self.text("rate.threshold", value=scale.threshold) if scale.threshold else "",
        )

    def _steps(self, spread: Spread) -> Sequence[tuple[int, int]]:
        """The values, highest first if a threshold separates support from non-support."""
        return spread.counts[::-1] if self.scale.threshold is not None else spread.counts

    def _figures(self, spread: Spread) -> str:
        mean = decimal(spread.mean or 0.0, self.words.language)
        return self.text(
            "rate.figures", n=spread.answers, lowest=spread.lowest, highest=spread.highest, mean=mean
        )

    def status(self) -> Content | None:
        """How many have answered."""
        return plain(self.text("common.status_answered", n=self.answered, total=len(self.phones())))


PANEL = RatePanel
