"""Undo takes back what the facilitator did and nothing that a participant wrote."""

import contextlib
import itertools
from datetime import date

import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import rows_of

from sessions import commands as do
from sessions.errors import NothingToRedoError, NothingToUndoError, Refused
from sessions.model import FACILITATOR, StepStatus
from sessions.rules.history import KEPT

BOXES = ("goer-det", "tag-selv", "taet-paa", "sammen", "")


def test_with_nothing_done_there_is_nothing_to_undo_or_redo(room):
    with pytest.raises(NothingToUndoError):
        room.undo()
    with pytest.raises(NothingToRedoError):
        room.redo()


def test_sixty_acts_are_taken_back_one_by_one_also_after_a_restart(room, rooms):
    before = rows_of(room.state(), "parked_items")
    for n in range(60):
        room.ask(do.ParkItem(f"punkt {n}"))
    room = rooms.again(room)
    for left in range(59, -1, -1):
        room.undo()
        assert sum(not item.removed for item in room.state().parked_items) == left
    with pytest.raises(NothingToUndoError):
        room.undo()
    assert rows_of(room.state(), "parked_items") == before
    room = rooms.again(room)
    room.redo(60)
    assert sum(not item.removed for item in room.state().parked_items) == 60


def test_what_was_undone_many_times_does_not_push_older_acts_out_of_reach(room, rooms):
    room.ask(do.ParkItem("det første"))
    first = room.state().run_sheet()[0].id
    for _ in range(2 * KEPT):
        room.ask(do.SkipActivity(first))
        room.undo()
    room = rooms.again(room)
    room.undo()
    assert all(item.removed for item in room.state().parked_items)


def test_a_new_act_ends_what_could_be_redone(room):
    room.ask(do.ParkItem("a"))
    room.undo()
    room.ask(do.ParkItem("b"))
    with pytest.raises(NothingToRedoError):
        room.redo()


def test_what_a_participant_changed_afterwards_stays(room):
    anna = room.join("anna")
    room.go_to("skriv-tiltag")
    card = room.write("Annas første", anna)
    room.ask(do.EditCard(card, "facilitatorens", "i-gang"))
    room.ask(do.HideCard(card))
    room.ask(do.EditCard(card, "Annas sidste", "ny"), anna)
    room.undo(2)
    row = room.state().cards.get(card)
    assert (row.text, row.hidden) == ("Annas sidste", False)


def test_an_undo_with_nothing_left_to_change_still_opens_the_way_to_the_one_before(room):
    anna = room.join("anna")
    room.ask(do.ParkItem("før"))
    room.ask(do.RenameParticipant(anna, "Facilitators navn"))
    room.ask(do.ChangeAlias("Annas navn"), anna)
    room.undo(2)
    state = room.state()
    assert state.participants.get(anna).alias == "Annas navn"
    assert all(item.removed for item in state.parked_items)


def test_going_back_an_activity_loses_nothing_that_was_sent_in_it(room):
    anna = room.join("anna")
    room.go_to("evne")
    room.ask(do.OpenNext())
    room.undo()
    room.ask(do.GiveRating("bliver-ved", 7), anna)
    room.ask(do.MarkDone(True), anna)
    before = rows_of(room.state())
    room.undo()
    assert room.state().current() is None
    after = rows_of(room.state())
    assert (after["ratings"], after["done_marks"]) == (before["ratings"], before["done_marks"])


def test_phones_joining_and_writing_are_never_undone(room):
    anna = room.join("anna")
    writing = room.go_to("skriv-tiltag")
    card = room.write("tiltag", anna)
    room.undo()
    state = room.state()
    assert state.scheduled.get(writing).input_open is False
    assert state.cards.get(card).text == "tiltag"
    with pytest.raises(NothingToUndoError):
        room.undo()


def test_access_port_and_a_new_round_are_not_undone(room):
    room.ask(do.ParkItem("a"))
    room.ask(do.RotateAccess("ny", "XYZ234"))
    room.ask(do.SetPort(8141))
    room.undo()
    assert (room.state().workshop.join_secret, room.state().workshop.port) == ("ny", 8141)
    room.ask(do.OpenNext())
    room.ask(do.StartMeeting("opfoelgning"))
    with pytest.raises(NothingToUndoError):
        room.undo()


