"""After a second round every face tells what the session's own tables tell, and in the same order."""

import io
import json
import re

import pytest
from own_tables import counted, most_split_first

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds import place as plain_place

SIGNS = {"goer-det": "■", "tag-selv": "◆", "taet-paa": "●", "sammen": "▲"}
STATED = re.compile(r"\d+ af \d+ enige|delt \d+(?:–\d+)+")


def verdict(card):
    """How far people agree on a card, from the session's own tables; several that lead are a tie."""
    leading = [count for count in card.choices.values() if count == card.alike]
    return f"delt {'–'.join(map(str, leading))}" if len(leading) > 1 else f"{card.alike} af {card.cast} enige"


@pytest.fixture
def flipped(room, crowd, initiatives):
    """In round one the first card splits the group most, in round two it is the second.

    One person of six places nothing again, nobody places the third card again, and the fourth is
    placed by hands too.
    """
    room.go_to("placer-alene")
    spread = ("goer-det", "goer-det", "tag-selv", "tag-selv", "taet-paa", "taet-paa")
    for number, phone in enumerate(crowd):
        room.ask(do.PlaceCard(initiatives[0], spread[number]), phone)
        room.ask(do.PlaceCard(initiatives[1], "sammen"), phone)
        room.ask(do.PlaceCard(initiatives[2], "goer-det" if number else "sammen"), phone)
    room.ask(do.CountHands(initiatives[3], "tag-selv", 3))
    room.ask(do.CountHands(initiatives[3], "sammen", 2))
    before = most_split_first(counted(room.path))
    room.go_to("tal-om-de-delte")
    room.ask(do.StartSecondRound())
    for number, phone in enumerate(crowd[:5]):
        room.ask(do.PlaceCard(initiatives[0], "taet-paa"), phone)
        room.ask(do.PlaceCard(initiatives[1], spread[number]), phone)
    room.ask(do.CountHands(initiatives[3], "sammen", 5))
    room.ask(do.EndSecondRound())
    assert most_split_first(counted(room.path)) != before
    return initiatives


def numbers_in_order(text):
    """Public numbers, each where it stands first."""
    return list(dict.fromkeys(re.findall(r"\bt\d+\b", text)))


def by_number(room):
    return {f"t{card.number}": card for card in counted(room.path)}


def stated(text):
    """What is said of each card, by public number: the first after the number."""
    pieces = re.split(r"\b(t\d+)\b", text)
    found = {}
    for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        said = STATED.search(piece)
        if said and number not in found:
            found[number] = said[0]
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_the_list_its_order_and_its_counts_are_of_the_newest_choices(room, flipped, at_desk, size):
    async with at_desk("tal-om-de-delte", size=size) as desk:
        wall = "\n".join(desk.panel.canvas.read())
        cards = by_number(room)
        assert numbers_in_order(wall) == most_split_first(cards.values())
        assert stated(wall) == {number: verdict(card) for number, card in cards.items()}
        pieces = re.split(r"\b(t\d+)\b", wall)
        for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            for category, sign in SIGNS.items():
                shown = re.search(rf"{sign} (\d+)", piece)
                assert int(shown[1]) == cards[number].choices.get(category, 0)


async def test_the_detail_of_each_card_states_the_same(room, flipped, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        for number, card in by_number(room).items():
            desk.choose(flipped[int(number[1:]) - 1])
            await desk.settle()
            detail = "\n".join(desk.panel._detail.read())
            assert STATED.findall(detail) == [verdict(card)]
            now = [int(found) for found in re.findall(r"[■◆●▲] .*?(\d+) ?[▇░]*\s*$", detail, re.MULTILINE)]
            assert now == [card.choices.get(category, 0) for category in SIGNS]


async def test_the_board_states_the_same(room, flipped, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 40)) as desk:
        await desk.press("v")
        cards = by_number(room)
        told = STATED.findall(desk.read())
        order = most_split_first(cards.values())
        assert told == [verdict(cards[number]) for number in order]


