"""The next meetings in the same file: who is there, what they look back on, and what each of them says."""

from datetime import date, timedelta

import pytest

from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.errors import BadDateError, MeetingBeforeLastError, PackInPlaceError, UnknownItemError
from sessions.model import ActivityStatus, StepStatus
from sessions.queries.agreements import review_now, reviews_of, steps_to_review
from sessions.queries.outcome import outcome
from sessions.rules.meeting.planning import packs_to_add
from sessions.rules.people import active_participants

BARRIERS = [planned.activity for planned in load_method().pack("barrierer").plan]


def order(room):
    return [row.activity for row in room.state().run_sheet()]


MARCH = date(2026, 3, 18)


def agree(room, who="Anne", what="Ringer", due=MARCH):
    return room.ask(do.AddNextStep(who, what, due, "En liste")).id


def next_meeting(room, **wish):
    room.ask(do.CloseWorkshop())
    room.clock.move(days=30)
    room.ask(do.StartMeeting(**({"run_sheet": "opfoelgning"} | wish)))


def review(room, step, status=StepStatus.UNDER_WAY, learning="", **more):
    room.ask(do.ReviewNextStep(step, status, learning, **more))


def test_a_follow_up_has_its_own_date_and_keeps_that_of_the_first_meeting(room):
    next_meeting(room, date=room.day("4.5.2026"))
    next_meeting(room)
    state = room.state()
    assert [state.date_of(meeting) for meeting in (1, 2, 3)] == [
        date(2026, 3, 4),
        date(2026, 5, 4),
        date(2026, 5, 3),
    ]
    assert state.workshop.date == date(2026, 5, 3)
    with pytest.raises(BadDateError):
        room.day("31.2.2026")


def test_after_a_close_everybody_joins_anew_and_may_have_their_name_again(room):
    room.join("Anne")
    room.join("Bo")
    next_meeting(room)
    assert active_participants(room.state()) == ()
    room.ask(do.JoinWorkshop("a2", "another", "Anne"), actor="a2")
    (anne,) = active_participants(room.state())
    assert (anne.alias, anne.meeting, anne.number) == ("Anne", 2, 1)
    assert len(room.state().participants) == 3


def test_a_phone_that_never_noticed_the_close_takes_part_as_soon_as_it_sends(room):
    anne = room.join("Anne")
    next_meeting(room, run_sheet="90")
    room.go_to("skriv-tiltag")
    room.write("Et nyt tiltag", anne)
    assert [row.id for row in active_participants(room.state())] == [anne]
    room.ask(do.ChangeAlias("Anne K"), actor=anne)
    assert room.state().participants.get(anne).alias == "Anne K"


def test_where_nobody_closed_everybody_goes_on_into_the_next_meeting(room):
    anne = room.join("Anne")
    room.ask(do.StartMeeting("opfoelgning"))
    assert [row.id for row in active_participants(room.state())] == [anne]


def test_each_meeting_says_its_own_of_an_agreement(room):
    step = agree(room)
    next_meeting(room)
    review(room, step, learning="Det tog tid", due=room.day("1.6.2026"))
    next_meeting(room)
    assert review_now(room.state(), step).learning == ""
    review(room, step, StepStatus.DONE)
    state = room.state()
    first, second = reviews_of(state, step)
    assert (first.meeting, first.status, first.learning, first.due) == (
        2,
        StepStatus.UNDER_WAY,
        "Det tog tid",
        date(2026, 6, 1),
    )
    assert (second.meeting, second.status, second.learning, second.due) == (3, StepStatus.DONE, "", None)
    row = state.next_steps.get(step)
    assert (row.status, row.due, row.learning) == (StepStatus.DONE, date(2026, 6, 1), "Det tog tid")


def test_a_moved_date_keeps_the_one_it_took_the_place_of(room):
    step = agree(room, due=date(2026, 3, 18))
    next_meeting(room)
    review(room, step, due=room.day("1.6.2026"))
    review(room, step, due=room.day("8.6.2026"))
    review(room, step, learning="Små skridt")
    now = review_now(room.state(), step)
    assert (now.due_before, now.due) == (date(2026, 3, 18), date(2026, 6, 8))
    next_meeting(room)
    review(room, step, due=room.day("1.7.2026"))
    _, later = reviews_of(room.state(), step)
    assert (later.due_before, later.due) == (date(2026, 6, 8), date(2026, 7, 1))


def test_a_date_that_is_moved_back_in_the_same_meeting_was_not_moved(room):
    step = agree(room, due=date(2026, 3, 18))
    next_meeting(room)
    review(room, step, due=room.day("1.6.2026"))
    review(room, step, due=room.day("18.3.2026"))
    now = review_now(room.state(), step)
    assert (now.due_before, now.due) == (None, None)
    assert room.state().next_steps.get(step).due == date(2026, 3, 18)


def test_a_review_is_taken_back_whole(room):
    step = agree(room)
    next_meeting(room)
    review(room, step, learning="Det tog tid")
    room.undo()
    assert reviews_of(room.state(), step) == ()
    assert room.state().next_steps.get(step).status is StepStatus.NOT_STARTED
    room.redo()
    assert review_now(room.state(), step).learning == "Det tog tid"


def test_what_is_done_is_told_once_and_not_asked_about_again(room):
    done, open_step = agree(room), agree(room, what="Skriver", due=None)
    next_meeting(room)
    assert [step.id for step in steps_to_review(room.state())] == [done, open_step]
    review(room, done, StepStatus.DONE)
    assert [step.id for step in steps_to_review(room.state())] == [done, open_step]
    late = agree(room, what="Ny aftale", due=date(2026, 4, 30))
    next_meeting(room)
    assert [step.id for step in steps_to_review(room.state())] == [late, open_step]