def test_a_close_can_be_undone(room):
    room.go_to("skriv-tiltag")
    room.ask(do.CloseWorkshop())
    room.undo()
    assert room.state().current().input_open


# --- any sequence of acts -------------------------------------------------------------------------


def pick(rows, number):
    rows = list(rows)
    return rows[number % len(rows)] if rows else None


def key_of(rows, number, field="id"):
    row = pick(rows, number)
    return getattr(row, field) if row else "?"


ACTS = (
    lambda s, a, b: do.OpenNext(),
    lambda s, a, b: do.OpenPrevious(),
    lambda s, a, b: do.OpenActivity(key_of(s.run_sheet(), a)),
    lambda s, a, b: do.OpenActivity(key_of((r for r in s.run_sheet() if r.activity == "skriv-tiltag"), a)),
    lambda s, a, b: do.OpenActivity(key_of((r for r in s.run_sheet() if r.activity == "placer-alene"), a)),
    lambda s, a, b: do.SkipActivity(key_of(s.run_sheet(), a), b % 2 == 0),
    lambda s, a, b: do.MoveActivity(key_of(s.run_sheet(), a), b - 4),
    lambda s, a, b: do.AddActivity("pre-mortem", b),
    lambda s, a, b: do.ExtendTime(b - 4),
    lambda s, a, b: do.SetMinutes(key_of(s.run_sheet(), a), b),
    lambda s, a, b: do.PauseClock(b % 2 == 0),
    lambda s, a, b: do.OpenInput(b % 2 == 0),
    lambda s, a, b: do.RevealInput(b % 2 == 0),
    lambda s, a, b: do.CloseWorkshop(),
    lambda s, a, b: do.ReopenWorkshop(),
    lambda s, a, b: do.WriteCard(f"facilitator {a} {b}"),
    lambda s, a, b: do.EditCard(key_of(s.cards, a), f"rettet {a} {b}"),
    lambda s, a, b: do.WithdrawCard(key_of(s.cards, a)),
    lambda s, a, b: do.HideCard(key_of(s.cards, a), b % 2 == 0),
    lambda s, a, b: do.MergeCards(key_of(s.cards, a), (key_of(s.cards, b), key_of(s.cards, a + b))),
    lambda s, a, b: do.SplitCard(key_of(s.cards, a)),
    lambda s, a, b: do.SetOrigin(key_of(s.cards, a), f"gruppe {b}" if b % 3 else ""),
    lambda s, a, b: do.KeepApart(key_of(s.cards, a), key_of(s.cards, b)),
    lambda s, a, b: do.NameTheme(f"tema {b % 3}", (key_of(s.cards, a), key_of(s.cards, b))),
    lambda s, a, b: do.RenameTheme(key_of(s.themes, a), f"andet tema {b}"),
    lambda s, a, b: do.MoveToTheme(key_of(s.themes, b), (key_of(s.cards, a),)),
    lambda s, a, b: do.AgreePlacement(key_of(s.cards, a), BOXES[b % 5]),
    lambda s, a, b: do.AgreePlacements((key_of(s.cards, a), key_of(s.cards, b)), BOXES[b % 5]),
    lambda s, a, b: do.AcceptAgreed(b / 9),
    lambda s, a, b: do.StartSecondRound(),
    lambda s, a, b: do.EndSecondRound(),
    lambda s, a, b: do.NoteDisagreement(key_of(s.cards, a), f"note {b}"),
    lambda s, a, b: do.CountHands(key_of(s.cards, a), BOXES[b % 4], b),
    lambda s, a, b: do.WeighCard(key_of(s.cards, a), b % 4, (a + b) % 4),
    lambda s, a, b: do.AgreeAnswer(BOXES[a % 4], "used", f"fælles {b}" if b % 3 else ""),
    lambda s, a, b: do.AddAnswer(BOXES[a % 4], "used", f"svar {b}"),
    lambda s, a, b: do.AddNextStep("BK", f"aftale {a}", None, "", card=key_of(s.cards, b)),
    lambda s, a, b: do.EditNextStep(key_of(s.next_steps, a), "HR", f"ændret {b}", date(2026, 4, 1), ""),
    lambda s, a, b: do.RemoveNextStep(key_of(s.next_steps, a)),
    lambda s, a, b: do.ReviewNextStep(
        key_of(s.next_steps, a), list(StepStatus)[b % 4], category=BOXES[a % 5]
    ),
    lambda s, a, b: do.ParkItem(f"punkt {b}"),
    lambda s, a, b: do.RemoveParkedItem(key_of(s.parked_items, a)),
    lambda s, a, b: do.AddPerson(f"person {b}"),
    lambda s, a, b: do.RenameParticipant(key_of(s.participants, a), f"navn {b}"),
    lambda s, a, b: do.RemoveParticipant(key_of(s.participants, a)),
    lambda s, a, b: do.EditWorkshop(f"titel {b}", "", "", 3, 2),
    lambda s, a, b: do.DescribeMeeting(place=f"sted {b}" if b % 3 else "", case_number=f"{a}"),
)
INPUTS = (
    lambda s, a, b: do.WriteCard(f"deltager {a} {b}"),
    lambda s, a, b: do.EditCard(key_of(s.cards, a), f"egen {a} {b} {s.seq}"),
    lambda s, a, b: do.WithdrawCard(key_of(s.cards, a)),
    lambda s, a, b: do.PlaceCard(key_of(s.cards, a), BOXES[b % 5]),
    lambda s, a, b: do.GiveAnswer(BOXES[a % 4], "used", f"svar {b}" if b % 3 else ""),
    lambda s, a, b: do.GiveRating("bliver-ved", b + 1),
    lambda s, a, b: do.ChangeAlias(f"selvvalgt {a} {b} {s.seq}"),
    lambda s, a, b: do.MarkDone(b % 2 == 0),
)
SMALL = st.integers(0, 8)
ACT = st.tuples(st.sampled_from(ACTS), SMALL, SMALL)
STEP = st.tuples(st.sampled_from(ACTS + INPUTS + INPUTS), SMALL, SMALL)


