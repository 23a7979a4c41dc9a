"""Any history of joins, texts, choices, retries, crashes and undo, against a model that fits on a page."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from rooms import FakeClock, Rooms, post

from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.errors import OtherPayloadError, Refused
from sessions.model import WorkshopStatus
from sessions.storage.store import read_state
from sessions.tallies.vote_tally import dots_used

METHOD = load_method("tre-skridt", "da")
BOXES = tuple(category.key for category in METHOD.categories)
PEOPLE = st.sampled_from(["anna", "bo", "carl"])
NUMBER = st.integers(0, 5)
DOTS, MOST_ON_ONE = 3, 2


class Workshop(RuleBasedStateMachine):
    """The room, and beside it what each participant believes to have sent."""

    played = 0

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.rooms = Rooms(self.folder, METHOD, FakeClock())
        self.room = self.rooms.new()
        self.images = 0
        self.activity, self.closed = "", False
        self.shown = False
        """Whether the votes have been shown since the voting was opened: then it takes no more."""
        self.joined, self.texts, self.boxes, self.dots, self.answered = set(), {}, {}, {}, {}

    def teardown(self):
        type(self).played += 1
        self.rooms.stop_all()
        shutil.rmtree(self.folder)

    # --- what the model expects -----------------------------------------------------------------

    def may_send(self, who, activity):
        return who in self.joined and not self.closed and self.activity == activity

    def send(self, command, who, allowed):
        """Ask, and hold the answer against what the model says; returns it where it was accepted."""
        key = f"{who} {len(self.answered)}"
        try:
            answer = self.room.ask(command, who, post(key))
        except Refused:
            assert not allowed
            return None
        assert allowed
        self.answered[key] = (command, who, answer)
        return answer

    def spent(self, who):
        """All dots of one participant: opening the same voting again takes none of them back."""
        return sum(dots for (voter, _), dots in self.dots.items() if voter == who)

    # --- participants ---------------------------------------------------------------------------

    @rule(who=PEOPLE)
    def join(self, who):
        command = do.JoinWorkshop(who, f"hash of {who}", who)
        if self.closed:
            with pytest.raises(Refused):
                self.room.ask(command, who)
            return
        assert self.room.ask(command, who).id == who
        self.joined.add(who)

    @rule(who=PEOPLE, number=NUMBER)
    def write(self, who, number):
        text = f"{who} {number} {len(self.answered)}"
        answer = self.send(do.WriteCard(text), who, self.may_send(who, "skriv-tiltag"))
        if answer:
            self.texts[answer.id] = [who, text]

    @precondition(lambda self: self.texts)
    @rule(who=PEOPLE, number=NUMBER)
    def edit(self, who, number):
        card = list(self.texts)[number % len(self.texts)]
        allowed = self.may_send(who, "skriv-tiltag") and self.texts[card][0] == who
        text = f"rettet {number} {len(self.answered)}"
        if self.send(do.EditCard(card, text), who, allowed):
            self.texts[card][1] = text

    @precondition(lambda self: self.texts)
    @rule(who=PEOPLE, number=NUMBER)
    def withdraw(self, who, number):
        card = list(self.texts)[number % len(self.texts)]
        allowed = self.may_send(who, "skriv-tiltag") and self.texts[card][0] == who
        if self.send(do.WithdrawCard(card), who, allowed):
            del self.texts[card]

    @precondition(lambda self: self.texts)
    @rule(who=PEOPLE, number=NUMBER, box=st.sampled_from((*BOXES, "")))
    def place(self, who, number, box):
        card = list(self.texts)[number % len(self.texts)]
        if self.send(do.PlaceCard(card, box), who, self.may_send(who, "placer-alene")):
            self.boxes[card, who] = box

    @precondition(lambda self: self.activity == "stem")
    @rule(who=PEOPLE, dots=st.integers(-1, 3))
    def vote(self, who, dots):
        spent = self.spent(who) - self.dots.get((who, self.proposal), 0)
        may = self.may_send(who, "stem") and not self.shown
        allowed = may and 0 <= dots <= MOST_ON_ONE and spent + dots <= DOTS
        if self.send(do.CastVote(self.proposal, dots), who, allowed):
            self.dots[who, self.proposal] = dots

    # --- the network and the machine ------------------------------------------------------------

    @precondition(lambda self: self.answered)
    @rule(number=st.integers(0, 50), same=st.booleans())
    def retry(self, number, same):
        key = list(self.answered)[number % len(self.answered)]
        command, who, answer = self.answered[key]
        if not same:
            with pytest.raises(OtherPayloadError):
                self.room.ask(command, who, post(key, "other"))
            return
        again = self.room.ask(command, who, post(key))
        assert (again.seq, again.id, again.repeated) == (answer.seq, answer.id, True)

    @rule()
    def crash(self):
        """What a kill leaves: the file and its log as they are at this moment."""
        self.images += 1
        image = self.folder / f"image-{self.images}.db"
        for ending in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{self.room.path}{ending}", f"{image}{ending}")
        self.room.room.stop()
        self.room = self.rooms.open(image)

    # --- the facilitator ------------------------------------------------------------------------

    @precondition(lambda self: not self.closed)
    @rule(activity=st.sampled_from(["skriv-tiltag", "placer-alene", "stem", "velkomst"]))
    def go_on(self, activity):
        self.room.go_to(activity)
        self.shown = self.shown and activity == self.activity
        self.activity = activity
        if activity == "stem":
            self.proposal = self.room.write("et forslag")

    @precondition(lambda self: self.activity and not self.closed)
    @rule(number=NUMBER)
    def act_and_undo(self, number):
        self.room.ask(do.ParkItem(f"punkt {number}"))
        self.room.ask(do.RevealInput(number % 2 == 0))
        self.room.ask(do.ParkItem(f"et til {number}"))
        self.room.undo()
        self.room.redo()
        self.room.undo(2) if number % 2 else self.room.undo()
        self.shown = self.shown or (number % 2 == 0 and self.activity == "stem")

    @rule(close=st.booleans())
    def close_or_open(self, close):
        if self.closed:
            self.room.ask(do.ReopenWorkshop())
            self.closed = self.shown = False
        elif close:
            self.room.ask(do.CloseWorkshop())
            self.closed = True

    # --- always ---------------------------------------------------------------------------------

    @invariant()
    def everything_believed_to_be_sent_is_on_disk(self):
        state = read_state(self.room.path)
        mine = {
            card.id: [card.author, card.text] for card in state.cards if card.author and not card.withdrawn
        }
        assert mine == self.texts
        for (card, who), box in self.boxes.items():
            placed = state.placements.get(card, who, 1, "")
            assert (placed.category if placed else "") == box
        current = state.current()
        for who in self.joined:
            assert self.activity != "stem" or dots_used(state, current.id, who) == self.spent(who)
        assert (state.workshop.status is WorkshopStatus.CLOSED) == self.closed
        assert {row.id for row in state.participants} == self.joined
        assert len(state.receipts) == len(self.answered)


def test_a_vote_after_the_votes_were_shown_is_refused_also_after_a_crash():
    history = Workshop()
    try:
        history.go_on("stem")
        history.join("anna")
        history.act_and_undo(0)
        history.act_and_undo(1)
        history.crash()
        history.vote("anna", 1)
        history.go_on("velkomst")
        history.go_on("stem")
        history.vote("anna", 1)
        history.everything_believed_to_be_sent_is_on_disk()
        assert history.dots == {("anna", history.proposal): 1}
    finally:
        history.teardown()


def run(examples, steps):
    Workshop.played = 0
    run_state_machine_as_test(
        Workshop, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )
    # A machine that gave up early would pass in silence.
    assert Workshop.played >= examples
    print(f"{Workshop.played} histories of up to {steps} steps: no difference from the model")


def test_a_few_histories():
    run(12, 20)


@pytest.mark.long
@pytest.mark.timeout(21_600)
def test_ten_thousand_histories():
    run(10_000, 30)