def test_all_of_it_is_there_after_a_restart(room, rooms):
    step = agree(room)
    room.join("Anne")
    next_meeting(room)
    review(room, step, learning="Det tog tid")
    before = room.state()
    again = rooms.again(room)
    assert reviews_of(again.state(), step) == reviews_of(before, step)
    assert again.state().date_of(1) == date(2026, 3, 4)
    assert active_participants(again.state()) == ()


# --- packs ------------------------------------------------------------------------------------------


def test_a_pack_goes_in_after_the_activity_it_belongs_to(room):
    room.ask(do.AddPack("barrierer"))
    at = order(room).index("moenstre")
    assert order(room)[at + 1 : at + 1 + len(BARRIERS)] == BARRIERS
    assert [row.position for row in room.state().run_sheet()] == list(range(len(order(room))))


def test_a_pack_never_goes_in_before_what_is_on_the_projector(room):
    room.go_to("opbakning")
    room.ask(do.AddPack("barrierer"))
    at = order(room).index("opbakning")
    assert order(room)[at + 1 : at + 1 + len(BARRIERS)] == BARRIERS


def test_a_pack_goes_in_where_it_is_put(room):
    first = room.state().run_sheet()[0]
    room.ask(do.AddPack("trappen", after=first.id))
    assert order(room)[1:3] == ["trappen-oplaeg", "trappen-hoejde"]


def test_one_undo_takes_a_whole_pack_out(room):
    before = order(room)
    room.ask(do.AddPack("barrierer"))
    room.undo()
    assert order(room) == before
    room.redo()
    assert set(BARRIERS) <= set(order(room))


def test_only_what_is_lacking_of_a_pack_goes_in_and_nothing_twice(room):
    room.ask(do.AddActivity("barrierer-valg", 4))
    room.ask(do.AddPack("barrierer"))
    assert sorted(key for key in order(room) if key in BARRIERS) == sorted(BARRIERS)
    with pytest.raises(PackInPlaceError):
        room.ask(do.AddPack("barrierer"))
    with pytest.raises(UnknownItemError):
        room.ask(do.AddPack("findes-ikke"))
    packs = packs_to_add(room.method, room.state().run_sheet())
    assert "barrierer" not in [pack.key for pack in packs]


def test_a_workshop_and_a_follow_up_can_begin_with_packs(rooms):
    room = rooms.new(run_sheet="90", packs=("barrierer", "pre-mortem"))
    assert {*BARRIERS, "pre-mortem"} <= set(order(room))
    next_meeting(room, packs=("kvalitetstjek",))
    assert order(room)[1:4] == ["status-paa-aftaler", "qif-svar", "qif-huller"]
    with pytest.raises(UnknownItemError):
        room.ask(do.StartMeeting("opfoelgning", packs=("findes-ikke",)))


def test_several_are_left_out_in_one_act(room):
    sheet = room.state().run_sheet()
    room.ask(do.SkipActivities((sheet[3].id, sheet[4].id)))
    skipped = [row.id for row in room.state().run_sheet() if row.status is ActivityStatus.SKIPPED]
    assert skipped == [sheet[3].id, sheet[4].id]
    room.undo()
    assert all(row.status is ActivityStatus.WAITING for row in room.state().run_sheet())


def test_a_follow_up_before_its_meeting_is_refused_with_the_day(room):
    before = room.state().workshop
    room.ask(do.CloseWorkshop())
    with pytest.raises(MeetingBeforeLastError) as refused:
        room.ask(do.StartMeeting("opfoelgning", before.date - timedelta(days=1)))
    assert f"{before.date.day}.{before.date.month}.{before.date.year}" in refused.value.sentence()
    assert room.state().workshop.meeting == 1
    room.ask(do.StartMeeting("opfoelgning", before.date))
    assert room.state().workshop.meeting == 2


def test_people_written_in_by_hand_are_expected_again_and_those_with_phones_join_anew(room):
    room.join("Anne")
    for alias in ("Bodil", ""):
        room.ask(do.AddPerson(alias))
    gone = room.ask(do.AddPerson("Kim")).id
    room.ask(do.RemoveParticipant(gone))
    before = {row.id: row for row in room.state().participants}
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    state = room.state()
    here = active_participants(state)
    assert [(row.alias, row.number, row.typed_in) for row in here] == [
        ("Bodil", 1, True),
        ("Deltager 2", 2, True),
    ]
    assert {row.id: row for row in state.participants if row.id in before} == before
    room.join("Eva")
    assert [row.alias for row in active_participants(room.state())] == ["Bodil", "Deltager 2", "Eva"]


def test_an_agreement_counts_under_the_approach_that_it_was_agreed_with(room):
    """What a later meeting moves its initiative to did not bring it about; what is agreed then does."""
    person = room.join("Anne")
    room.go_to("skriv-tiltag")
    card = room.write("Ny vagtplan", person)
    room.ask(do.AgreePlacement(card, "goer-det"))
    first = room.ask(do.AddNextStep("Anne", "Ringer", MARCH, "En liste", card=card)).id
    next_meeting(room)
    review(room, first, category="sammen")
    review(room, first, category="taet-paa")  # thought better of in the same meeting
    assert review_now(room.state(), first).category_before == "goer-det"
    second = room.ask(do.AddNextStep("Bo", "Skriver", MARCH, "En liste", card=card)).id
    next_meeting(room)
    review(room, second, category="tag-selv")
    keys = [category.key for category in room.method.categories]
    told = outcome(room.state(), keys).by_approach
    assert [(key, tally.agreed) for key, tally in told] == [("goer-det", 1), ("taet-paa", 1)]
