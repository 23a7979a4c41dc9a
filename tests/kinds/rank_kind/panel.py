"""Rank on the projector: how many have sent an order, and after the reveal the order of all."""

from __future__ import annotations

from collections.abc import Sequence

from rank_kind.acts import ACTS
from rank_kind.rules import in_order, people
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.wall_panel import MOVES, WallPanel
from workshop.terminal.canvas.blocks import TextBlock
from workshop.terminal.canvas.drawing import Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.theme.untrusted_text import harmless
from workshop.terminal.widgets.big_number import BigNumber


class RankPanel(WallPanel):
    """The count, then the cards in their order."""

    ACTIONS = (*specs_of(ACTS), *MOVES)

    def sections(self) -> Sequence[Section]:
        """What stands on the wall now."""
        if not self.scheduled.revealed:
            count = people(self.state, self.scheduled_id)
            return (Flow((BigNumber(str(count), self.text("rank.sent", n=count)),)),)
        cards = in_order(self.state, self.scheduled_id, self.activity.deck)
        blocks = [
            TextBlock(harmless(card.text), lead=(Span(f"{place}. ", "muted"),))
            for place, card in enumerate(cards, 1)
        ]
        return (Flow(tuple(blocks), most_columns=1, spacing=0),)


PANEL = RankPanel
