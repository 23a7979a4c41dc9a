"""Minutes of groups that were joined and of follow-ups make the same workshop again, too."""

from __future__ import annotations

from datetime import date

import pytest

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from sessions import commands as do
from sessions.model import StepStatus, WorkshopStatus
from sessions.storage.store import read_state
from workshop.archive.importing import import_minutes

PEOPLE = ("Anne", "Bo", "Eva", "Kim")


def place(room, people, card, choices):
    for person, choice in zip(people, choices, strict=True):
        room.ask(do.PlaceCard(card, choice), actor=person)


def first_meeting(room):
    """Two initiatives of this group's, and what two other groups sent, one of them merged here."""
    people = [room.join(name) for name in PEOPLE]
    room.go_to("skriv-tiltag")
    intro, plan = room.write("Fast introduktion", people[0]), room.write("Ny vagtplan", people[1])
    for source, name, text, counts in (
        ("abc", "Personalet", "Makker til nye", (("sammen", 5), ("tag-selv", 1))),
        ("def", "Nord", "Introduktion for alle", (("goer-det", 3),)),
    ):
        sent = do.SentCard(1, text, "", counts[0][0], "", counts)
        room.ask(do.JoinGroup(source, name, "initiatives", (sent,)))
    staff, north = (card.id for card in room.state().cards if card.origin)
    room.go_to("grupper")
    room.ask(do.MergeCards(intro, (north,)))
    room.go_to("placer-alene")
    place(room, people, intro, ("goer-det", "goer-det", "goer-det", "sammen"))
    place(room, people, plan, ("sammen",) * 4)
    place(room, people, staff, ("tag-selv", "sammen", "sammen", "sammen"))
    room.go_to("tal-om-de-delte")
    room.ask(do.AcceptAgreed())
    step = room.ask(do.AddNextStep("Anne", "Holder kursus", date(2026, 4, 1), "En liste", card=intro)).id
    return intro, staff, step


def follow_up(room, step):
    """A meeting that reviews, and has begun to place again."""
    room.ask(do.CloseWorkshop())
    room.clock.move(days=60)
    room.ask(do.StartMeeting("opfoelgning-60"))
    people = [room.join(name) for name in ("Anne", "Bo", "Eva", "Ny")]
    room.ask(do.ReviewNextStep(step, StepStatus.UNDER_WAY, due=date(2026, 6, 1), category="sammen"))
    room.go_to("placer-igen")
    return people


def groups(room):
    first_meeting(room)


def written_under_its_name(room):
    """The facilitator writes a card under a group's name, and merges what the group sent into it."""
    first_meeting(room)
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCards(("Nord siger det samme",), origin="Nord"))
    written = next(card.id for card in room.state().cards if card.text.startswith("Nord siger"))
    sent = do.SentCard(2, "Det samme", "", "sammen", "", (("sammen", 4),))
    room.ask(do.JoinGroup("def", "Nord", "initiatives", (sent,)))
    brought = next(card.id for card in room.state().cards if card.text == "Det samme")
    room.ask(do.MergeCards(written, (brought,)))


def next_date(room):
    first_meeting(room)
    room.ask(do.SetNextMeeting(date(2026, 4, 20)))


def placed_again(room):
    intro, staff, step = first_meeting(room)
    people = follow_up(room, step)
    place(room, people, intro, ("goer-det", "goer-det", "taet-paa", "taet-paa"))
    place(room, people[:2], staff, ("sammen", "sammen"))
    room.go_to("tal-igen")
    room.ask(do.AgreePlacement(intro, "taet-paa"))
    room.ask(do.AddNextStep("Bo", "Finder makkere", date(2026, 7, 1), "To par", card=staff))
    room.ask(do.CloseWorkshop())


def other_categories(room):
    """A pack that places the same initiatives in categories of its own."""
    intro, staff, _ = first_meeting(room)
    people = [person.id for person in room.state().participants]
    room.ask(do.AddActivity("fase-placer", 10))
    room.go_to("fase-placer")
    place(room, people, intro, ("fase-udforsk", "fase-begynd", "fase-begynd", "fase-begynd"))
    place(room, people, staff, ("fase-fuld",) * 4)
    room.ask(do.AddActivity("fase-tal", 10))
    room.go_to("fase-tal")
    room.ask(do.AgreePlacement(intro, "fase-begynd"))


@pytest.mark.parametrize("make", [groups, written_under_its_name, next_date, placed_again, other_categories])
def test_export_import_export_is_the_same_byte_for_byte(tmp_path, room, make):
    make(room)
    if room.state().workshop.status is not WorkshopStatus.CLOSED:
        room.ask(do.CloseWorkshop())
    made = room.clock.now()

    def told(state):
        minutes = build_minutes(state, room.method, made, "1")
        return json_format.render(minutes).decode(), markdown.render(minutes).decode()

    before, text = told(room.state())
    file = tmp_path / "referat.json"
    file.write_text(before, encoding="utf-8")
    state = read_state(import_minutes(file, tmp_path / "sessions"))
    after, again = told(state)
    assert after.splitlines() == before.splitlines()
    assert again.splitlines() == text.splitlines()
