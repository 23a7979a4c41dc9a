"""The audience sees what everybody may see and nothing of the facilitator's, in every state."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from pictures.audience import HIDDEN, WITHDRAWN, view_of, walk
from pictures.played import Played, read_case
from pictures.scenes import danish_time

from prompts.language.words import load_words
from sessions import commands as do
from sessions.queries.carrying import cards_of
from sessions.tallies.tally import tally_card
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Bars,
    Focus,
    Join,
    Lobby,
    Pause,
    Spreads,
    Wall,
    Working,
)
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.screen_in_words import in_words

FACILITATORS = (
    "acts",
    "terminal.help",
    "terminal.run-sheet",
    "terminal.notes",
    "terminal.said",
    "panels.hidden",
    "first-keys",
)
"""Groups of the catalogue whose sentences are for whoever leads."""
BEHIND = ("bagud", "foran", "følger planen", "over 2 t.")
HINTS = ("_tip", "ask_", "_keys", "empty", "begin", "pick_first")
KEYS = re.compile(r"Ctrl\+|\^[a-z]\b|PgDn|\bEsc\b|\bTab\b|\bEnter\b|\bF1\b", re.IGNORECASE)


def texts_of(value: object) -> Iterator[str]:
    """Every text in a picture's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with danish_time():
        room = Played(tmp_path_factory.mktemp("room"), read_case())
        yield room
        room.stop()


@pytest.fixture(scope="module")
def views(played: Played) -> dict[str, AudienceView]:
    return dict(walk(played))


def facilitators_words(played: Played) -> set[str]:
    words, found = load_words("da"), set()
    for activity in played.method.activities:
        notes = activity.notes
        found |= {*notes.say, *notes.watch, notes.when_late, activity.purpose}
    for group in FACILITATORS:
        found |= set(sentences(words, f"{group}."))
    for key, said in words.under("panels.").items():
        if any(hint in key.rsplit(".", 1)[-1] for hint in HINTS):
            found |= set(flat(said))
    for_all = {activity.title for activity in played.method.activities}  # a label may be the same word
    return {text for text in found if len(text) > 3} - for_all


def sentences(words, prefix: str) -> Iterator[str]:
    for said in words.under(prefix).values():
        yield from flat(said)


def flat(said) -> Iterator[str]:
    """A sentence, or each form of one that counts."""
    yield from said.values() if isinstance(said, Mapping) else (said,)


def test_the_walk_comes_to_every_state(played: Played, views: dict[str, AudienceView]) -> None:
    assert len(views) >= 45
    for row in played.state().run_sheet():
        assert f"{row.activity}-begun" in views
    for name in ("lobby-empty", "lobby", "lobby-wifi", "pause-stopped", "pause-over", "end"):
        assert name in views
    for name in ("skriv-tiltag-silent", "skriv-tiltag-shown", "skriv-tiltag-trouble"):
        assert name in views
    assert "tal-om-de-delte-second" in views


def test_nothing_is_the_facilitator_s(played: Played, views: dict[str, AudienceView]) -> None:
    private = facilitators_words(played)
    assert len(private) > 300
    for name, view in views.items():
        shown = list(texts_of(view))
        for text in shown:
            assert not KEYS.search(text), (name, text)
            assert not any(word in text for word in BEHIND), (name, text)
            assert HIDDEN not in text, (name, text)
            assert WITHDRAWN not in text, (name, text)
            assert text not in private, (name, text)
        everything = "\n".join(shown)
        assert not [text for text in private if len(text) > 25 and text in everything], name


@pytest.mark.wide
def test_what_is_hidden_or_taken_back_is_on_no_painted_sheet(views: dict[str, AudienceView]) -> None:
    for name, view in views.items():
        sheet = paint(view, 240, 100).text()
        assert HIDDEN not in sheet, name
        assert WITHDRAWN not in sheet, name
        assert "kun du" not in sheet, name


def test_before_the_reveal_only_counts_are_shown(played: Played, views: dict[str, AudienceView]) -> None:
    written = {card.text for card in played.state().cards} | {row.text for row in played.state().answers}
    written.discard("")  # of the withdrawn card, whose words are gone
    for name, view in views.items():
        if not name.endswith("-silent") or name.startswith(("saml-i-grupper", "stem")):
            continue
        assert isinstance(view.content, Working), name
        assert not written & set(texts_of(view)), name
    silent = views["stem-silent"].content
    assert isinstance(silent, Working)  # proposals are known; what each got is not
    assert [figure.caption for figure in silent.figures] == ["af 12 har stemt"]


