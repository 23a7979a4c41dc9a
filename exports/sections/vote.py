"""What the dots say: a ranking of the cards, never who put them there."""

from __future__ import annotations

from dataclasses import dataclass

from exports.document import Bar, Bars, Bullets, Highlight, Item, Section, Segment
from exports.part import CardLine, Part, Source
from prompts.model import Kind
from prompts.words import Words
from sessions.tally import vote_ranking


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote: its cards with their dots, most first, ties in the order written."""

    activity: str
    deck: str
    meeting: int
    ranking: tuple[tuple[CardLine, int], ...]

    @property
    def dotted(self) -> tuple[tuple[CardLine, int], ...]:
        """The cards that have at least one dot."""
        return tuple((card, dots) for card, dots in self.ranking if dots)

    def pairs(self) -> list[list[str | int]]:
        """Public number and dots of the cards that have any."""
        return [[card.id, dots] for card, dots in self.dotted]


@dataclass(frozen=True, slots=True)
class VotedDeck:
    """A deck that is voted on, with all its cards as written."""

    key: str
    title: str
    cards: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Votes(Part):
    """The decks that are voted on, the votes that have dots, and the rules of the vote."""

    dots: int
    max_per_item: int
    decks: tuple[VotedDeck, ...]
    ballots: tuple[Ballot, ...]

    @property
    def latest(self) -> Ballot | None:
        """The last vote with any dots."""
        return self.ballots[-1] if self.ballots else None

    def figures(self) -> dict[str, object]:
        return {
            "vote": {"dots": self.dots, "max_per_item": self.max_per_item},
            "proposals": [
                {"id": card.id, "text": card.text, "merged_from": [merged for merged, _ in card.merged]}
                for deck in self.decks
                for card in deck.cards
            ],
            "vote_ranking": self.latest.pairs() if self.latest else [],
            "ballots": [
                {
                    "activity": ballot.activity,
                    "deck": ballot.deck,
                    "meeting": ballot.meeting,
                    "ranking": ballot.pairs(),
                }
                for ballot in self.ballots
            ],
        }

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        if self.latest is None:
            return ()
        card, dots = self.latest.dotted[0]
        return (Highlight(20, Item(words("minutes.vote.winner", text=card.text, n=dots))),)

    def sections(self, words: Words) -> tuple[Section, ...]:
        return tuple(
            Section(60 + number, f"votes-{deck.key}", deck.title, self._blocks(deck, words))
            for number, deck in enumerate(self.decks)
            if deck.cards
        )

    def _blocks(self, deck: VotedDeck, words: Words) -> tuple[Bars, ...] | tuple[Bullets, ...]:
        charts = tuple(_bars(ballot, deck.title, words) for ballot in self.ballots if ballot.deck == deck.key)
        if charts:
            return charts
        return (Bullets(tuple(Item(card.text, card.id) for card in deck.cards)),)


def build(source: Source) -> Votes:
    """Rank the cards of every vote that has dots."""
    workshop = source.state.workshop
    ballots = (
        Ballot(
            activity=activity.key,
            deck=activity.deck,
            meeting=row.round,
            ranking=tuple(
                (source.card_line(ranked.card), ranked.dots)
                for ranked in vote_ranking(source.state, row.id, activity.deck)
            ),
        )
        for row, activity in source.scheduled(Kind.VOTE)
    )
    return Votes(
        dots=workshop.dots,
        max_per_item=workshop.max_per_item,
        decks=tuple(
            VotedDeck(deck, source.method.deck(deck).title, source.cards(deck))
            for deck in source.decks_of(Kind.VOTE)
        ),
        ballots=tuple(ballot for ballot in ballots if ballot.dotted),
    )


def _bars(ballot: Ballot, title: str, words: Words) -> Bars:
    most = max(dots for _, dots in ballot.ranking)
    return Bars(
        caption=title,
        columns=(title, words("minutes.vote.share"), words("minutes.vote.dots")),
        bars=tuple(
            Bar(
                Item(card.text, card.id, tuple(text for _, text in card.merged)),
                (Segment(dots),),
                most,
                str(dots),
            )
            for card, dots in ballot.ranking
        ),
    )
