"""“Kan vi løfte det?” counts the initiatives in each approach, as the session's own tables have them."""

import io
import re

import pytest
from own_tables import per_approach

from exports.formats import markdown
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds import reflect as plain_reflect
from workshop.terminal.audience.view_of_state import Around, audience_view


class NoReader:
    def start(self):
        pass


@pytest.fixture
def carried(room, crowd, initiatives):
    """Other numbers of answers than of initiatives in every approach, and one initiative in none."""
    room.go_to("fem-spoergsmaal")
    for category, answers in (("goer-det", 3), ("tag-selv", 5), ("taet-paa", 4), ("sammen", 6)):
        for phone in crowd[:answers]:
            room.ask(do.GiveAnswer(category, "works", "Sådan"), phone)
    for card, category in zip(initiatives, ("taet-paa", "taet-paa", "sammen", ""), strict=True):
        room.ask(do.AgreePlacement(card, category))
    return initiatives


def titled(method, path):
    counts = per_approach(path)
    return {known.title: counts.get(known.key, 0) for known in method.categories}, counts.get("", 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (60, 18)])
async def test_the_screen_counts_initiatives(room, carried, at_desk, method, size):
    async with at_desk("opsamling-portefoelje", size=size) as desk:
        wall, painted = desk.read(), desk.painted()
        counts, rest = titled(method, room.path)
        for known in method.categories:
            assert re.search(rf"{known.sign} {known.title} +{counts[known.title]}\b", wall)
            assert re.search(rf"{known.sign} ({known.title} )?{counts[known.title]}\b", painted)
        assert f"Ikke aftalt {rest}" in wall
        total = sum(counts.values()) + rest
        assert f"{total - rest} af {total} er aftalt" in painted
        assert "svar ·" not in painted


async def test_a_placement_agreed_meanwhile_is_counted_at_once(room, carried, at_desk, method):
    async with at_desk("opsamling-portefoelje", size=(120, 30)) as desk:
        room.ask(do.AgreePlacement(carried[3], "goer-det"))
        room.ask(do.HideCard(carried[2]))
        await desk.settle()
        counts, rest = titled(method, room.path)
        for title, count in counts.items():
            assert re.search(rf"{title} +{count}\b", desk.read())
        assert rest == 0
        assert "Ikke aftalt" not in desk.read()


async def test_plain_mode_and_the_minutes_count_the_same(room, carried, at_desk, method):
    async with at_desk("opsamling-portefoelje") as desk:
        out = io.StringIO()
        console = Console(NoReader(), out)
        plain_reflect.show(LineConversation(console, load_words(), desk.app.session))
        console.start()
        console.close()
    counts, rest = titled(method, room.path)
    said = out.getvalue().splitlines()
    assert said == [
        *(f"{title}: {count} tiltag" for title, count in counts.items()),
        f"Ikke aftalt: {rest} tiltag",
    ]
    text = markdown.render(build_minutes(room.state(), method, room.clock.now(), "1")).decode()
    told = re.search(r"Aftalte tilgange: (.*)\.", text)[1]
    assert told.split(" · ") == [
        *(
            f"{known.sign}\N{NO-BREAK SPACE}{known.title} {counts[known.title]}"
            for known in method.categories
        ),
        f"Ikke aftalt {rest}",
    ]


async def test_the_leaders_time_that_the_group_says_it_has_is_held_against_them(
    room, carried, at_desk, method
):
    room.go_to("opsamling-portefoelje")
    room.ask(do.AgreeAnswer("taet-paa", "ledertid", "Højst 1 ad gangen"))
    room.ask(do.AgreeAnswer("sammen", "ledertid", "4"))
    room.ask(do.AgreeAnswer("goer-det", "ledertid", "Det ved vi ikke"))
    counts, _ = titled(method, room.path)
    assert (counts["Tæt på"], counts["Vi gør det sammen"]) == (2, 1)
    told = {
        "Tæt på": "2 tiltag · Ledertid til 1 · 1 for meget",
        "Vi gør det sammen": "1 tiltag · Ledertid til 4",
    }
    async with at_desk("opsamling-portefoelje", size=(120, 40)) as desk:
        wall = desk.read()
        out = io.StringIO()
        console = Console(NoReader(), out)
        plain_reflect.show(LineConversation(console, load_words(), desk.app.session))
        console.start()
        console.close()
    for title, said in told.items():
        assert f"{title}: {said}" in wall
        assert f"{title}: {said}" in out.getvalue()
    assert "Gør det!: 0 tiltag" in out.getvalue()
    bars = {bar.label[2:]: bar.told for bar in seen_by_the_room(room).bars}
    assert bars == {**{title: str(count) for title, count in counts.items()}, **told}
    text = markdown.render(build_minutes(room.state(), method, room.clock.now(), "1")).decode()
    assert "Højst 1 ad gangen" in text
    assert "2 tiltag ligger her" in text
    assert "1 mere, end der er plads til" in text


def seen_by_the_room(room):
    """What stands under the question on the group's screen."""
    words, workshop = load_words(), room.state().workshop
    access = JoinAccess("http://x", workshop.join_secret, workshop.join_code, sign_of("s", words))
    around = Around(access, room.clock.now(), None, "", False)
    return audience_view(room.state(), room.method, words, around).content
