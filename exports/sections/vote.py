"""The result of a vote: the cards ranked by dots, never who gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exports.blocks import (
    Bar,
    Bars,
    Bullets,
    Cell,
    Column,
    Highlight,
    Item,
    Paragraph,
    Section,
    Segment,
    Table,
    single,
)
from exports.section_source import CardLine, Part, Source
from prompts.language.words import Words
from prompts.methods.model import Kind
from sessions.queries.carrying import ranked_cards
from sessions.queries.result_and_resources import HIGHEST, LOWEST, Weighed, weighed
from sessions.tallies.vote_tally import covered_voters, hands_given, standing_votes
from sessions.visibility import LEAST_COUNTED


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote: its cards with their dots, most first, ties by number."""

    activity: str
    deck: str
    meeting: int
    ranking: tuple[tuple[CardLine, int], ...]
    boxes: tuple[tuple[CardLine, Weighed], ...] = ()
    """The proposals placed on the two axes, visible result and resources, most dots first."""
    voters: int = 0
    """How many gave dots from their phones."""
    hands: int = 0
    """How many of the dots are raised hands."""
    covered: bool = False
    """Whether too few voted for their dots to be told."""

    @property
    def leaders(self) -> tuple[CardLine, ...]:
        """The cards with the most dots: more than one if they tie."""
        most = max((dots for _, dots in self.ranking), default=0)
        return tuple(card for card, dots in self.dotted if dots == most)

    def base(self, words: Words) -> str:
        """What the dots are a share of: those of how many people, and those of raised hands besides."""
        given = sum(dots for _, dots in self.ranking) - self.hands
        base = "base-phones" if self.hands else "base"
        told = [words(f"minutes.vote.{base}", given=given, n=self.voters)] if self.voters else []
        key = "hands-besides" if self.voters else "hands"
        told += [words(f"minutes.vote.{key}", n=self.hands)] if self.hands else []
        return " ".join(told)

    @property
    def dotted(self) -> tuple[tuple[CardLine, int], ...]:
        """The cards that have at least one dot."""
        return tuple((card, dots) for card, dots in self.ranking if dots)

    def pairs(self) -> list[list[str | int]]:
        """Public number and dots of the cards that have any."""
        return [[card.id, dots] for card, dots in self.dotted]

    def figures(self) -> dict[str, object]:
        """The vote as JSON; `boxes` only if proposals were placed on the two axes."""
        figures: dict[str, object] = {
            "activity": self.activity,
            "deck": self.deck,
            "meeting": self.meeting,
            "ranking": self.pairs(),
            "voters": self.voters,
            "hands": self.hands,
            "suppressed": self.covered,
        }
        if self.boxes:
            figures["boxes"] = [
                {"id": card.id, "visible_result": item.result, "resources": item.resources}
                for card, item in self.boxes
            ]
        return figures


@dataclass(frozen=True, slots=True)
class VotedDeck:
    """A deck that is voted on, with all its cards as written.

    `placed` says that its cards are told elsewhere: here only the dots by which the group chose among them.
    """

    key: str
    title: str
    cards: tuple[CardLine, ...]
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Votes(Part):
    """The decks that are voted on, the votes that have dots, and the rules of the vote."""

    dots: int
    max_per_item: int
    decks: tuple[VotedDeck, ...]
    ballots: tuple[Ballot, ...]
    meeting: int = 1

    @property
    def latest(self) -> Ballot | None:
        """The last vote with any dots on what is not placed."""
        decks = {deck.key for deck in self.decks if not deck.placed}
        found = (each for each in reversed(self.ballots) if each.dotted and each.deck in decks)
        return next(found, None)

    def figures(self) -> dict[str, object]:
        return {
            "vote": {"dots": self.dots, "max_per_item": self.max_per_item},
            "proposals": [
                {
                    "id": card.id,
                    "text": card.text,
                    **card.grid_figures(),
                    **card.origin_figures(),
                    "merged_from": [merged.id for merged in card.merged],
                    "merged": card.merged_figures(),
                    "meeting": card.meeting,
                }
                | ({"deck": deck.key} if deck is not self.decks[0] else {})
                for deck in self.decks
                if not deck.placed
                for card in deck.cards
            ],
            "vote_ranking": self.latest.pairs() if self.latest else [],
            "ballots": [ballot.figures() for ballot in self.ballots],
            "vote_ranking_meeting": self.latest.meeting if self.latest else None,
        }

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        if self.latest is None or self.latest.meeting != self.meeting:
            return ()
        dots = self.latest.dotted[0][1]
        texts = " · ".join(card.told for card in self.latest.leaders)
        key = "winner" if len(self.latest.leaders) == 1 else "tie"
        line = words(f"minutes.vote.{key}", text=texts, n=dots)
        return (Highlight(20, Item(f"{line} {self.latest.base(words)}")),)

    def sections(self, words: Words) -> tuple[Section, ...]:
        return tuple(
            Section(60 + number, f"votes-{deck.key}", deck.title, self._blocks(deck, words))
            for number, deck in enumerate(self._of_now())
            if deck.cards
        )

    def _of_now(self) -> Iterator[VotedDeck]:
        """The decks with the cards that this meeting wrote or gave a dot."""
        voted = {
            card.id for ballot in self.ballots if ballot.meeting == self.meeting for card, _ in ballot.dotted
        }
        for deck in self.decks:
            cards = (card for card in deck.cards if card.meeting == self.meeting or card.id in voted)
            yield replace(deck, cards=tuple(cards))

    def _blocks(self, deck: VotedDeck, words: Words) -> tuple[Bars | Bullets | Paragraph | Table, ...]:
        shown = {card.id for card in deck.cards}
        ballots = tuple(
            replace(ballot, ranking=tuple(entry for entry in ballot.ranking if entry[0].id in shown))
            for ballot in self.ballots
            if (ballot.deck, ballot.meeting) == (deck.key, self.meeting)
        )
        charts = tuple(
            block
            for ballot in ballots
            if ballot.dotted
            for block in (_bars(ballot, deck.title, words), Paragraph(ballot.base(words), quiet=True))
        )
        tables = tuple(_axes(ballot, words) for ballot in ballots if ballot.boxes)
        told = charts or tables or (Bullets(tuple(Item(card.told, card.id) for card in deck.cards)),)
        if any(ballot.covered for ballot in ballots):
            why = words("minutes.vote.covered", least=LEAST_COUNTED)
            return (*told, Paragraph(why, quiet=True))
        return (*told, *tables) if charts else told