def test_while_the_second_round_is_open_nobody_sees_results(views: dict[str, AudienceView]) -> None:
    view = views["tal-om-de-delte-second"]
    assert isinstance(view.content, Working)
    assert view.content.figures[0].caption == "af 12 er færdige med anden runde"


def test_agreement_is_said_in_counts_of_the_latest_round(views: dict[str, AudienceView]) -> None:
    talk, settled = views["tal-om-de-delte-talk"].content, views["tal-om-de-delte-settled"].content
    assert isinstance(talk, Focus)
    assert isinstance(settled, Focus)
    assert re.fullmatch(r"\d+ af \d+ enige|delt (\d+)(–\1)+", talk.verdict)
    assert talk.before == ""
    assert re.fullmatch(r"\d+ af \d+ enige", settled.verdict)
    assert settled.before.startswith("efter anden runde, før ")
    for focus in (talk, settled):
        counts, said = [bar.value for bar in focus.bars], focus.verdict
        told = [int(number) for number in re.findall(r"\d+", said)]
        # A tie names every count that leads; else it is the leading one, of all.
        assert told == (
            [max(counts)] * counts.count(max(counts)) if "delt" in said else [max(counts), sum(counts)]
        )
    assert not [text for view in (talk, settled) for text in texts_of(view) if "%" in text]


def test_the_card_under_the_cursor_is_the_one_under_discussion(tmp_path) -> None:
    room = Played(tmp_path, read_case())
    try:
        room.join()
        room.play_to("tal-om-de-delte")
        person = room.case["participants"][0]["alias"]
        card = room.cards["t3"]
        view = view_of(room, pointed=card)
        assert isinstance(view.content, Focus)
        assert view.content.text == room.state().cards.get(card).text
        # The time for this card goes before that of the activity, as long as one is talked about.
        timed = view_of(room, pointed=card, talk_left=61.2).clock
        assert (timed.digits, timed.label) == ("01:02", "taletid")
        assert view_of(room, pointed=card, talk_left=-3).clock.label == "taletiden er gået"
        assert view_of(room, pointed="board", talk_left=61.2).clock == view.clock
        room.ask(do.HideCard(card, True))
        elsewhere = view_of(room, pointed=card)
        assert isinstance(elsewhere.content, Focus)
        assert elsewhere.content.text != view.content.text
        assert view.content.text not in set(texts_of(elsewhere)), person
    finally:
        room.stop()


def test_few_answers_are_not_spread_out(tmp_path) -> None:
    room = Played(tmp_path, read_case())
    try:
        room.join(3)
        room.play_to("evne")
        room.phones("evne", share=0.25)
        room.ask(do.RevealInput())
        view = view_of(room)
        assert isinstance(view.content, Spreads)
        assert all(not item.counts for item in view.content.items)
    finally:
        room.stop()


def test_a_break_says_when_it_is_over(views: dict[str, AudienceView]) -> None:
    begun, stopped, over = (views[f"pause-{name}"] for name in ("begun", "stopped", "over"))
    assert isinstance(begun.content, Pause)
    assert re.fullmatch(r"Vi begynder igen kl\. \d\d\.\d\d", begun.content.again)
    assert isinstance(stopped.content, Pause)
    assert stopped.content.again == load_words("da")("terminal.clock.paused")
    assert isinstance(over.content, Pause)
    assert over.content.again == "Vi begynder igen nu"
    assert over.clock is not None
    assert over.clock.digits == "00:00"


def test_the_time_a_break_ends_is_that_of_the_wall_clock(tmp_path) -> None:
    with danish_time():
        room = Played(tmp_path, read_case())
        try:
            room.join()
            room.play_to("pause", minutes=0.25)
            row = room.state().current()
            end = (room.clock.now() + timedelta(minutes=row.minutes) - timedelta(seconds=15)).astimezone()
            wanted = (end + timedelta(seconds=(60 - end.second) % 60)).strftime("%H.%M")
            view = view_of(room)
            assert isinstance(view.content, Pause)
            assert view.content.again == f"Vi begynder igen kl. {wanted}"
        finally:
            room.stop()


