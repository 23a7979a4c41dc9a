"""Minutes of a workshop that joined groups: what came along is not told as written by the group."""

from exports.formats.markdown import render
from exports.minutes import build_minutes
from sessions import commands as do


def summary(room):
    text = render(build_minutes(room.state(), room.method, room.clock.now(), "1")).decode()
    return text.split("## I tal")[1].split("\n## ")[0]


def join(room, group, *texts):
    cards = tuple(do.SentCard(n, text) for n, text in enumerate(texts, start=1))
    room.ask(do.JoinGroup(f"source of {group}", group, "initiatives", cards))


def test_what_groups_brought_and_what_was_written_are_told_apart(room):
    join(room, "Nord", "Ny vagtplan", "Færre møder")
    join(room, "Syd", "Ny vagtplan hos os")
    told = summary(room)
    assert "3 tiltag kom med fra grupperne: Nord 2 · Syd 1." in told
    assert "Gruppen skrev" not in told
    room.go_to("skriv-tiltag")
    room.write("Fast introduktion", room.join("Anne"))
    first, _, third, _ = sorted(room.state().cards, key=lambda card: card.number)
    room.ask(do.MergeCards(first.id, (third.id,)))
    told = summary(room)
    assert "3 tiltag kom med fra grupperne: Nord 2 · Syd 1. Gruppen skrev 1 tiltag." in told
    assert "Da ens tiltag var slået sammen, var der 3." in told


def test_of_many_groups_only_their_number_is_told(room):
    for number in range(7):
        join(room, f"Hold {number}", "Ny vagtplan")
    assert "7 tiltag kom med fra 7 grupper." in summary(room)


def test_what_a_group_agreed_is_counted_whatever_a_later_meeting_placed(room):
    """Only what was placed was counted: a group seemed to have agreed less from meeting to meeting."""
    cards = tuple(do.SentCard(n, f"Tiltag {n}", agreed="sammen") for n in (1, 2))
    room.ask(do.JoinGroup("source", "Nord", "initiatives", cards))
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning-60", None, ()))
    people = [room.join(name) for name in ("Anne", "Bo", "Carl")]
    room.go_to("placer-igen")
    first, second = sorted(room.state().cards, key=lambda card: card.number)
    for person in people:
        room.ask(do.PlaceCard(first.id, "goer-det"), actor=person)
    room.ask(do.PlaceCard(second.id, "goer-det"), actor=people[0])
    text = render(build_minutes(room.state(), room.method, room.clock.now(), "1")).decode()
    assert "| Nord | 0 | 0 | 0 | 2 | 0 |" in text
    assert "3 af 3" in text
    assert "0 af 0" not in text
