"""The blocks of the place panel, made from the state: rows, board, detail. Pure, no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prompts.language.words import Words
from prompts.methods.model import Activity, Category, Method
from sessions.model import Card
from sessions.queries.origins import with_origin
from sessions.state import State
from sessions.tallies.tally import (
    CategoryCount,
    PlacementTally,
    placed_again,
    placement_rounds,
    second_round_is_open,
)
from sessions.visibility import LEAST_COUNTED
from workshop.facilitating.telling.joined_lines import before_lines, group_lines
from workshop.facilitating.telling.placed_words import moved_words
from workshop.live.verdict_words import verdict_in_words
from workshop.terminal.canvas.bars import LONGEST_BAR, CategoryBars, Share, sign_bar, sign_counts
from workshop.terminal.canvas.blocks import Block, CardBlock, LinesBlock, TextBlock
from workshop.terminal.canvas.board import BoardColumn
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.vote_rows import TallyRow
from workshop.terminal.theme.approaches import approach_number
from workshop.terminal.theme.untrusted_text import harmless, one_line

NumberOf = Callable[[Card], str]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Makes rows and blocks from the activity's categories and the words."""

    method: Method
    activity: Activity
    words: Words
    number: NumberOf
    state_now: Callable[[], State]

    def text(self, key: str, **fields: object) -> str:
        """A sentence from this kind's part of the catalogue."""
        return self.words(f"panels.place.{key}", **fields)

    def role(self, category: str) -> str:
        """The role of a category's colour."""
        number = approach_number(self.method, category)
        return f"approach-{number}" if number else "muted"

    def named(self, category: Category) -> Line:
        """Sign and name."""
        return (Span(f"{category.sign} {harmless(category.title)}", self.role(category.key)),)

    def shares(self, counts: Iterable[CategoryCount]) -> tuple[Share, ...]:
        """Counts with sign, name and colour."""
        by_key = {item.category: item.count for item in counts}
        return tuple(
            Share(known.sign, harmless(known.title), self.role(known.key), by_key.get(known.key, 0))
            for known in self.activity.categories
        )

    def verdict(self, tally: PlacementTally) -> str:
        """The agreement as counts of people: `7 af 11 enige`."""
        if tally.covered:
            return self.text("few", n=tally.covered)
        if not tally.cast:
            return self.text("nobody")
        return verdict_in_words(tally, self.activity, self.words)

    def row(self, tally: PlacementTally, *, compact: bool) -> TallyRow:
        """A card in the list, on one line where there is little room."""
        card = tally.card
        marks = "".join(sign for sign, text in (("≠", card.disagreement), ("→", card.behaviour_goal)) if text)
        return TallyRow(
            key=card.id,
            number=self.number(card),
            text=" ".join(harmless(with_origin(card)).split()),
            shares=() if tally.covered else self.shares(tally.final),
            verdict=self.verdict(tally),
            is_split=_is_split(tally),
            agreed=self.agreed(card),
            marks=marks,
            compact=compact,
        )

    def agreed(self, card: Card) -> Line:
        """`✓ ● Tæt på`, followed by the next approach; empty as long as nothing is agreed."""
        if not card.agreed:
            return ()
        line: Line = (Span("✓ ", "good"), *self.named(self.method.category(card.agreed)))
        if card.next_category:
            following = self.method.category(card.next_category)
            line = (*line, Span(" → ", "muted"), *self.named(following))
        return line

    def plain_card(self, card: Card, *, goal: bool = False) -> CardBlock:
        """A card without its votes."""
        said = " ".join(harmless(card.behaviour_goal).split()) if goal else ""
        return CardBlock(card.id, self.number(card), harmless(with_origin(card)), said=said, surface=False)

    def voted_card(self, tally: PlacementTally, *, compact: bool) -> CardBlock:
        """A card on the board with the group's agreement, on a line of its own if there is room."""
        card, text = tally.card, harmless(with_origin(tally.card))
        if compact:
            aside = self.verdict(tally) if tally.cast else ""
            return CardBlock(card.id, self.number(card), text, surface=False, aside=aside)
        note: Line = (Span(self.verdict(tally), "strong" if _is_split(tally) else "muted"),)
        return CardBlock(card.id, self.number(card), text, (note,), surface=False)

    def columns(
        self, tallies: Sequence[PlacementTally], block: Callable[[PlacementTally], CardBlock]
    ) -> tuple[BoardColumn, ...]:
        """The board's columns with the cards agreed in each."""
        return tuple(
            BoardColumn(
                known.key,
                known.sign,
                harmless(known.title),
                self.role(known.key),
                tuple(block(tally) for tally in tallies if tally.card.agreed == known.key),
            )
            for known in self.activity.categories
        )

    # --- the card under discussion ------------------------------------------------------------------

    def detail(self, tally: PlacementTally, second: SecondRound, talk: str, roomy: bool) -> tuple[Block, ...]:
        """Everything known about one card, most important first."""
        card = tally.card
        lead = (Span(f"{self.number(card)}  ", "number"),)
        blocks: list[Block] = [TextBlock(harmless(with_origin(card)), "strong", lead=lead, below=int(roomy))]
        if tally.covered:
            why = self.words("panels.rate.too_few", n=tally.covered, least=LEAST_COUNTED)
            blocks.append(TextBlock(why, "muted", below=int(roomy)))
        else:
            after = self.shares(tally.final) if tally.again else ()
            blocks.append(CategoryBars(self.shares(tally.first), after, below=int(roomy)))
        blocks.append(LinesBlock(self._summary(tally, talk), below=int(roomy)))
        blocks.extend(self._second_round(tally, second))
        blocks.extend(self._notes(card))
        return tuple(blocks)

    def _summary(self, tally: PlacementTally, talk: str) -> tuple[Line, ...]:
        role = "warning" if _is_split(tally) else "good"
        pieces: list[Line] = [(Span(self.verdict(tally), role if tally.cast else "muted"),)]
        if tally.card.agreed:
            pieces.append(self.agreed(tally.card))
        if talk:
            pieces.append((Span(talk, "strong"),))
        return tuple(pieces)

    def _second_round(self, tally: PlacementTally, second: SecondRound) -> tuple[Block, ...]:
        if second.open and tally.card.id not in second.asked:
            return (TextBlock(self.text("second_without"), "muted"),)
        if second.open:
            answered = second.answered_by_card.get(tally.card.id, 0)
            return (TextBlock(self.text("second_live", count=answered, total=second.phones), "accent"),)
        if not tally.again or tally.covered:
            return ()
        said: Line = (
            Span(f"{self.text('second')}: ", "muted"),
            Span(moved_words(tally.moved, self.words, at_least=tally.moved_at_least), "strong"),
        )
        return (LinesBlock((said,)),)

    def _notes(self, card: Card) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for sign, key, text in (("≠", "disagreement", card.disagreement), ("→", "goal", card.behaviour_goal)):
            if text:
                lead = (Span(f"{sign} {self.text(key)} ", "accent"),)
                blocks.append(TextBlock(harmless(text), lead=lead))
        state = self.state_now()
        known = before_lines(state, self.method, card, self.words)
        for line in (*known, *group_lines(state, self.method, card, self.words)):
            blocks.append(TextBlock(one_line(line), "muted"))
        return tuple(blocks)

    def spread(self, cards: Sequence[Card], rest: str) -> Block:
        """The distribution of the agreed cards over the categories, as one bar of their signs."""
        counts = [
            CategoryCount(known.key, sum(card.agreed == known.key for card in cards))
            for known in self.activity.categories
        ]
        shares = self.shares(counts)
        left = len(cards) - sum(item.count for item in counts)
        drawn = sign_bar(shares, LONGEST_BAR)
        missing: Line = (Span(f"{rest} {left}", "muted"),) if left else ()
        return LinesBlock(tuple(line for line in (drawn, sign_counts(shares), missing) if line), below=1)

    def portfolio(self, cards: Sequence[Card]) -> str:
        """The catalogue's question about one category, such as whether there is time for it."""
        for key in self.words.under("panels.place.portfolio."):
            count = sum(card.agreed == key for card in cards)
            if count:
                return self.text(f"portfolio.{key}", n=count)
        return ""


def _is_split(tally: PlacementTally) -> bool:
    return bool(tally.cast) and not tally.accepted_at_threshold


@dataclass(frozen=True, slots=True)
class SecondRound:
    """The progress of the second round: how many have answered, never what."""

    open: bool
    phones: int
    answered_by_card: dict[str, int]
    asked: frozenset[str]
    """The cards that are placed again."""


def second_round(
    state: State, cards: Sequence[Card], phones: frozenset[str], category_set: str
) -> SecondRound:
    """The second round of this meeting for the cards on the board."""
    _, second = placement_rounds(state.workshop.meeting)
    by_card: dict[str, int] = {}
    for card in cards:
        who = {
            row.participant
            for row in state.placements.where("card", card.id)
            if row.placement_round == second and row.category_set == category_set
        }
        if who:
            by_card[card.id] = len(who)
    asked = frozenset(card.id for card in placed_again(cards))
    return SecondRound(second_round_is_open(state), len(phones), by_card, asked)