def test_what_is_parked_stands_there_while_the_group_is_asked_who_takes_it(tmp_path) -> None:
    room = Played(tmp_path, read_case())
    try:
        room.join()
        room.ask(do.ParkItem("Nye stole til mødelokalet", "Lone"))
        room.play_to("afslutning")
        view = view_of(room)
        assert {"Nye stole til mødelokalet", "Lone"} <= set(texts_of(view))
        assert set(room.method.activity("afslutning").body) <= set(texts_of(view))
    finally:
        room.stop()


def test_address_and_code_are_there_in_every_state(views: dict[str, AudienceView]) -> None:
    for name, view in views.items():
        assert view.join.address == "192.168.1.20:8140", name
        assert view.join.code == "KLM274", name


def test_trouble_is_a_calm_sentence(views: dict[str, AudienceView]) -> None:
    assert views["skriv-tiltag-trouble"].notice == load_words("da")("audience.trouble")
    assert "IKKE GEMT" not in "\n".join(texts_of(views["skriv-tiltag-trouble"]))


def test_what_is_on_the_wall_is_what_was_written(played: Played, views: dict[str, AudienceView]) -> None:
    wall = views["skriv-tiltag-shown"].content
    assert isinstance(wall, Wall)
    shown = [item.text for group in wall.groups for item in group.items]
    assert shown == [card["text"] for card in played.case["initiatives"]]


def test_the_activity_s_own_text_is_part_of_every_picture(
    played: Played, views: dict[str, AudienceView]
) -> None:
    """The text of a break is its clock; what introduces the approaches is drawn as their wall."""
    activities = {row.activity: played.method.activity(row.activity) for row in played.state().run_sheet()}
    told = 0
    for name, view in views.items():
        key = next((key for key in activities if name.startswith(f"{key}-")), "")
        if not key or activities[key].pause or key == "fire-tilgange":
            continue
        if view.question != activities[key].prompt:
            continue  # what the text asks is over, or something else is looked at
        told_by_question = {line for line in activities[key].body if line in view.question}
        assert set(activities[key].body) - told_by_question <= set(texts_of(view)), name
        told += 1
    assert told > 25
    assert played.method.before_the_day in set(texts_of(views["lobby"]))


def test_the_question_people_write_about_is_painted(views: dict[str, AudienceView]) -> None:
    view = views["skriv-tiltag-shown"]
    (group,) = view.content.groups
    # The text yields to a long list; beside a few cards there is room for it.
    view = replace(view, content=Wall((replace(group, items=group.items[:3]),)))
    for size in ((80, 24), (120, 30), (240, 60)):
        assert paint(view, *size).text() != paint(replace(view, instruction=()), *size).text(), size
    assert "det næste halve til hele år" in paint(view, 120, 30).text()


def test_a_tie_is_said_as_one(tmp_path) -> None:
    room = Played(tmp_path, read_case())
    try:
        room.join()
        room.play_to("tal-om-de-delte")
        activity = room.method.activity("tal-om-de-delte")
        tallies = [tally_card(room.state(), activity, card) for card in cards_of(room.state(), activity)]
        tied = [row for row in tallies if [each.count for each in row.final].count(row.alike) > 1]
        assert tied
        for row in tied:
            leading = "–".join(str(row.alike) for each in row.final if each.count == row.alike)
            view = view_of(room, pointed=row.card.id)
            assert isinstance(view.content, Focus)
            assert view.content.verdict == f"delt {leading}"
    finally:
        room.stop()


def test_what_there_is_no_room_for_is_counted_in_words(views: dict[str, AudienceView]) -> None:
    sheets = [paint(view, *size).text() for view in views.values() for size in ((80, 24), (40, 12))]
    assert any(re.search(r"og \d+ til", sheet) for sheet in sheets)
    assert not [sheet for sheet in sheets if re.search(r"\+ \d+\s*$", sheet, re.MULTILINE)]


def test_votes_say_what_is_counted_and_a_stopped_break_that_it_is(views: dict[str, AudienceView]) -> None:
    shown = views["stem-shown"].content
    assert isinstance(shown, Bars)
    assert shown.caption == f"{sum(bar.value for bar in shown.bars)} prikker i alt"
    assert load_words("da")("terminal.clock.paused") in texts_of(views["pause-stopped"])


