"""People who hold a pack from its first activity to its last, whatever kinds it is made of."""

from prompts.methods.model import Phase
from sessions import commands as do
from sessions.queries.carrying import cards_of, carried_texts
from sessions.tallies.placed_cards import card_in
from workshop.facilitating.acts.agree import handed_on
from workshop.facilitating.situation import Situation

PEOPLE = tuple(f"p{number}" for number in range(6))


class PlayedPack:
    """A workshop, its people, and what they write in each activity; `wrote` is what the minutes must hold."""

    def __init__(self, room):
        self.room, self.method = room, room.method
        self.people = [room.join(name) for name in PEOPLE]
        self.wrote = []

    def play(self, key):
        self.room.go_to(key)
        activity = self.method.activity(key)
        getattr(self, f"_{activity.kind}")(activity)

    def _text(self, activity, about=""):
        text = f"{len(self.wrote)} {activity.key} {about}".strip()
        self.wrote.append(text)
        return text

    def _everybody(self, command):
        for person in self.people:
            self.room.ask(command, person)

    def _reveal(self):
        self.room.ask(do.RevealInput())

    def _present(self, activity):
        pass

    def _collect(self, activity):
        for person in self.people[:5]:
            self.room.ask(do.WriteCard(self._text(activity)), person)
        found = [each.text for each in carried_texts(self.room.state(), activity)]
        if found:
            self.room.ask(do.WriteCards(tuple(found[:1])))
        self._reveal()

    def _cluster(self, activity):
        pass

    def _place(self, activity):
        cards = cards_of(self.room.state(), activity)
        assert cards, activity.key
        if activity.phase is Phase.ALONE:
            for number, card in enumerate(cards):
                keys = activity.category_set.keys
                self._everybody(do.PlaceCard(card.id, keys[number % len(keys)]))
        elif activity.phase is Phase.TALK:
            self.room.ask(do.AcceptAgreed())
            state, chosen = self.room.state(), activity.category_set.key
            now = [card_in(state, state.cards.get(card.id), chosen) for card in cards]
            assert all(card.agreed for card in now), activity.key

    def _reflect(self, activity):
        about = [card.id for card in cards_of(self.room.state(), activity)] if activity.per_card else None
        about = about if about is not None else list(activity.category_set.keys)
        assert about, activity.key
        for key in about:
            for question in activity.questions:
                self.room.ask(do.GiveAnswer(key, question.key, self._text(activity)), self.people[0])
        self._reveal()
        self.room.ask(do.AgreeAnswer(about[0], activity.questions[0].key, self._text(activity)))

    def _rate(self, activity):
        rated = [each.key for each in activity.statements]
        rated += [card.id for card in cards_of(self.room.state(), activity)] if activity.deck else []
        assert rated, activity.key
        for number, key in enumerate(rated):
            high, low = activity.scale.highest, activity.scale.lowest
            self._everybody(do.GiveRating(key, high if activity.second_scale or number else low))
            if activity.second_scale:
                self._everybody(do.GiveRating(key, low + number % (high - low), 1))
        self._reveal()

    def _vote(self, activity):
        (card, *_) = cards_of(self.room.state(), activity)
        self._everybody(do.CastVote(card.id, 1))
        self._reveal()

    def _record(self, activity):
        cards = cards_of(self.room.state(), activity)
        assert cards, activity.key
        for card in cards:
            fields = tuple(
                (field.key, field.choices[0].title if field.choices else self._text(activity))
                for field in activity.record.fields
            )
            self.room.ask(do.FillRecord(card.id, fields))

    def _agree(self, activity):
        if activity.input is not None:
            offered = handed_on(Situation(self.room.state(), self.method))
            assert offered, activity.key
        what = self._text(activity)
        self.room.ask(do.AddNextStep("Anne", what, self.room.day("1.6.2026"), self._text(activity)))

    _review = _present
