"""How the group saw itself at the start stands beside what it has seen since, on every face."""

import io

import pytest

from exports.formats import markdown
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.queries.comparing import held_beside
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds import rate as plain_rate
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.view_of_state import Around, audience_view

TEXT = "Vi holder fast, til det nye er blevet en vane."


class NoReader:
    def start(self):
        pass


def rate(room, activity, values, people):
    room.go_to(activity)
    for person, value in zip(people, values, strict=True):
        for statement in room.method.activity(activity).statements:
            room.ask(do.GiveRating(statement.key, value), person)
    room.ask(do.RevealInput())


@pytest.fixture
def rated(room, crowd):
    rate(room, "evne", (8, 7, 7, 6, 8, 6), crowd)  # a whole mean keeps its decimal
    rate(room, "erkendelser", (4, 4, 5, 3, 4, 5), crowd)
    return crowd


def means(room, activity):
    """The mean of the first statement in each meeting, from the session's own ratings."""
    statement = room.method.activity(activity).statements[-2].key
    found = {}
    for row in room.state().scheduled:
        values = [r.value for r in room.state().ratings if (r.scheduled, r.statement) == (row.id, statement)]
        if row.activity == activity and values:
            found[row.meeting] = f"{sum(values) / len(values):.1f}".replace(".", ",")
    return [found[meeting] for meeting in sorted(found)]


async def test_the_last_screen_holds_both(room, rated, at_desk):
    told = f"snit {means(room, 'evne')[0]} af 10"
    async with at_desk("erkendelser", size=(120, 40)) as desk:
        wall, out = desk.read(), io.StringIO()
        console = Console(NoReader(), out)
        plain_rate.show(LineConversation(console, load_words(), desk.app.session))
        console.start()
        console.close()
    assert told in wall
    assert "Hvor gode er vi til at implementere?" in wall
    assert f"{TEXT} {told}" in out.getvalue()
    words, workshop = load_words(), room.state().workshop
    access = JoinAccess("http://x", workshop.join_secret, workshop.join_code, sign_of("s", words))
    around = Around(access, room.clock.now(), None, "", False)
    view = audience_view(room.state(), room.method, words, around)
    spreads = view.content
    assert f"{told} · {TEXT}" in [each.text for each in spreads.beside.items]
    assert paint(view, 60, 18).text().count(" af 10 · ") == len(spreads.beside.items)  # no digit is cut
    assert TEXT not in [each.text for each in spreads.items]  # answered on another scale


def test_nothing_is_held_beside_the_start_itself(room, rated):
    (row,) = [each for each in room.state().scheduled if each.activity == "evne"]
    assert held_beside(room.state(), room.method, row) == ()


def test_what_too_few_said_is_not_told(room, crowd):
    rate(room, "evne", (8, 7), crowd[:2])
    rate(room, "erkendelser", (4, 4, 5, 3, 4, 5), crowd)
    assert held_beside(room.state(), room.method, room.state().current()) == ()


def test_a_follow_up_asks_again_and_the_minutes_hold_it_against_the_first_time(room, rated):
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    people = [room.join(f"igen{number}") for number in range(6)]
    rate(room, "evne", (6, 6, 6, 6, 6, 5), people)
    rate(room, "erkendelser", (5, 5, 5, 5, 4, 5), people)
    then, now = means(room, "evne")
    text = markdown.render(build_minutes(room.state(), room.method, room.clock.now(), "1")).decode()
    assert "Til sammenligning: Hvor gode er vi til at implementere? (gennemsnit, skalaen går til 10)" in text
    assert f"| {TEXT} | {then} | {now} |" in text
    before, after = means(room, "erkendelser")
    statement = "Flere steder skal vi have mere viden og flere ressourcer til at implementere."
    assert f"| {statement} | {before} | {after} |" in text