def test_the_network_line_keeps_its_parts_apart(views: dict[str, AudienceView]) -> None:
    assert "12 er med · Kendetegn" in paint(views["lobby-wifi"], 80, 24).text()


def test_every_theme_shows_a_card_where_there_is_a_line_for_it(views: dict[str, AudienceView]) -> None:
    sheet = paint(views["grupper-themes"], 80, 24).text()
    assert "og 2 til" not in sheet.split("Ledelse")[1]
    assert re.search(r"t\d+ ", sheet.split("Øvrigt")[1].split("\n", 1)[1])


def test_cards_are_not_cut_while_lines_are_free(views: dict[str, AudienceView]) -> None:
    rows = paint(views["skriv-tiltag-shown"], 80, 24).text().split("\n")
    band = next(number for number, row in enumerate(rows) if "KLM 274" in row)
    free = sum(not row.strip() for row in rows[band - 6 : band])
    assert free <= 3 or "…" not in "\n".join(rows)


def test_how_many_gave_each_answer_stands_above_the_average(views: dict[str, AudienceView]) -> None:
    view = views["opbakning-shown"]
    assert isinstance(view.content, Spreads)
    page = paint(view, 80, 24)
    rows = page.text().split("\n")
    (only,) = view.content.items
    first, *_, last = (y for y, row in enumerate(rows) if any(label in row for label, _ in only.counts))
    soft = [
        y for y in range(page.height) if any(role == "soft" and text.strip() for text, role in page.runs(y))
    ]
    # The caption, in letters of whatever size, stands below all of them.
    assert not any(first <= y <= last for y in soft)
    assert max(soft) > last


def test_nobody_is_asked_to_write_once_the_input_is_closed(views: dict[str, AudienceView]) -> None:
    told = views["skriv-tiltag-shown"], views["skriv-tiltag-closed"]
    assert [view.question.startswith("Skriv de tiltag") for view in told] == [True, False]
    assert (told[1].question, told[1].form, told[1].instruction) == ("Det har I skrevet", "", ())
    assert views["opbakning-shown"].question == "Sådan svarede I"
    assert views["stem-shown"].question == "Sådan faldt prikkerne"


@pytest.mark.parametrize("key", ["saml-i-grupper", "placer-alene"])
def test_nobody_is_told_how_to_write_once_the_input_is_closed(tmp_path, key) -> None:
    room = Played(tmp_path, read_case())
    try:
        room.join()
        room.ask(do.OpenActivity(next(row.id for row in room.state().run_sheet() if row.activity == key)))
        if key == "saml-i-grupper":
            room.ask(do.RevealInput(False))
        room.ask(do.OpenInput(True))
        asked = view_of(room)
        directions = room.method.activity(key).body
        assert set(directions) <= {*texts_of(asked)}
        room.ask(do.OpenInput(False))
        told = view_of(room)
        assert told.question == load_words()("audience.closed.wait")
        assert not set(directions) & {*texts_of(told)}
        assert told.content.figures == asked.content.figures[:1]
        for columns, rows in ((80, 24), (120, 30), (200, 50)):
            lines = paint(told, columns, rows).text().split("\n")
            assert sum(not line.strip() for line in lines) <= rows / 2
    finally:
        room.stop()


def test_support_is_asked_with_every_number_and_the_agreements(
    played: Played, views: dict[str, AudienceView]
) -> None:
    content = views["opbakning-silent"].content
    assert isinstance(content, Working)
    numbers, agreements = content.groups
    scale = played.method.activity("opbakning").scale
    assert scale is not None
    assert [item.text for item in numbers.items] == [f"{n} {scale.label(n)}" for n in range(5, -1, -1)]
    assert {item.text for item in agreements.items} == {row.what for row in played.state().next_steps}
    for size in ((80, 24), (120, 30)):
        drawn = paint(views["opbakning-silent"], *size).text()
        assert all(item.text[:20] in drawn for item in (*numbers.items, *agreements.items)), drawn