def build(source: Source) -> Votes:
    """Rank the cards of every vote that has dots, or whose dots are too few people's to be told."""
    workshop = source.state.workshop
    placed = source.decks_of(Kind.PLACE)
    all_ballots = (
        Ballot(
            activity=activity.key,
            deck=activity.deck,
            meeting=row.meeting,
            ranking=tuple(
                (source.card_line(ranked.card), ranked.dots)
                for ranked in ranked_cards(source.state, row.id, activity)
            ),
            boxes=tuple(
                (source.card_line(item.card), item)
                for item in weighed(source.state, row.id, activity)
                if item.placed
            ),
            voters=len({vote.participant for vote in standing_votes(source.state, row.id)}),
            hands=hands_given(source.state, row.id),
            covered=covered_voters(source.state, row.id) > 0,
        )
        for row, activity in source.scheduled(Kind.VOTE)
    )
    ballots = tuple(each for each in all_ballots if each.dotted or each.boxes or each.covered)
    voted = {ballot.deck for ballot in ballots}
    decks = sorted(source.decks_of(Kind.VOTE), key=lambda deck: deck in placed)
    return Votes(
        dots=workshop.dots,
        max_per_item=workshop.max_per_item,
        decks=tuple(
            VotedDeck(deck, source.method.deck(deck).title, source.cards(deck), deck in placed)
            for deck in decks
            if deck not in placed or deck in voted
        ),
        ballots=ballots,
        meeting=workshop.meeting,
    )


def _bars(ballot: Ballot, title: str, words: Words) -> Bars:
    most = max(dots for _, dots in ballot.ranking)
    return Bars(
        caption=title,
        columns=(title, words("minutes.vote.share"), words("minutes.vote.dots")),
        bars=tuple(
            Bar(
                Item(card.told, card.id, tuple(card.also_written(words))),
                (Segment(dots),),
                most,
                str(dots),
            )
            for card, dots in ballot.ranking
        ),
    )


def _axes(ballot: Ballot, words: Words) -> Table:
    """The grid of visible result × resources as a table, the best row on top."""
    columns = tuple(
        Column(f"{words('minutes.vote.resources')}: {words(f'minutes.vote.resources-{value}')}", 26)
        for value in range(LOWEST, HIGHEST + 1)
    )
    rows = []
    for result in range(HIGHEST, LOWEST - 1, -1):
        cells = [
            tuple(
                f"{card.id} {card.told}"
                for card, item in ballot.boxes
                if (item.result, item.resources) == (result, resources)
            )
            for resources in range(LOWEST, HIGHEST + 1)
        ]
        head = single(words(f"minutes.vote.result-{result}"))
        rows.append((head, *(Cell(cell, listed=True) if cell else single("") for cell in cells)))
    title = words("minutes.vote.axes")
    return Table(title, (Column(words("minutes.vote.result"), 22), *columns), tuple(rows))
