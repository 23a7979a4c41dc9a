"""Filter: by theme, status, result and table; with search and sorting; and the line that says so."""

import pytest

from sessions import commands as do
from workshop.terminal.activities.filters import CardFilter, Facet, choices, from_keys, keys_of
from workshop.terminal.audience.block_letters import FINE, set_in

COLOURS = Facet("colour", "Farve", (("red", "rød"), ("blue", "blå")), lambda card: (card[0],))
SIZES = Facet("size", "Mål", (("big", "stor"), ("small", "lille")), lambda card: (card[1],))
CARDS = [("red", "big"), ("red", "small"), ("blue", "big"), ("green", "big")]


def marked(*keys):
    return from_keys(keys)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ((), CARDS),
        (("colour:red",), CARDS[:2]),
        (("colour:red", "colour:blue"), CARDS[:3]),
        (("colour:red", "size:big"), CARDS[:1]),
        (("colour:gone",), CARDS),
        (("colour:gone", "size:small"), CARDS[1:2]),
    ],
)
def test_one_facet_is_either_or_and_several_hold_together(chosen, left):
    assert list(marked(*chosen).passed(CARDS, (COLOURS, SIZES))) == left


def test_the_dialog_s_keys_are_the_filter_s_marks_and_options_are_counted():
    chosen = marked("colour:red", "size:big")
    assert from_keys(keys_of(chosen)) == chosen
    assert chosen.said((COLOURS, SIZES)) == ("Farve: rød", "Mål: stor")
    both = [("colour:red", "Farve: rød (2)"), ("colour:blue", "Farve: blå (1)")]
    assert choices((COLOURS,), CARDS, chosen) == both
    assert choices((COLOURS,), CARDS[:2], CardFilter()) == []
    assert choices((COLOURS,), CARDS[:2], chosen) == [("colour:red", "Farve: rød (2)")]
    assert not CardFilter()


@pytest.fixture
def tables(room):
    """Five at table 1, two at table 2, one without; each writes one card."""
    seats = ("1", "1", "1", " 1", "1", "2", "2", "")
    people = [room.join(f"gæst {number}") for number in range(len(seats))]
    for person, seat in zip(people, seats, strict=True):
        room.ask(do.RenameParticipant(person, person, seat))
    room.go_to("skriv-tiltag")
    return [room.write(f"tiltag {number}", person) for number, person in enumerate(people)]


async def test_a_table_of_two_is_not_offered_because_it_would_name_who_wrote(room, tables, at_desk):
    async with at_desk("grupper") as desk:
        (facet,) = (facet for facet in desk.panel.facets() if facet.key == "table")
        assert facet.options == (("1", "1"),)
        await desk.press("F")
        assert "Bord: 1 (5)" in desk.painted()
        await desk.press("1", "enter")
        assert "Viser 5 af 8: Bord: 1" in desk.painted()
        assert set(desk.panel.canvas.keys()) == set(tables[:5])
        await desk.press("escape")
        assert len(desk.panel.canvas.keys()) == 8
        assert "Viser" not in desk.painted()


async def test_themes_filter_with_search_and_the_line_counts_both(room, initiatives, crowd, at_desk):
    first, second, third, fourth = initiatives
    room.go_to("grupper")
    room.ask(do.NameTheme("System", (first, second, third)))
    async with at_desk("grupper", size=(120, 30)) as desk:
        await desk.press("F", "1", "enter")
        assert "Viser 3 af 4: Tema: System   Esc viser alle" in desk.painted()
        await desk.press("slash")
        await desk.type("sagerne")
        await desk.press("enter")
        assert "Viser 1 af 4: Tema: System · “sagerne”" in desk.painted()
        assert desk.panel.canvas.keys() == (second,)
        await desk.press("m")  # the group's picture shows all, and says nothing of how it is searched
        assert "Viser 1 af 4" not in desk.painted()
        assert "Esc viser alle" not in desk.painted()
        shown = desk.painted()
        for text in ("Nyt fagsystem til sager", "Ferie blanket", "Mindre fravaer"):
            assert all(row in shown for row in set_in(text, FINE, 120).rows), text
        await desk.press("m")
        assert desk.panel.canvas.keys() == (second,)
        assert "Viser 1 af 4: Tema: System · “sagerne”   Esc viser alle" in desk.painted()
        await desk.press("escape")
        assert set(desk.panel.canvas.keys()) == set(initiatives)
        await desk.press("F", "2", "enter")
        assert desk.panel.canvas.keys() == (fourth,)
        room.ask(do.MoveToTheme(None, (first,)))
        await desk.settle()
        assert "Viser 2 af 4: Tema: uden tema" in desk.painted()


async def test_results_filter_the_talk_and_the_board_and_keep_the_most_split_first(
    room, crowd, initiatives, at_desk
):
    room.go_to("placer-alene")
    boxes = ("goer-det", "tag-selv", "taet-paa", "sammen", "goer-det", "tag-selv")
    for number, phone in enumerate(crowd):
        room.ask(do.PlaceCard(initiatives[0], boxes[number % 2]), phone)
        room.ask(do.PlaceCard(initiatives[1], boxes[number]), phone)
        room.ask(do.PlaceCard(initiatives[2], "sammen"), phone)
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("F")
        assert "Resultat: delt (2)" in desk.painted()
        await desk.press("1", "enter")
        assert desk.panel.canvas.keys() == (initiatives[1], initiatives[0])
        assert "Viser 2 af 4: Resultat: delt" in desk.painted()
        await desk.press("v")
        assert desk.panel.canvas.keys() == (initiatives[1], initiatives[0])
        await desk.press("1", "escape", "F", "1", "enter")
        assert "Viser 3 af 4: Resultat: ikke aftalt" in desk.painted()
        room.ask(do.AgreePlacements(tuple(initiatives), "sammen"))
        await desk.settle()
        assert "Ingen kort passer til filteret" in desk.read()
        await desk.press("escape")
        assert len(desk.panel.canvas.keys()) == 4


@pytest.mark.wide
async def test_before_the_reveal_there_is_nothing_to_filter(room, crowd, initiatives, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        await desk.press("F")
        assert not desk.dialog_open
        await desk.press("ctrl+r", "enter")
        assert desk.dialog_open
    async with at_desk("placer-alene") as desk:
        assert all(facet.key != "result" for facet in desk.panel.facets())


async def test_hidden_cards_stay_hidden_from_the_filter_s_count(room, tables, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        await desk.press("ctrl+r")
        desk.choose(tables[0])
        await desk.press("h", "F", "1", "enter")
        assert "Viser 4 af 7: Bord: 1" in desk.painted()


async def test_cards_that_differ_in_nothing_are_not_filtered_and_it_is_said(room, crowd, at_desk):
    room.go_to("forslag")
    room.write("et forslag", crowd[0])
    async with at_desk("forslag") as desk:
        await desk.press("ctrl+r", "F")
        assert not desk.dialog_open
        assert any("ens i alt" in notice.message for notice in desk.app._notifications)


async def test_asking_what_makes_sense_now_costs_the_same_with_many_cards(room, crowd, at_desk):
    async with at_desk("grupper") as desk:
        panel, asked = desk.panel, []
        panel.facets = lambda: asked.append(1) or ()
        desk.app.screen.update_footer()
        assert not asked
