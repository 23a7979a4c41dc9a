"""Four meetings of one case over half a year: every figure equals one reckoned by hand.

| no. | agreed in | about | date    | 2nd meeting (April)      | 3rd (June)         | 4th (September)    |
|-----|-----------|-------|---------|--------------------------|--------------------|--------------------|
| 1   | 1         | intro | 1 Apr   | done                     |                    |                    |
| 2   | 1         | plan  | 20 Mar  | under way, to 1 June     | done               |                    |
| 3   | 1         | –     | none    | not begun                | not begun          | not begun          |
| 4   | 1         | plan  | 15 Apr  | stopped                  |                    |                    |
| 5   | 2         | intro | 10 May  |                          | under way          | not touched        |
| 6   | 3         | staff | 1 July  |                          |                    | under way, 1 Oct   |

Intro was agreed *Gør det!* and moved to *Tæt på* at the third meeting; plan is *Vi gør det sammen*; staff
came from a group that joined late, before the third meeting, and was agreed *Tag selv* there.

Five people said how able the group is: 8, 7, 7, 6, 7 to each of three statements at the first meeting, and
5, 5, 6, 4, 5 at the third.
"""

from datetime import date

import pytest

from exports.formats.json_format import as_json
from exports.formats.markdown import render
from exports.minutes import build_minutes
from exports.options import Options, Version
from sessions import commands as do
from sessions.model import StepStatus

PEOPLE = ("Anne", "Bo", "Eva", "Kim")
UNDER_WAY, DONE, STOPPED, WAITING = (
    StepStatus.UNDER_WAY,
    StepStatus.DONE,
    StepStatus.STOPPED,
    StepStatus.NOT_STARTED,
)


@pytest.fixture
def case(room):
    """The room after the fourth meeting."""
    people = [room.join(name) for name in PEOPLE]
    rate_ability(room, (*people, room.join("Lis")), (8, 7, 7, 6, 7))
    room.go_to("skriv-tiltag")
    intro, plan = room.write("Fast introduktion", people[0]), room.write("Ny vagtplan", people[1])
    room.go_to("placer-alene")
    for person in people:
        room.ask(do.PlaceCard(intro, "goer-det"), actor=person)
        room.ask(do.PlaceCard(plan, "sammen"), actor=person)
    room.go_to("tal-om-de-delte")
    room.ask(do.AcceptAgreed())
    steps = [
        agree(room, "Anne", "Holder kursus", date(2026, 4, 1), intro),
        agree(room, "Bo", "Skriver udkast", date(2026, 3, 20), plan),
        agree(room, "Eva", "Rydder op", None),
        agree(room, "Kim", "Spørger alle", date(2026, 4, 15), plan),
    ]
    begin(room, 42, "opfoelgning-30")
    review(room, steps[0], DONE, seen_by="Vagtholdet")
    review(room, steps[1], UNDER_WAY, due=date(2026, 6, 1))
    review(room, steps[2], WAITING)
    review(room, steps[3], STOPPED, "Det var ikke nødvendigt")
    steps.append(agree(room, "Anne", "Finder en makker", date(2026, 5, 10), intro))
    begin(room, 60, "opfoelgning-60")
    sent = (do.SentCard(1, "Makker til nye", "", "sammen", "", (("sammen", 5), ("tag-selv", 1))),)
    room.ask(do.JoinGroup("abc", "Personalet", "initiatives", sent))
    staff = next(card.id for card in room.state().cards if card.origin)
    review(room, steps[1], DONE)
    review(room, steps[2], WAITING)
    review(room, steps[4], UNDER_WAY)
    again = [room.join(name) for name in (*PEOPLE[:3], "Ny")]
    rate_ability(room, (*again, room.join("Lis")), (5, 5, 6, 4, 5))
    room.go_to("placer-igen")
    for person, choice in zip(again, ("taet-paa", "taet-paa", "goer-det", "taet-paa"), strict=True):
        room.ask(do.PlaceCard(intro, choice), actor=person)
        room.ask(do.PlaceCard(plan, "sammen"), actor=person)
        room.ask(do.PlaceCard(staff, "tag-selv"), actor=person)
    room.go_to("tal-igen")
    room.ask(do.AcceptAgreed())
    steps.append(agree(room, "Bo", "Finder makkere", date(2026, 7, 1), staff))
    third = as_json(build_minutes(room.state(), room.method, room.clock.now(), "1"))
    begin(room, 90, "opfoelgning-90")
    review(room, steps[2], WAITING)
    review(room, steps[5], UNDER_WAY, due=date(2026, 10, 1))
    return room, third


def rate_ability(room, people, values):
    room.go_to("evne")
    for person, value in zip(people, values, strict=True):
        for statement in room.method.activity("evne").statements:
            room.ask(do.GiveRating(statement.key, value), actor=person)
    room.ask(do.RevealInput(True))


