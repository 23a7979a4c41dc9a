"""Rate: the distribution of answers over the scale. The mean comes last, and never alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from prompts.language.formatting import mean as shown_mean
from prompts.methods.model import Scale, Statement
from sessions.queries.comparing import held_beside
from sessions.queries.progress import rating_progress
from sessions.queries.ratings import Measure, distances, measures_of, rated_in, spread_of
from sessions.tallies.vote_tally import Spread
from sessions.visibility import least_answers, spread_is_shown
from workshop.facilitating.acts.rate import ACTS
from workshop.live.held_words import held_in_words
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.wall_panel import MOVES, WallPanel
from workshop.terminal.canvas.bars import DistributionBars, Step
from workshop.terminal.canvas.blocks import Block, TextBlock
from workshop.terminal.canvas.drawing import Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain
from workshop.terminal.widgets.big_number import BigNumber


class RatePanel(WallPanel):
    """Shows how many have answered, and after the reveal how."""

    ACTIONS = (*specs_of(ACTS), *MOVES)

    @property
    def answered(self) -> int:
        """How many phones have rated all statements."""
        here = [person.id for person in self.phones()]
        return rating_progress(self.state, self.live.method, self.scheduled, here).everything

    # --- drawing --------------------------------------------------------------------------------

    def sections(self) -> Sequence[Section]:
        """The count and what is rated before the reveal, the bars after it."""
        statements = rated_in(self.state, self.activity)
        if not statements:
            return self.tip_section("rate.no_cards")
        if not self.scheduled.revealed:
            return self._counts(statements)
        bars = tuple(map(self._bars, measures_of(self.state, self.activity)))
        columns = 3 if len(bars) > 1 else 1
        if self.activity.second_scale is not None:
            columns = 2  # the two scales of one thing stand side by side
        flow = Flow(bars, least_width=30, most_columns=columns, spacing=0, level_bottoms=True)
        return (*self._distances(), *self._beside(), flow)

    def _distances(self) -> Sequence[Section]:
        """How far what is rated on two scales lies apart, the largest distance first."""
        first, second = self.activity.scale, self.activity.second_scale
        found = distances(self.state, self.live.method, self.scheduled)
        if not found or first is None or second is None:
            return ()
        language = self.words.language
        blocks: list[Block] = []
        for each in found:
            said = self.text(
                "rate.distance",
                distance=shown_mean(each.apart, language),
                first=harmless(first.title),
                a=shown_mean(each.first, language),
                second=harmless(second.title),
                b=shown_mean(each.second, language),
            )
            blocks.append(TextBlock(one_line(each.statement.text), "strong"))
            blocks.append(TextBlock(said, "accent", lead=(Span("  ", "muted"),)))
        return (Flow((*blocks, TextBlock("", above=1)), most_columns=1, spacing=0),)

    def _beside(self) -> Sequence[Section]:
        """The numbers that these are held against, such as those from the start of the day."""
        held = held_beside(self.state, self.live.method, self.scheduled)
        if not held:
            return ()
        blocks: list[Block] = [TextBlock(self.text("rate.held_title"), "muted")]
        for title in dict.fromkeys(each.title for each in held):
            blocks.append(TextBlock(one_line(title), "strong"))
            blocks += [
                TextBlock(
                    one_line(each.statement.text),
                    lead=(Span(f"  {held_in_words(each, self.words)}  ", "accent"),),
                )
                for each in held
                if each.title == title
            ]
        return (Flow((*blocks, TextBlock("", above=1)), most_columns=1, spacing=0),)

    def _counts(self, statements: Sequence[Statement]) -> Sequence[Section]:
        total = len(self.phones())
        count = BigNumber(
            str(self.answered), self.text("rate.answered", n=self.answered, total=total), above=1
        )
        listed: list[Block] = [
            TextBlock(harmless(statement.text), lead=(Span("· ", "muted"),)) for statement in statements
        ]
        listed.append(TextBlock(self.text("rate.reveal_tip"), "muted", above=1))
        return (Flow((count,)), Flow(tuple(listed), most_columns=1, spacing=0))

    def _bars(self, measure: Measure) -> Block:
        spread = spread_of(self.state, self.live.method, self.scheduled, measure)
        text, scale = harmless(measure.text), measure.scale
        if not spread.answers:
            return DistributionBars(text, (), self.text("rate.none"))
        if not spread_is_shown(self.state, spread.answers):
            return DistributionBars(
                text, (), self.text("rate.too_few", n=spread.answers, least=least_answers(self.state))
            )
        return DistributionBars(
            text,
            tuple(Step(value, harmless(scale.label(value)), count) for value, count in _steps(spread, scale)),
            self._figures(spread),
            threshold=scale.threshold,
            threshold_words=self.text("rate.threshold", value=scale.threshold) if scale.threshold else "",
        )

    def _figures(self, spread: Spread) -> str:
        mean = shown_mean(spread.mean or 0.0, self.words.language)
        return self.text(
            "rate.figures", n=spread.answers, lowest=spread.lowest, highest=spread.highest, mean=mean
        )

    def status(self) -> Content | None:
        """How many have answered."""
        return plain(self.text("common.status_answered", n=self.answered, total=len(self.phones())))


def _steps(spread: Spread, scale: Scale) -> Sequence[tuple[int, int]]:
    """The values, highest first if a threshold separates support from non-support."""
    return spread.counts[::-1] if scale.threshold is not None else spread.counts


PANEL = RatePanel
