"""Decisions in the minutes: what the group decided, how it came to it, and who carries it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exports.blocks import Block, Bullets, Item, Paragraph, Section
from exports.section_source import Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Kind
from sessions.model import CardId, DecisionReview, DecisionStatus
from sessions.queries.carrying import ranked_cards
from sessions.queries.decisions import decisions, reviews_of_decision, steps_of_decision
from sessions.tallies.vote_tally import covered_voters


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision. `dots` of `all_dots` were given to the proposal that it confirms; both 0 if none was.

    `proposal` is that card's public number or None, `steps` the numbers of the agreements that carry the
    decision out and `who` their owners.
    """

    number: int
    text: str
    meeting: int
    status: DecisionStatus
    learning: str
    proposal: str | None
    dots: int
    all_dots: int
    steps: tuple[int, ...]
    who: tuple[str, ...]
    reviews: tuple[DecisionReview, ...] = ()

    def figures(self) -> dict[str, object]:
        """The decision as JSON."""
        return {
            "number": self.number,
            "text": self.text,
            "meeting": self.meeting,
            "status": self.status.value,
            "learning": self.learning,
            "proposal": self.proposal,
            "steps": list(self.steps),
            "reviews": [
                {"meeting": review.meeting, "status": review.status.value, "learning": clean(review.learning)}
                for review in self.reviews
            ],
        }

    def notes(self, meeting: int, words: Words) -> tuple[str, ...]:
        """What stands beside it: its base, its owners, what a follow-up said."""
        told = []
        if self.meeting != meeting:
            told.append(words("decisions.from-meeting", n=self.meeting))
        if self.status is not DecisionStatus.STANDS:
            told.append(words(f"decisions.{self.status.value}"))
        elif _reviewed_in(self, meeting):
            told.append(words("decisions.still"))
        if self.dots:
            told.append(words("decisions.dots", n=self.dots, total=self.all_dots))
        if self.who:
            told.append(words("decisions.carried-out", who=", ".join(dict.fromkeys(self.who))))
        if self.learning:
            told.append(words("decisions.learned", text=self.learning))
        return tuple(told)


def decision_lines(source: Source) -> tuple[DecisionLine, ...]:
    """All decisions that were not removed, in the facilitator's order."""
    return tuple(
        DecisionLine(
            number=row.number,
            text=clean(row.text),
            meeting=row.meeting,
            status=row.status,
            learning=clean(row.learning),
            proposal=source.public_id(card) if (card := source.shown(row.card)) else None,
            dots=_dots(source, card.id)[0] if card else 0,
            all_dots=_dots(source, card.id)[1] if card else 0,
            steps=tuple(step.number for step in steps_of_decision(source.state, row.id)),
            who=tuple(
                source.person(step.who) for step in steps_of_decision(source.state, row.id) if step.who
            ),
            reviews=reviews_of_decision(source.state, row.id),
        )
        for row in decisions(source.state)
    )


def decision_section(lines: tuple[DecisionLine, ...], meeting: int, winner: str, words: Words) -> Section:
    """The section that opens the minutes. `winner` tells what got most dots where nothing was confirmed."""
    told = [line for line in lines if line.meeting == meeting or line.status is not DecisionStatus.DROPPED]
    told += [line for line in lines if line not in told and _reviewed_in(line, meeting)]
    blocks: tuple[Block, ...] = ()
    title = words(f"decisions.{_title(told, meeting)}")
    if told:
        blocks = (Bullets(tuple(Item(line.text, notes=line.notes(meeting, words)) for line in told)),)
    elif winner:
        blocks = (Paragraph(words("decisions.none")), Bullets((Item(winner),)))
    return Section(0, "decisions", title, blocks)


def _title(told: Iterable[DecisionLine], meeting: int) -> str:
    """The title's key: a follow-up that decided nothing did not decide what it looks back on."""
    meetings = {line.meeting for line in told}
    if not meetings:
        return "title-none"
    return "title" if meeting in meetings else "title-earlier"


def _reviewed_in(line: DecisionLine, meeting: int) -> bool:
    return any(review.meeting == meeting for review in line.reviews)


def _dots(source: Source, card: CardId) -> tuple[int, int]:
    """The dots on `card` in the latest vote that gave it any, and all dots of that vote."""
    for row, activity in reversed(source.scheduled(Kind.VOTE)):
        ranking = ranked_cards(source.state, row.id, activity)
        mine = sum(item.dots for item in ranking if item.card.id == card)
        if mine and not covered_voters(source.state, row.id):
            return mine, sum(item.dots for item in ranking)
    return 0, 0
