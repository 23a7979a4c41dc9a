"""A follow-up places the initiatives again, blind, and tells who has moved since last time."""

from datetime import date

import pytest

from exports.formats.json_format import as_json
from exports.minutes import build_minutes, remaining_follow_ups
from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import MeetingBeforeLastError
from sessions.model import StepStatus
from sessions.queries.since_last import since_last
from workshop.facilitating.telling.joined_lines import before_lines

NAMES = ("Anne", "Bo", "Eva", "Kim")
KEYS = {"g": "goer-det", "s": "sammen", "t": "taet-paa"}


def place(room, people, card, choices):
    for person, letter in zip(people, choices, strict=True):
        room.ask(do.PlaceCard(card, KEYS[letter]), actor=person)


def next_meeting(room, people):
    room.ask(do.CloseWorkshop())
    room.clock.move(days=60)
    room.ask(do.StartMeeting("opfoelgning-60"))
    return [room.join(name) for name in people]


@pytest.fixture
def placed(room):
    """Two initiatives, agreed at the first meeting, and the follow-up begun with one person changed."""
    people = [room.join(name) for name in NAMES]
    room.go_to("skriv-tiltag")
    first, second = room.write("Fast introduktion", people[0]), room.write("Ny vagtplan", people[1])
    room.go_to("placer-alene")
    place(room, people, first, "gggs")
    place(room, people, second, "ssss")
    room.go_to("tal-om-de-delte")
    room.ask(do.AgreePlacement(first, "goer-det"))
    room.ask(do.AgreePlacement(second, "sammen"))
    return first, second, next_meeting(room, ("Anne", "Bo", "Eva", "Ny"))


def agreed(room, card):
    return room.state().cards.get(card).agreed


def test_what_was_agreed_is_hidden_until_the_group_has_placed_again(room, placed):
    first, second, people = placed
    assert agreed(room, first) == "goer-det"
    room.go_to("placer-igen")
    assert (agreed(room, first), agreed(room, second)) == (None, None)
    place(room, people, first, "ggst")
    words, card = load_words("da"), room.state().cards.get(first)
    assert before_lines(room.state(), room.method, card, words) == []
    room.go_to("tal-igen")
    assert before_lines(room.state(), room.method, card, words) == [
        "Sidst: ■ Gør det!",
        "1 af 3, der var med sidst, valgte anderledes.",
    ]
    found = since_last(room.state(), set(KEYS.values()), room.state().cards.get(first))
    # Anne and Bo chose the same as last time, Eva did not; the fourth was not here then.
    assert (found.before, found.meeting, found.moved, found.of) == ("goer-det", 1, 1, 3)
    room.ask(do.AgreePlacement(first, "taet-paa"))
    room.ask(do.CloseWorkshop())
    assert (agreed(room, first), agreed(room, second)) == ("taet-paa", "sammen")


def test_so_few_that_they_would_know_each_others_choice_are_not_told(room, placed):
    first, _, people = placed
    room.go_to("placer-igen")
    place(room, people[:2], first, "gs")
    found = since_last(room.state(), set(KEYS.values()), room.state().cards.get(first))
    assert (found.before, found.moved, found.of) == ("goer-det", 0, 0)


def test_it_is_taken_back_with_the_step_that_opened_it_and_done_once_a_meeting(room, placed):
    first, *_ = placed
    room.go_to("placer-igen")
    room.ask(do.AgreePlacement(first, "taet-paa"))
    room.go_to("tal-igen")
    room.go_to("placer-igen")
    assert agreed(room, first) == "taet-paa"


def test_who_has_seen_the_first_visible_result_stands_in_the_minutes_of_that_meeting(room):
    room.join("Anne")
    step = room.ask(do.AddNextStep("Anne", "Ringer", date(2026, 3, 18), "En liste")).id
    next_meeting(room, ("Anne",))
    room.ask(do.ReviewNextStep(step, StepStatus.UNDER_WAY, seen_by="Vagtholdet"))
    room.ask(do.ReviewNextStep(step, StepStatus.DONE))
    told = as_json(build_minutes(room.state(), room.method, room.clock.now(), "1"))
    assert told["next_steps"][0]["reviews"][0]["seen_by"] == "Vagtholdet"


def test_the_day_that_the_group_agreed_on_is_the_next_follow_up(room):
    room.ask(do.SetNextMeeting(date(2026, 4, 20)))
    days = [(meeting.day, meeting.days) for meeting in remaining_follow_ups(room.state(), room.method)]
    assert days[0] == (date(2026, 4, 20), 47)
    assert len(days) == 3
    assert all(day > date(2026, 4, 20) for day, _ in days[1:])
    room.undo()
    assert remaining_follow_ups(room.state(), room.method)[0].day != date(2026, 4, 20)
    with pytest.raises(MeetingBeforeLastError):
        room.ask(do.SetNextMeeting(date(2020, 1, 1)))


def test_the_day_of_a_meeting_can_be_moved_but_not_before_the_last_one(room):
    first = room.state().workshop
    names = first.title, first.organisation, first.group_name, first.dots, first.max_per_item
    room.ask(do.EditWorkshop(*names, date=date(2026, 3, 9)))
    assert (room.state().workshop.date, room.state().date_of(1)) == (date(2026, 3, 9), date(2026, 3, 9))
    room.ask(do.StartMeeting("opfoelgning", date=date(2026, 4, 20)))
    with pytest.raises(MeetingBeforeLastError):
        room.ask(do.EditWorkshop(*names, date=date(2026, 3, 8)))
    room.ask(do.EditWorkshop(*names, date=date(2026, 4, 21)))
    assert (room.state().date_of(1), room.state().date_of(2)) == (date(2026, 3, 9), date(2026, 4, 21))
    room.undo()
    assert room.state().date_of(2) == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("after", "sheet", "left"),
    [
        (30, "opfoelgning-30", [60, 90]),
        (25, "opfoelgning", [60, 90]),  # held early, it is the one of 30 days all the same
        (0, "opfoelgning-30", [60, 90]),  # what its run sheet asked is not asked again
        (3, "opfoelgning", [30, 60, 90]),
        (60, "opfoelgning-60", [90]),
        (88, "opfoelgning-90", []),
    ],
)
def test_a_follow_up_does_not_propose_the_one_that_it_was(room, after, sheet, left):
    room.ask(do.CloseWorkshop())
    room.clock.move(days=after)
    room.ask(do.StartMeeting(sheet))
    remaining = remaining_follow_ups(room.state(), room.method)
    assert [meeting.days for meeting in remaining] == left


def test_what_a_day_agreed_after_the_last_follow_up_asks_is_the_last_of_the_questions(room):
    room.ask(do.CloseWorkshop())
    room.clock.move(days=92)
    room.ask(do.StartMeeting("opfoelgning-90"))
    room.ask(do.SetNextMeeting(date(2026, 9, 15)))
    told = as_json(build_minutes(room.state(), room.method, room.clock.now(), "1"))["follow_up"]
    assert [meeting["agenda"][0] for meeting in told] == ["Hvad har vi lært?"]


def test_the_welcome_of_a_follow_up_asks_what_every_follow_up_asks(method):
    """The questions of its own are asked where the agreements are gone through."""
    (welcome,) = (each for each in method.activities if each.key == "velkomst-opfoelgning")
    assert not [line for line in welcome.body if any(days in line for days in ("30", "60", "90"))]
