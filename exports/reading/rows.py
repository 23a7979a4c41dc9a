"""The rows of a session that makes the same minutes again. Counts stay counts: nobody is given a choice.

Ratings come back as shows of hands, which belong to nobody. Placements need a first and a second choice of
the same person, and dots a number of voters, so they belong to people who are not among the participants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from exports.reading.choices import choices
from exports.reading.forms_and_talks import forms_and_talks
from exports.reading.minutes_file import BallotOf, CardOf, DecisionOf, MinutesFile, StepOf
from exports.reading.seen_before import NOBODY, PlacedBefore, joined_rows, set_rows
from prompts.language.cleaning import LONGEST_NAME, clean, clean_line
from prompts.methods.model import Kind, Method
from sessions import model
from sessions.rules.meeting.meeting_details import LONGEST
from sessions.tallies.tally import placement_rounds

MOST_ROWS = 300_000
"""As many as 250 people make who place 600 cards twice."""
_HELD = model.ActivityStatus.DONE


@dataclass
class RowsOfMinutes:
    """Makes the rows. `now` is the moment of the import, `secret` and `code` let phones in."""

    read: MinutesFile
    method: Method
    new_id: Callable[[], str]
    now: datetime
    secret: str
    code: str
    _cards: dict[str, str] = field(default_factory=dict)
    _numbers: set[tuple[str, str]] = field(default_factory=set)
    _scheduled: dict[tuple[int, str], model.ScheduledId] = field(default_factory=dict)
    _themes: dict[str, model.ThemeId] = field(default_factory=dict)
    _steps: dict[int, model.AgreementId] = field(default_factory=dict)
    _before: PlacedBefore = field(init=False)

    def __post_init__(self) -> None:
        self._before = PlacedBefore(self.read, self.method)

    def rows(self) -> tuple[model.Row, ...]:
        """All rows, in an order in which each may refer to those before it.

        Raises OverflowError for more than `MOST_ROWS`, KeyError or ValueError for minutes that contradict
        themselves.
        """
        rows = tuple(islice(self._all(), MOST_ROWS + 1))
        if len(rows) > MOST_ROWS:
            raise OverflowError
        return rows

    def _all(self) -> Iterator[model.Row]:
        yield from self._workshop()
        yield from self._run_sheets()
        yield from self._people()
        yield from self._theme_rows()
        yield from self._card_rows()
        yield from set_rows(self.read, self._cards)
        yield from self._before.people(len(self.read.participants) + 1, self.now)
        yield from self._answers()
        yield from forms_and_talks(self.read, self.method, self._cards, self.new_id, self.now)
        yield from self._counts()
        yield from self._agreements()
        yield from self._decisions()
        yield from self._parked()

    def _workshop(self) -> Iterator[model.Row]:
        read = self.read
        counted = [sum(rating.counts.values()) for rating in read.ratings if rating.counts]
        yield model.Workshop(
            key="workshop",
            title=clean_line(read.title),
            organisation=clean_line(read.organisation),
            group_name=clean_line(read.group),
            date=_day(read.date),
            method=self.method.key,
            run_sheet=read.run_sheet,
            language=read.language,
            dots=read.vote.dots,
            max_per_item=read.vote.max_per_item,
            status=model.WorkshopStatus.CLOSED if read.final else model.WorkshopStatus.LOBBY,
            current=None,
            meeting=read.meeting,
            join_secret=self.secret,
            join_code=self.code,
            port=0,
            # A small group's counts are in the file only if that group had agreed to show them.
            show_small_groups=any(count < 5 for count in counted),
            created_at=self.now,
            closed_at=self.now if read.final else None,
        )
        for meeting in read.meetings:
            day = _day(meeting.date)
            yield model.Meeting(meeting.meeting, day, meeting.run_sheet, _day(meeting.next_date))
        for told in read.details:
            texts = {name: clean_line(getattr(told, name))[: LONGEST[name]] for name in LONGEST}
            yield model.MeetingDetails(told.meeting, **texts)

    def _run_sheets(self) -> Iterator[model.ScheduledActivity]:
        for position, timing in enumerate(self.read.timings):
            yield self._row(
                self.read.meeting,
                timing.activity,
                position,
                minutes=timing.planned_minutes,
                extra=timing.extra_minutes,
                # Nothing runs in a file: what did is left to be opened again.
                status=_HELD if timing.status is model.ActivityStatus.RUNNING else timing.status,
                seconds=timing.used_minutes * 60,
            )
        earlier = {(ballot.meeting, ballot.activity) for ballot in self.read.ballots}
        earlier |= {(rating.meeting, rating.activity) for rating in self.read.ratings}
        for position, (meeting, activity) in enumerate(sorted(earlier - self._scheduled.keys())):
            yield self._row(meeting, activity, position, status=_HELD)

    def _row(
        self,
        meeting: int,
        activity: str,
        position: int,
        *,
        minutes: int = 0,
        extra: int = 0,
        status: model.ActivityStatus,
        seconds: float = 0.0,
    ) -> model.ScheduledActivity:
        key = self._scheduled[meeting, activity] = model.ScheduledId(self.new_id())
        return model.ScheduledActivity(
            key, activity, position, minutes, extra, status, None, seconds, False, True, 0, meeting
        )

    def _people(self) -> Iterator[model.Participant]:
        for number, person in enumerate(self.read.participants, start=1):
            yield model.Participant(
                id=model.ParticipantId(self.new_id()),
                number=number,
                alias=clean_line(person.alias)[:LONGEST_NAME],
                table_name=clean_line(person.table)[:LONGEST_NAME],
                token_hash="",
                typed_in=True,
                removed=False,
                joined_at=self.now,
                meeting=self.read.meeting,
            )

    def _theme_rows(self) -> Iterator[model.Theme]:
        for position, theme in enumerate(self.read.themes, start=1):
            row = model.Theme(model.ThemeId(self.new_id()), theme.deck, clean(theme.name), position)
            self._themes |= dict.fromkeys(theme.cards, row.id)
            yield row

    def _card_rows(self) -> Iterator[model.Row]:
        placed = self._deck_of(Kind.PLACE)
        in_grid = next((each.deck for each in self.method.activities if each.grid), "")
        voted = self._deck_of(Kind.VOTE)
        piles = (
            (placed, self.read.initiatives),
            (in_grid, self.read.experiences),
            (voted, self.read.proposals),
            ("", self.read.other_cards),
        )
        for deck, cards in piles:
            for card in cards:
                yield from self._card(card.deck or deck, card)

    def _card(self, deck: str, card: CardOf) -> Iterator[model.Row]:
        row = self._blank(deck, card.id, card.text, card.meeting, card)
        yield row
        yield from (model.SetAside(row.id, meeting) for meeting in card.not_chosen_in)
        family = [row]
        for merged in card.merged:
            absorbed = self._blank(deck, merged.id, merged.text, card.meeting, None, row.id)
            family.append(replace(absorbed, origin=clean_line(merged.origin)))
            yield family[-1]
        yield from joined_rows(card, family)
        first, second = placement_rounds(card.placed_in_meeting or card.meeting)
        stands: list[tuple[model.ParticipantId, str]] = []
        for number, (before, after) in enumerate(choices(card.round_1, card.round_2, card.moved), start=1):
            person = model.ParticipantId(NOBODY.format(number))
            if before is not None:
                yield model.Placement(row.id, person, first, before)
            if after is not None:
                yield model.Placement(row.id, person, second, after)
            stands += [(person, choice) for choice in (after or before,) if choice is not None]
        yield from self._before.rows(card, row.id, stands)

    def _blank(
        self,
        deck: str,
        public: str,
        text: str,
        meeting: int,
        card: CardOf | None,
        into: model.CardId | None = None,
    ) -> model.Card:
        if (deck, public) in self._numbers:
            raise ValueError(public)
        self._numbers.add((deck, public))
        key = model.CardId(self.new_id())
        self._cards[public] = key
        return model.Card(
            id=key,
            deck=deck,
            number=int("".join(sign for sign in public if sign.isdigit()) or 0),
            scheduled=model.ScheduledId(""),
            author=None,
            text=clean(text),
            status=(card.status or "") if card else "",
            occurred=(card.when or "") if card else "",
            outcome=(card.outcome or "") if card else "",
            theme=self._themes.get(public),
            merged_into=into,
            hidden=False,
            withdrawn=False,
            agreed=card.agreed if card else None,
            next_category=card.next_approach if card else None,
            disagreement=clean(card.disagreement) if card else "",
            behaviour_goal=clean(card.behaviour_goal) if card else "",
            meeting=meeting,
            created_at=self.now,
            origin=clean_line(card.origin) if card else "",
            split_from=model.CardId(self._cards[card.split_from])
            if card and card.split_from in self._cards
            else None,
        )

    def _deck_of(self, kind: Kind) -> str:
        return next((each.deck for each in self.method.activities if each.kind is kind and each.deck), "")

    def _answers(self) -> Iterator[model.Row]:
        for answer in self.read.answers:
            yield model.Answer(
                model.AnswerId(self.new_id()),
                answer.approach or "",
                answer.question,
                None,
                clean(answer.text),
                answer.meeting,
                self.now,
            )
        for answer in self.read.agreed_answers:
            yield model.AgreedAnswer(answer.approach or "", answer.question, clean(answer.text))

    def _counts(self) -> Iterator[model.Row]:
        for ballot in self.read.ballots:
            vote = self._scheduled[ballot.meeting, ballot.activity]
            yield from self._dots(ballot, vote)
            for box in ballot.boxes:
                if box.id in self._cards:
                    card = model.CardId(self._cards[box.id])
                    yield model.Weighing(vote, card, box.visible_result, box.resources)
        for rating in self.read.ratings:
            scheduled = self._scheduled[rating.meeting, rating.activity]
            for value, count in rating.counts.items():
                if count:
                    yield model.HandCount(scheduled, rating.statement, 0, value, count)

    def _dots(self, ballot: BallotOf, vote: model.ScheduledId) -> Iterator[model.Row]:
        """The dots as raised hands and as those of as many people as voted, who are no participants."""
        hands = ballot.hands if ballot.voters else sum(dots for _, dots in ballot.ranking)
        given: dict[tuple[str, int], int] = {}
        turn = 0
        for public, dots in ballot.ranking:
            if public not in self._cards:
                continue
            card = self._cards[public]
            raised = min(hands, dots)
            hands -= raised
            if raised:
                yield model.HandCount(vote, card, 0, "dots", raised)
            for _ in range(dots - raised):
                person = turn % ballot.voters + 1
                given[card, person] = given.get((card, person), 0) + 1
                turn += 1
        for (card, person), dots in given.items():
            yield model.Vote(vote, model.CardId(card), model.ParticipantId(NOBODY.format(person)), dots)

    def _agreements(self) -> Iterator[model.Row]:
        for place, step in enumerate(self.read.next_steps, start=1):
            yield from self._agreement(step, step.number or place)

    def _agreement(self, step: StepOf, number: int) -> Iterator[model.Row]:
        key = self._steps[number] = model.AgreementId(self.new_id())
        card = self._cards.get(step.initiative or "")
        yield model.NextStep(
            id=key,
            number=number,
            who=clean(step.who),
            what=clean(step.what),
            due=step.when,
            first_visible_result=clean(step.first_visible_result),
            resources=clean(step.resources),
            help=clean(step.help),
            card=model.CardId(card) if card else None,
            status=step.status,
            learning=clean(step.learning),
            meeting=step.meeting,
            removed=False,
            due_words=clean(step.when_in_words),
        )
        for said in step.reviews:
            learning = clean(said.learning)
            yield model.StepReview(
                key,
                said.meeting,
                said.status,
                learning,
                said.when,
                said.approach,
                said.when_before,
                clean_line(said.seen_by),
                said.approach_before,
            )

    def _decisions(self) -> Iterator[model.Row]:
        for position, decision in enumerate(self.read.decisions, start=1):
            yield from self._decision(decision, position)

    def _decision(self, decision: DecisionOf, position: int) -> Iterator[model.Row]:
        key = model.DecisionId(self.new_id())
        card = self._cards.get(decision.proposal or "")
        yield model.GroupDecision(
            id=key,
            number=decision.number,
            position=position,
            text=clean(decision.text),
            card=model.CardId(card) if card else None,
            meeting=decision.meeting,
            status=decision.status,
            learning=clean(decision.learning),
            removed=False,
        )
        for number in decision.steps:
            if number in self._steps:
                yield model.DecisionStep(key, self._steps[number])
        for said in decision.reviews:
            yield model.DecisionReview(key, said.meeting, said.status, clean(said.learning))

    def _parked(self) -> Iterator[model.ParkedItem]:
        for number, item in enumerate(self.read.parked, start=1):
            who = clean(item.who)
            yield model.ParkedItem(model.ParkedItemId(self.new_id()), number, clean(item.text), who, False)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