async def test_accepting_takes_those_that_reach_three_quarters_now(room, flipped, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("a")
    for card in by_number(room).values():
        leading = max(SIGNS, key=lambda category: card.choices.get(category, 0))
        assert card.agreed == (leading if 4 * card.alike >= 3 * card.cast else "")


async def test_while_the_second_round_is_open_the_first_stands(room, flipped, crowd, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        room.ask(do.StartSecondRound())
        await desk.settle()
        before = {f"t{card.number}": card for card in counted(room.path, last_round=1)}
        wall = "\n".join(desk.panel.canvas.read())
        assert numbers_in_order(wall) == most_split_first(before.values())
        assert stated(wall) == {number: verdict(card) for number, card in before.items()}
        room.ask(do.EndSecondRound())
        await desk.settle()
        wall = "\n".join(desk.panel.canvas.read())
        assert numbers_in_order(wall) == most_split_first(counted(room.path))


class NoReader:
    def start(self):
        pass


async def test_plain_mode_states_the_same_in_the_same_order(room, flipped, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        out = io.StringIO()
        console = Console(NoReader(), out)
        plain_place.show(LineConversation(console, load_words(), desk.app.session))
        console.start()
        console.close()
    cards = by_number(room)
    assert numbers_in_order(out.getvalue()) == most_split_first(cards.values())
    assert stated(out.getvalue()) == {number: verdict(card) for number, card in cards.items()}


def test_minutes_on_paper_state_the_same_in_the_same_order(room, flipped, method):
    text = markdown.render(build_minutes(room.state(), method, room.clock.now(), "1")).decode()
    table = text.split("## Tiltagene, ét for ét")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| **t")]
    cards = by_number(room)
    assert numbers_in_order("\n".join(rows)) == most_split_first(cards.values())
    for line in rows:
        card = cards[re.search(r"t\d+", line)[0]]
        assert f"| {card.alike} af {card.cast} |" in line
        assert sorted(map(int, re.findall(r" (\d+) (?:·|\|)", line.split("|")[2] + "|"))) == sorted(
            count for count in card.choices.values() if count
        )
    enough = sum(4 * card.alike >= 3 * card.cast for card in cards.values())
    assert f"{enough} af {len(cards)} blev placeret ens af mindst tre ud af fire." in text


def test_the_json_holds_the_same_and_keeps_the_first_round_beside_it(room, flipped, method):
    made = json.loads(json_format.render(build_minutes(room.state(), method, room.clock.now(), "1")))
    now, before = by_number(room), counted(room.path, last_round=1)
    assert made["most_split_now"] == most_split_first(now.values())
    assert made["most_split_first"] == most_split_first(before)
    for entry, first in zip(made["initiatives"], before, strict=True):
        card = now[entry["id"]]
        assert {key: count for key, count in entry["round_2"].items() if count} == {
            key: count for key, count in card.choices.items() if count
        }
        assert entry["stands"] == {
            "alike": card.alike,
            "cast": card.cast,
            "agreement": round(card.share, 4),
            "entropy": round(card.bits, 4) + 0.0,
            "accepted_at_75": 4 * card.alike >= 3 * card.cast,
        }
        assert entry["agreement"] == round(first.share, 4)


async def test_no_printed_figure_contradicts_the_threshold(room, crowd, initiatives, at_desk):
    room.go_to("placer-alene")
    for category, count in (("goer-det", 38), ("sammen", 13)):
        room.ask(do.CountHands(initiatives[0], category, count))
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("a")
        text = desk.painted()
        assert not desk.state.cards.get(initiatives[0]).agreed
        assert "38 af 51 enige" in text
        assert "75" not in text


async def test_the_end_of_the_round_tells_how_many_people_moved(room, flipped, crowd, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        room.ask(do.StartSecondRound())
        for card in flipped[:2]:
            room.ask(do.PlaceCard(card, "goer-det"), crowd[5])
        room.ask(do.EndSecondRound())
        room.ask(do.StartSecondRound())
        await desk.settle()
        await desk.press("ctrl+l")
        told = [notice.message for notice in desk.app._notifications]
        people = len({row.participant for row in moves(room)})
        raised = 3  # of five hands for the fourth card, three went to another approach
        assert any(f"mindst {people + raised} flyttede sig" in text for text in told)
        assert len(moves(room)) != people


def moves(room):
    """The second choices that differ from the first ones, out of the session's own tables."""
    rows = list(room.state().placements)
    first = {(row.card, row.participant): row.category for row in rows if row.placement_round == 1}
    return [
        row
        for row in rows
        if row.placement_round == 2 and first.get((row.card, row.participant), row.category) != row.category
    ]