def agree(room, who, what, due, card=None):
    return room.ask(do.AddNextStep(who, what, due, "En liste", card=card)).id


def begin(room, days, sheet):
    room.ask(do.CloseWorkshop())
    room.clock.move(days=days)
    room.ask(do.StartMeeting(sheet))


def review(room, step, status, learning="", **more):
    room.ask(do.ReviewNextStep(step, status, learning, **more))


def tally(agreed, done, stopped, still, dated, held, moved, late):
    return {
        "agreed": agreed,
        "done": done,
        "stopped": stopped,
        "open": still,
        "dated": dated,
        "held": held,
        "moved": moved,
        "late": late,
    }


def test_every_figure_over_four_meetings_is_the_one_reckoned_by_hand(case):
    room, third = case
    told = as_json(build_minutes(room.state(), room.method, room.clock.now(), "1"))
    found = told["outcome"]
    assert found["all"] == tally(6, 2, 1, 3, dated=5, held=1, moved=2, late=1)
    assert found["by_meeting"] == [
        {"meeting": 1, **tally(4, 2, 1, 1, dated=3, held=1, moved=1, late=0)},
        {"meeting": 2, **tally(1, 0, 0, 1, dated=1, held=0, moved=0, late=1)},
        {"meeting": 3, **tally(1, 0, 0, 1, dated=1, held=0, moved=1, late=0)},
    ]
    assert found["by_approach"] == [
        # When these two were agreed, in March and April, the introduction was *Gør det!*; it moved in June.
        {"approach": "goer-det", **tally(2, 1, 0, 1, dated=2, held=1, moved=0, late=1)},
        {"approach": "tag-selv", **tally(1, 0, 0, 1, dated=1, held=0, moved=1, late=0)},
        {"approach": "sammen", **tally(2, 1, 1, 0, dated=2, held=0, moved=1, late=0)},
        {"approach": None, **tally(1, 0, 0, 1, dated=0, held=0, moved=0, late=0)},
    ]
    assert found["stuck"] == [{"number": 3, "since_meeting": 1}]
    (ability,) = told["beliefs"]
    assert ability["activity"] == "evne"
    assert [(each["meeting"], each["n"], each["mean"]) for each in ability["meetings"]] == [
        (1, 15, 7.0),
        (3, 15, 5.0),
    ]
    spread = [{int(value): n for value, n in each["counts"].items() if n} for each in ability["meetings"]]
    assert spread == [{6: 3, 7: 9, 8: 3}, {4: 3, 5: 9, 6: 3}]
    by_text = {row["text"]: row for row in third["initiatives"]}
    # Anne and Bo moved intro, Eva did not; Kim was gone, and "Ny" was not there before.
    assert by_text["Fast introduktion"]["placed_before"] == {
        "agreed": "goer-det",
        "meeting": 1,
        "moved": 2,
        "of": 3,
    }
    assert by_text["Ny vagtplan"]["placed_before"] == {"agreed": "sammen", "meeting": 1, "moved": 0, "of": 3}
    assert [by_text[text]["agreed"] for text in by_text] == ["taet-paa", "sammen", "tag-selv"]
    assert by_text["Makker til nye"]["groups"] == [
        {"group": "Personalet", "number": 3, "agreed": "sammen", "counts": {"sammen": 5, "tag-selv": 1}}
    ]


def test_the_history_tells_the_latest_changes_first_and_everything_that_was_said(case):
    room, _ = case
    options = Options(Version.HISTORY)
    text = render(build_minutes(room.state(), room.method, room.clock.now(), "1", options)).decode()
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == [
        "## Ændret siden sidst",
        "## Hvad der blev ud af det",
        "## Aftalerne og deres historie",
        "## Møderne",
    ]
    since = text.split("\n## ")[1]
    assert "Finder makkere" in since
    assert "Holder kursus" not in since
    assert "Vagtholdet" in text
    assert "Det var ikke nødvendigt" in text
    outcome = text.split("\n## ")[2]
    assert "Rydder op" in outcome
    assert not any(name in outcome for name in PEOPLE)


def test_what_had_no_date_is_told_without_one_and_what_was_seen_as_a_part_of_the_line(case):
    room, _ = case
    options = Options(Version.HISTORY)
    text = render(build_minutes(room.state(), room.method, room.clock.now(), "1", options)).decode()
    assert "| uden tilgang | 1 | 0 | 0 | 1 | – | – | 0 |" in text
    assert "| uden tilgang | Åbne 1 | 1 |" in text
    assert "Første synlige resultat set af Vagtholdet" in text
    assert "Vagtholdet. ·" not in text
