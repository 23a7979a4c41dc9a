"""A vote may be held on what another activity came to: the most chosen are chosen among once more."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest
from rooms import Rooms
from shown_and_written import minutes_of, painted

from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.errors import UnknownCardError
from sessions.queries.carrying import cards_of, ranked_cards

AGAIN = """
[[activities]]
key = "risiko-stem-igen"
kind = "vote"
deck = "risici"
input = "risiko-stem"
most = 2

[[run_sheets]]
"""


@pytest.fixture
def room(tmp_path: Path, clock):
    shipped = Path(str(resources.files("prompts"))) / "methods" / "risikovaerksted"
    folder = Path(shutil.copytree(shipped, tmp_path / "igen", ignore=shutil.ignore_patterns("??.toml")))
    structure = (folder / "method.toml").read_text(encoding="utf-8")
    structure = structure.replace("[[run_sheets]]\n", AGAIN, 1).replace("minutes = 45", "minutes = 50", 1)
    line = '  { activity = "risiko-stem", minutes = 4 },\n'
    structure = structure.replace(line, line + line.replace("stem", "stem-igen").replace("4", "5"), 1)
    (folder / "method.toml").write_text(structure, encoding="utf-8")
    words = (shipped / "da.toml").read_text(encoding="utf-8")
    vote = words[words.index("[activities.risiko-stem]") : words.index("[activities.risiko-tegn-alene]")]
    (folder / "da.toml").write_text(
        words + "\n" + vote.replace("risiko-stem", "risiko-stem-igen"), encoding="utf-8"
    )
    made = Rooms(tmp_path, load_method(str(folder)), clock)
    yield made.new(run_sheet="45")
    made.stop_all()


def test_only_the_most_chosen_are_voted_on_shown_and_ranked(room) -> None:
    people = [room.join(name) for name in ("Anne", "Bo", "Cilla", "Dan")]
    room.go_to("risiko-skriv")
    cards = [room.write(text) for text in ("Sygdom", "Forsinket levering", "Utydeligt mandat")]
    room.go_to("risiko-stem")
    for person in people:
        room.ask(do.CastVote(cards[2], 1), person)
        room.ask(do.CastVote(cards[0], 1), person)
    room.ask(do.CastVote(cards[1], 1), people[0])
    room.ask(do.RevealInput())
    room.go_to("risiko-stem-igen")
    activity = room.method.activity("risiko-stem-igen")
    assert {card.id for card in cards_of(room.state(), activity)} == {cards[0], cards[2]}
    with pytest.raises(UnknownCardError):
        room.ask(do.CastVote(cards[1], 1), people[0])
    for person in people:
        room.ask(do.CastVote(cards[0], 2), person)
    room.ask(do.RevealInput())
    row = room.state().current()
    assert [(item.card.id, item.dots) for item in ranked_cards(room.state(), row.id, activity)] == [
        (cards[0], 8),
        (cards[2], 0),
    ]
    (small, _) = painted(room, "da")
    assert "Sygdom" in small
    assert "Forsinket levering" not in small
    (md, _) = minutes_of(room)
    assert "Sygdom" in md
