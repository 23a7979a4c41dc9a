"""The cockpit's facts are those of the session's own tables, and it knows nothing of who wrote what."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pictures.audience import view_of
from pictures.cockpit import mark_done
from pictures.played import Played, read_case
from pictures.scenes import danish_time

from prompts.language.words import load_words
from sessions import commands as do
from sessions.model import ActivityStatus
from workshop.facilitating.telling.clock_reading import behind_seconds
from workshop.terminal.audience.audience_view import AudienceView
from workshop.terminal.audience.cell_page import Box, Page
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.cockpit.drawing import draw_notes, draw_side
from workshop.terminal.cockpit.small_picture import draw_small
from workshop.terminal.cockpit.view import CockpitView, GroupScreen
from workshop.terminal.cockpit.viewing import Known, cockpit_view


@pytest.fixture
def played(tmp_path) -> Iterator[Played]:
    with danish_time():
        room = Played(tmp_path, read_case())
        room.join()
        yield room
        room.stop()


def seen(played: Played, **known) -> CockpitView:
    group = GroupScreen(view_of(played), 1, frozen=False)
    fields = {"now": played.clock.now(), "language": "da", "group": group, "connected": 12} | known
    return cockpit_view(played.state(), played.method, Known(**fields))


def minutes_of(text: str) -> int:
    hours, minutes = map(int, text.split("."))
    return 60 * hours + minutes


def test_who_is_missing_are_those_without_a_mark_and_nobody_else(played: Played) -> None:
    played.play_to("skriv-tiltag")
    mark_done(played, 0.6)
    played.ask(do.AddPerson("Uden telefon"))
    view, state = seen(played, writing=3), played.state()
    row = state.current()
    done = {mark.participant for mark in state.done_marks.where("scheduled", row.id) if mark.done}
    phones = [person for person in state.participants if not person.typed_in]
    assert view.people is not None
    assert view.people.missing == tuple(person.alias for person in phones if person.id not in done)
    assert (view.people.done, view.people.total, view.people.writing) == (len(done), len(phones), 3)
    played.ask(do.MarkDone(False), phones[0].id)
    assert phones[0].alias in seen(played).people.missing


def test_nobody_is_waited_for_where_nothing_is_asked(played: Played) -> None:
    assert seen(played).people is None
    played.play_to("pause")
    assert seen(played).people is None


def test_what_waits_is_counted_from_the_tables(played: Played) -> None:
    played.play_to("skriv-tiltag")
    played.phones("skriv-tiltag")
    played.park()
    played.ask(do.ParkItem("Nøglebrikkerne"))
    person = played.case["participants"][0]["alias"]
    for text in ("Et skjult kort", "Et til"):
        played.ask(do.HideCard(played.ask(do.WriteCard(text), person).id, True))
    state = played.state()
    view = seen(played, duplicates=4)
    assert view.pending.hidden == sum(card.hidden for card in state.cards) == 2
    waiting = [row.id for row in state.parked_items if not (row.removed or row.who)]
    assert view.pending.parked == len(waiting) > 0
    assert view.pending.duplicates == 4
    item = state.parked_items.get(waiting[0])
    played.ask(do.EditParkedItem(item.id, item.text, "Lone"))
    assert seen(played).pending.parked == view.pending.parked - 1


def test_the_difference_of_planned_and_expected_is_how_far_behind_the_clock_says(played: Played) -> None:
    played.play_to("fem-spoergsmaal", minutes=20)
    state, now = played.state(), played.clock.now()
    view = seen(played)
    behind = round(behind_seconds(state, now) / 60)
    assert behind > 0
    for row in view.plan.coming:
        assert minutes_of(row.expected) - minutes_of(row.planned) == behind
    assert minutes_of(view.plan.end.expected) - minutes_of(view.plan.end.planned) == behind
    rows = [row for row in state.run_sheet() if row.status is ActivityStatus.WAITING]
    assert [row.title for row in view.plan.coming] == [played.method.activity(r.activity).title for r in rows]
    lengths = [
        minutes_of(b.expected) - minutes_of(a.expected)
        for a, b in zip(view.plan.coming, view.plan.coming[1:], strict=False)
    ]
    assert lengths == [row.minutes for row in view.plan.coming[:-1]]


def test_a_skipped_activity_takes_no_time_and_added_minutes_do(played: Played) -> None:
    played.play_to("tal-om-de-delte", minutes=1)
    before = seen(played).plan
    sheet = played.state().run_sheet()
    pause = next(row for row in sheet if row.activity == "pause")
    played.ask(do.SkipActivity(pause.id))
    played.ask(do.ExtendTime(4))
    after = seen(played).plan
    titles = [row.title for row in after.coming]
    assert played.method.activity("pause").title not in titles
    assert minutes_of(after.end.expected) - minutes_of(before.end.expected) == 4 - pause.minutes


def test_going_back_leaves_the_plan_as_it_was(played: Played) -> None:
    played.play_to("tjek-ind")
    played.clock.move(minutes=3)
    before = seen(played).plan
    played.ask(do.OpenPrevious())
    played.clock.move(seconds=1)
    after = seen(played).plan
    planned = {row.title: row.planned for row in (after.current, *after.coming)}
    assert planned[before.current.title] == before.current.planned
    assert [planned[row.title] for row in before.coming] == [row.planned for row in before.coming]
    assert after.end.planned == before.end.planned
    late = minutes_of(after.end.expected) - minutes_of(after.end.planned)
    assert abs(late - behind_seconds(played.state(), played.clock.now()) / 60) <= 1


def test_in_the_lobby_the_times_are_those_of_beginning_now(played: Played) -> None:
    view = seen(played)
    now = played.clock.now().astimezone()
    assert view.plan.current is None
    assert view.plan.coming[0].expected == view.plan.coming[0].planned == f"{now:%H.%M}"
    total = sum(row.minutes for row in played.state().run_sheet())
    assert view.plan.end.expected == f"{now + timedelta(minutes=total):%H.%M}"


def test_the_plan_counts_from_the_hour_the_meeting_was_to_begin_at(played: Played) -> None:
    now = played.clock.now().astimezone()
    hour = now - timedelta(minutes=12)
    assert played.state().workshop.date == now.date()
    played.ask(do.DescribeMeeting(hours=f"{hour:%H.%M}-16"))
    first = seen(played).plan.coming[0]
    assert (first.planned, first.expected) == (f"{hour:%H.%M}", f"{now:%H.%M}")
    played.play_to("velkomst")
    assert round(behind_seconds(played.state(), now) / 60) == 12
    plan = seen(played).plan
    assert plan.current is not None
    assert minutes_of(plan.coming[0].expected) - minutes_of(plan.coming[0].planned) == 12 == plan.behind
    played.ask(do.DescribeMeeting(hours="hele dagen"))
    assert seen(played).plan.behind == 0


def test_while_only_counts_are_shown_the_notes_may_have_more_room(played: Played) -> None:
    played.play_to("skriv-tiltag")
    assert seen(played).only_counts
    played.ask(do.RevealInput())
    assert not seen(played).only_counts


def test_nothing_tells_who_wrote_what_or_when(played: Played) -> None:
    played.play_to("opbakning")
    played.phones("opbakning")
    written = {card.text for card in played.state().cards} | {row.text for row in played.state().answers}
    fields = {field.name for field in dataclasses.fields(CockpitView)}
    assert fields == {
        *("group", "plan", "people", "pending", "health", "title", "purpose", "notes", "only_counts")
    }
    view = dataclasses.replace(seen(played), group=GroupScreen(None, 1, frozen=False))
    everything = repr(view)
    assert not [text for text in written if text in everything]
    assert "author" not in everything
    assert not [each for each in vars_of(view) if isinstance(each, datetime)]


def vars_of(value) -> Iterator[object]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from vars_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from vars_of(each)
    else:
        yield value


@pytest.mark.parametrize("size", [(30, 12), (42, 22), (72, 40)])
def test_everything_at_a_glance_is_drawn_whatever_the_size(played: Played, size) -> None:
    played.play_to("skriv-tiltag", minutes=9)
    mark_done(played, 0.6)
    played.park()
    words = load_words("da")
    view = seen(played, writing=2, alarm="Disken er næsten fuld.", connected=11)
    pressed = draw_side(seen(played, pressed=True), words, 42, 30).text()
    assert words("cockpit.pressed") in pressed
    sheet = draw_side(view, words, *size).text()
    for said in (
        "Gruppen ser",
        "7 af 12 har trykket",
        "parkeret p",
        "11 af 12",
        "1 er væk",
        "Disken er næsten",
    ):
        assert said in sheet, (said, sheet)
    assert view.plan.coming[0].expected in sheet
    notes = draw_notes(view, words, 56, 7).text()
    assert view.notes.say[0].split()[0] in notes
    assert "f viser alle noter" in notes


def test_a_name_is_no_markup_and_no_control_byte(played: Played) -> None:
    played.play_to("skriv-tiltag")
    played.ask(do.JoinWorkshop("x", "hash of x", "[red]\x1b[2JEva\nBo"), "x")
    sheet = draw_side(seen(played), load_words("da"), 60, 30).text()
    assert "\x1b" not in sheet
    assert "[red]" in sheet


@pytest.mark.parametrize("screen", [(80, 24), (200, 50)])
def test_the_picture_has_the_words_of_the_groups_screen_and_no_others(played: Played, screen) -> None:
    played.play_to("grupper")
    played.cluster()
    pointed = next(
        card for card in reversed(tuple(played.state().cards)) if card.theme and not card.merged_into
    )
    for view in (view_of(played, pointed=pointed.id), *_later(played)):
        page = paint(view, *screen)
        read = [_squeezed(said.text) for said in page.said]
        sheet = Page(40, 12)
        draw_small(sheet, Box(0, 0, 40, 12), GroupScreen(view, 1, False, *screen), load_words("da"))
        for shown in sheet.said[:-1]:
            if "linje" in shown.text and shown.role == "soft":
                continue  # how many more there are
            begun = _squeezed(shown.text.removesuffix("…"))
            assert any(begun in text or begun.startswith(text) for text in read), (shown, page.text())
        large = next((said.text for said in page.said if said.part == "card"), "")
        if large:
            assert _squeezed(large) in _squeezed(sheet.text()), sheet.text()
        assert "KLM 274" in sheet.text().split("\n")[-1]


def _later(played: Played) -> Iterator[AudienceView]:
    """Where the group looks at one thing among others, at numbers, and at what all of them do."""
    for key in ("tal-om-de-delte", "pause", "stem"):
        played.play_to(key)
        yield view_of(played)
    played.phones("stem")
    played.ask(do.RevealInput())
    yield view_of(played)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_what_the_picture_has_no_room_for_is_counted(played: Played) -> None:
    played.play_to("grupper")
    view, sheet = view_of(played), Page(40, 9)
    draw_small(sheet, Box(0, 0, 40, 9), GroupScreen(view, 1, False), load_words("da"))
    cards = [said for said in paint(view, 120, 30).said if said.text.removeprefix("· ").startswith("t")]
    shown = [row for row in sheet.text().split("\n") if row.startswith("t")]
    told = next(row for row in sheet.text().split("\n") if row.startswith("… og"))
    assert int(told.split()[2]) == len(cards) - len(shown) > 0


@pytest.mark.parametrize("size", [(32, 18), (42, 22), (50, 30)])
def test_those_who_have_not_pressed_done_are_named_whole_or_counted(played: Played, size) -> None:
    played.play_to("skriv-tiltag")
    mark_done(played, 0.3)
    view = seen(played)
    assert view.people is not None
    sheet = draw_side(view, load_words("da"), *size).text()
    told = sheet[sheet.index("Ikke endnu: ") :].split("\n\n")[0].split("Venter på")[0]
    # No name goes over the end of a line.
    rows = [row.strip().removeprefix("Ikke endnu: ") for row in told.split("\n") if row.strip()]
    pieces = [piece.strip() for row in rows for piece in row.split(",") if piece.strip()]
    named = [piece for piece in pieces if not piece.endswith(" til")]
    left = [int(piece.split()[1]) for piece in pieces if piece.endswith(" til")]
    assert set(named) <= set(view.people.missing)
    assert len(named) + sum(left) == len(view.people.missing)
    assert f"{view.people.done} af {view.people.total} har trykket færdig" in sheet


def test_the_lobbys_picture_shows_the_code(played: Played) -> None:
    for size in ((32, 16), (50, 24), (50, 30)):
        picture = draw_side(seen(played), load_words("da"), *size).text().split("Kl. ")[0]
        assert "KLM 274" in picture, picture


@pytest.mark.parametrize("cells", [42, 50])
def test_a_step_in_the_plan_is_cut_between_words(played: Played, cells: int) -> None:
    view = seen(played)
    sheet = draw_side(view, load_words("da"), cells, 60).text()
    for row in view.plan.coming:
        line = next(line for line in sheet.split("\n") if row.expected in line)
        named = re.split(r"\s{2,}|\s\d+ min", line.split(row.expected, 1)[1].strip())[0]
        kept = named.removesuffix("…")
        if kept != named:
            assert row.title.startswith(kept.strip()), line
            assert kept.endswith(" ") or " " not in kept, line


def test_what_follows_a_break_begins_when_the_group_was_told(played: Played) -> None:
    played.clock.move(seconds=17)
    played.play_to("pause")
    told = view_of(played).content.again
    assert seen(played).plan.coming[0].expected in told