def test_what_was_answered_on_another_scale_stands_by_itself(views: dict[str, AudienceView]) -> None:
    content = views["erkendelser-shown"].content
    assert isinstance(content, Spreads)
    assert all(spread.counts for spread in content.items)
    assert content.beside is not None
    assert all("af 10" in item.text for item in content.beside.items)
    drawn = paint(views["erkendelser-shown"], 120, 30).text()
    assert len(re.findall(r"1 +2 +3 +4 +5", drawn)) == len(content.items)  # every spread has its values


def test_the_second_round_asks_to_place_again_and_names_the_cards(
    played: Played, views: dict[str, AudienceView]
) -> None:
    view = views["tal-om-de-delte-second"]
    assert view.question == "Placér igen. Ret dem, du ser anderledes på nu."
    assert isinstance(view.content, Working)
    texts = {card.text for card in played.state().cards}
    assert all(text.partition(" + ")[0] in texts for text in view.content.items)


def test_no_difference_is_said_of_a_card_that_is_agreed(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        played.join()
        played.play_to("tal-om-de-delte")
        prompt = played.method.activity("tal-om-de-delte").prompt
        activity = played.method.activity("tal-om-de-delte")
        tallies = [tally_card(played.state(), activity, card) for card in cards_of(played.state(), activity)]
        split = next(row.card.id for row in tallies if not row.accepted_at_threshold)
        clear = next(row.card.id for row in tallies if row.accepted_at_threshold)
        assert view_of(played, pointed=split).question == prompt
        assert view_of(played, pointed=clear).question == "Her er de fleste enige. Skal det stå sådan?"
        played.ask(do.AgreePlacement(split, "taet-paa"))
        assert view_of(played, pointed=split).question == "Her har I valgt en tilgang."
    finally:
        played.stop()


def test_cards_are_named_by_the_same_number_on_every_screen(
    played: Played, views: dict[str, AudienceView]
) -> None:
    wall = views["skriv-tiltag-shown"].content
    assert isinstance(wall, Wall)
    cards = {card.text: card.number for card in played.state().cards if card.deck == "initiatives"}
    assert all(item.mark == f"t{cards[item.text]}" for group in wall.groups for item in group.items)
    assert "t7 " in paint(views["skriv-tiltag-shown"], 120, 30).text()


def test_everybody_finds_their_name_in_the_lobby(played: Played, views: dict[str, AudienceView]) -> None:
    names = [entry["alias"] for entry in played.case["participants"]]
    drawn = " ".join(paint(views["lobby"], 120, 30).text().split())
    assert all(name in drawn for name in names), drawn


def test_a_count_of_phones_is_told_as_one_where_some_people_have_none(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        played.join()
        played.play_to("skriv-tiltag")
        captions = [figure.caption for figure in view_of(played).content.figures]
        played.ask(do.AddPerson("Lone"))
        assert [figure.caption for figure in view_of(played).content.figures] == [
            captions[0],  # cards are counted, not people
            f"{captions[1]} (telefoner)",
        ]
    finally:
        played.stop()


def test_a_list_in_the_activity_s_text_is_not_begun_and_left(views: dict[str, AudienceView]) -> None:
    view, text = views["skriv-tiltag-shown"], ("Svar på dem:", "1. Hvad har vi?", "2. Hvad mangler?")
    (group,) = view.content.groups
    view = replace(view, content=Wall((replace(group, items=group.items[:3]),)))
    drawn = [paint(replace(view, instruction=lines), 120, 30).text() for lines in (text, text[:1], ())]
    assert drawn[0] == drawn[1] != drawn[2]


def test_in_words_every_state_says_what_it_shows(views: dict[str, AudienceView]) -> None:
    """All of it but the time, the way in, and what tells the drawing which row it is."""
    for name, view in views.items():
        content = view.content
        if isinstance(content, Focus):
            content = replace(content, key="")
        elif isinstance(content, Lobby):
            content = replace(content, caption="", wifi_caption="", how="")
        shown = set(texts_of(replace(view, content=content, join=Join("", "", "", ""), clock=None, more="")))
        told = in_words(view)
        lines = [line for part in told.parts for line in (part.heading, *part.lines)]
        said = "\n".join((told.above, told.title, told.question, *lines))
        assert {text for text in shown if text not in said} == set(), name
        assert view.join.code not in said, name
        if isinstance(view.content, Wall) and view.content.pointed:
            assert view.content.pointed in lines[:4], "what is talked about comes first"
