"""Seven people who hold a whole run sheet, each doing only a part of what is asked: no two numbers agree."""

from random import Random

from prompts.methods.model import Phase
from sessions import commands as do
from sessions.model import StepStatus
from sessions.queries.agreements import steps_to_review
from sessions.queries.carrying import cards_of

PEOPLE = tuple(f"p{number}" for number in range(7))
SUPPORT = (5, 4, 4, 3, 2, 5)
"""The answers to each statement of the first six people; the seventh gives none."""


class ScriptedGroup:
    """A workshop and its people. `play` holds an activity and calls `check` whenever numbers can be seen."""

    def __init__(self, room, check):
        self.room, self.method, self.check = room, room.method, check
        self.people = [room.join(name) for name in PEOPLE]
        self.random = Random(7)  # noqa: S311 - a test, not a secret

    def play(self, key):
        self.room.go_to(key)
        activity = self.method.activity(key)
        getattr(self, f"_{activity.kind}")(activity)
        self.check(activity)

    def _done(self, activity, count):
        for person in self.people[:count]:
            self.room.ask(do.MarkDone(True), person)
        self.check(activity)

    def _shown(self, activity):
        if not self.room.state().current().revealed:
            self.room.ask(do.RevealInput())
            self.check(activity)

    def _present(self, activity):
        self.check(activity)

    def _collect(self, activity):
        for number, person in enumerate(self.people[:5]):
            grid = activity.grid
            for again in range(1 + number % 2):
                place = number + again
                when = grid.whens[place % len(grid.whens)].key if grid else ""
                outcome = grid.outcomes[place % len(grid.outcomes)].key if grid else ""
                command = do.WriteCard(f"{activity.key} {number} {again}", occurred=when, outcome=outcome)
                written = self.room.ask(command, person).id
        self.room.ask(do.WithdrawCard(written), self.people[4])
        self._done(activity, 3)
        self._shown(activity)
        self.room.ask(do.HideCard(cards_of(self.room.state(), activity)[0].id))

    def _cluster(self, activity):
        cards = [card.id for card in cards_of(self.room.state(), activity)]
        self.room.ask(do.MergeCards(cards[0], (cards[1],)))
        self.room.ask(do.NameTheme("Drift", (cards[0], cards[2])))
        self.check(activity)
        self.room.ask(do.ChooseCards(tuple(cards[2:]), (cards[0],)))

    def _place(self, activity):
        cards = cards_of(self.room.state(), activity)
        if activity.phase is Phase.ALONE:
            for number, person in enumerate(self.people[:6]):
                for card in cards[: len(cards) if number < 4 else 1]:
                    key = self.random.choice(activity.category_set.keys)
                    self.room.ask(do.PlaceCard(card.id, key), person)
        elif activity.phase is Phase.TALK:
            self.check(activity)
            self.room.ask(do.AgreePlacement(cards[0].id, activity.category_set.keys[2]))
            self.room.ask(do.AgreePlacement(cards[-1].id, activity.category_set.keys[0]))
            self.room.ask(do.StartSecondRound())
            for person in self.people[:3]:
                for card in cards:
                    key = activity.category_set.keys[3]
                    self.room.ask(do.PlaceCard(card.id, key), person)
            self.check(activity)
            self.room.ask(do.EndSecondRound())

    def _reflect(self, activity):
        keys = activity.category_set.keys
        for number, person in enumerate(self.people[:4]):
            for question in activity.questions[: 1 + number % 2]:
                text = f"{activity.key} {number} {question.key}"
                if self.room.state().current().input_open:
                    self.room.ask(do.GiveAnswer(keys[number % len(keys)], question.key, text), person)
        self._done(activity, 2)
        self._shown(activity)
        if activity.questions:
            self.room.ask(do.AgreeAnswer(keys[0], activity.questions[0].key, "Højst 2"))

    def _rate(self, activity):
        for number, person in enumerate(self.people[:6]):
            for statement in activity.statements[: len(activity.statements) if number < 5 else 1]:
                value = min(activity.scale.highest, max(activity.scale.lowest, SUPPORT[number]))
                self.room.ask(do.GiveRating(statement.key, value), person)
        self._done(activity, 4)
        self._shown(activity)

    def _vote(self, activity):
        cards = cards_of(self.room.state(), activity)
        for number, person in enumerate(self.people[:5]):
            self.room.ask(do.CastVote(cards[number % 2].id, 1 + number % 2), person)
            self.room.ask(do.CastVote(cards[-1].id, 1), person)
        self._done(activity, 1)
        self._shown(activity)

    def _record(self, activity):
        (card, *_) = cards_of(self.room.state(), activity)
        for number, person in enumerate(self.people[:3]):
            field = activity.record.fields[0].key
            self.room.ask(do.FillField(card.id, field, f"{activity.key} {number}"), person)
        self._done(activity, 3)
        self._shown(activity)

    def _agree(self, activity):
        for number in range(2):
            day = self.room.day("1.6.2026")
            self.room.ask(do.AddNextStep(PEOPLE[number], f"{activity.key} {number}", day, "Det ses"))

    def _review(self, activity):
        """One agreement is done, and whoever has another says on a phone that it is under way."""
        self.check(activity)
        done, *others = steps_to_review(self.room.state())
        self.room.ask(do.ReviewNextStep(done.id, StepStatus.DONE, "Det virker"))
        for step in others:
            self.room.ask(do.TellProgress(step.id, StepStatus.UNDER_WAY), self.people[PEOPLE.index(step.who)])
