"""Who “has answered” has answered everything, as the session's own tables say; round two counts alone."""

import io
import re
import sqlite3
from contextlib import closing

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds import place as plain_place
from workshop.plain.kinds import rate as plain_rate


class NoReader:
    def start(self):
        pass


def said_by(kind, session):
    out = io.StringIO()
    console = Console(NoReader(), out)
    kind.show(LineConversation(console, load_words(), session))
    console.start()
    console.close()
    return out.getvalue()


def complete(path, query, wanted):
    """How many participants have as many rows as there are things to answer."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        return sum(count == wanted for (count,) in file.execute(query).fetchall())


RATED = "SELECT count(*) FROM ratings GROUP BY participant"
PLACED = "SELECT count(*) FROM placements WHERE placement_round = {} GROUP BY participant"


@pytest.mark.parametrize("whole", [0, 1, 4])
async def test_who_has_rated_one_statement_of_three_has_not_answered(room, crowd, at_desk, whole):
    room.go_to("evne")
    statements = [statement.key for statement in room.method.activity("evne").statements]
    for number, phone in enumerate(crowd):
        for statement in statements[: len(statements) if number < whole else 1]:
            room.ask(do.GiveRating(statement, 5), phone)
    async with at_desk("evne", size=(120, 30)) as desk:
        done = complete(room.path, RATED, len(statements))
        assert done == whole
        assert f"{done} af {len(crowd)} har svaret på alt" in desk.painted()
        assert f"{done} af {len(crowd)} har svaret på alt" in said_by(plain_rate, desk.app.session)


async def test_round_two_counts_what_was_placed_in_round_two(room, crowd, initiatives, at_desk):
    room.go_to("placer-alene")
    for phone in crowd:
        for card in initiatives:
            room.ask(do.PlaceCard(card, "sammen"), phone)
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        room.ask(do.StartSecondRound())
        for number, phone in enumerate(crowd[:3]):
            for card in initiatives if number else initiatives[:1]:
                room.ask(do.PlaceCard(card, "taet-paa"), phone)
        await desk.settle()
        done = complete(room.path, PLACED.format(2), len(initiatives))
        told = f"Anden runde: {done} af {len(crowd)} er færdige, 1 er i gang"
        assert told in desk.painted()
        assert told in said_by(plain_place, desk.app.session)


async def test_one_of_six_is_singular(room, crowd, at_desk):
    room.go_to("skriv-tiltag")
    room.ask(do.MarkDone(True), crowd[0])
    async with at_desk("skriv-tiltag", size=(120, 30)) as desk:
        assert f"1 af {len(crowd)} er færdig " in desk.painted()
        assert re.search(rf"\baf {len(crowd)} er færdig\b", desk.read())


async def test_one_theme_is_a_theme(room, initiatives, at_desk):
    room.go_to("grupper")
    room.ask(do.NameTheme("Hverdag", initiatives[:1]))
    async with at_desk("grupper", size=(120, 30)) as desk:
        assert re.search(r"· 1 tema\b", desk.painted())