def desk_with_people(method):
    desk = Desk(method)
    for name in ("anna", "bo", "carl"):
        desk.ask(do.JoinWorkshop(name, f"hash {name}", name), name)
    return desk


def do_all(desk, steps, on_input=lambda desk, who: None):
    for number, (make, a, b) in enumerate(steps):
        desk.clock.move(seconds=17)
        command = make(desk.state, a, b)
        actor = ("anna", "bo", "carl")[number % 3] if make in INPUTS else FACILITATOR
        with contextlib.suppress(Refused):
            desk.ask(command, actor)
            on_input(desk, actor)


def undo_all(desk):
    for times in itertools.count():
        try:
            desk.ask(do.Undo())
        except NothingToUndoError:
            return times
    return 0


@settings(max_examples=120, deadline=None)
@given(st.lists(ACT, max_size=40))
def test_undoing_everything_leads_back_to_the_start_and_redoing_it_forward_again(method, acts):
    desk = desk_with_people(method)
    start = desk.visible()
    do_all(desk, acts)
    end = desk.visible()
    times = undo_all(desk)
    assert desk.visible() == start
    for _ in range(times):
        desk.ask(do.Redo())
    assert desk.visible() == end
    with pytest.raises(NothingToRedoError):
        desk.ask(do.Redo())


OWN = ("placements", "ratings", "done_marks")


@settings(max_examples=120, deadline=None)
@given(st.lists(STEP, max_size=50))
def test_undoing_everything_loses_no_participants_input(method, steps):
    desk = desk_with_people(method)
    wrote = {}

    def remember(desk, actor):
        last = desk.events[-1]
        if actor == FACILITATOR or last.actor != actor:
            return
        for write in last.writes:
            if actor in (getattr(write.after or write.before, name, "") for name in ("author", "id")):
                wrote[write.table, write.key] = write.after

    do_all(desk, steps, remember)
    before = rows_of(desk.state)
    undo_all(desk)
    after = rows_of(desk.state)
    for table in OWN:
        assert after[table] == before[table]
    for (table, key), row in wrote.items():
        if row is None:
            assert after[table].get(key) is None
        elif table == "participants":
            assert after[table][key].alias == row.alias
        elif table == "answers":
            assert after[table][key].text == row.text
        else:
            now = after[table][key]
            assert (now.text, now.withdrawn) == (row.text, row.withdrawn)
