"""Collect and cluster: the keys change the state as promised, and hidden input stays hidden."""

import threading

import pytest

from sessions import commands as do
from workshop.terminal.activities.duplicates import Suggestions


async def test_collect_shows_only_numbers_until_the_reveal(room, crowd, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        room.write("Hemmeligt tiltag", crowd[0])
        room.ask(do.MarkDone(True), crowd[0])
        await desk.settle()
        assert "Hemmeligt" not in desk.read()
        assert "af 6 er færdig\n" in desk.read()
        await desk.press("ctrl+r")
        assert "t1" in desk.read()
        assert "Hemmeligt tiltag" in desk.read()


async def test_a_card_for_somebody_without_a_phone(room, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        await desk.press("a")
        await desk.answer("et tiltag", save="ctrl+s")
        cards = tuple(desk.state.cards)
        assert [(card.text, card.author) for card in cards] == [("et tiltag", None)]


async def test_edit_hide_and_bring_back(room, crowd, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        card = room.write("gammel", crowd[0])
        await desk.press("ctrl+r")
        await desk.press("e")
        await desk.answer("ny ", save="ctrl+s")
        assert "ny" in desk.state.cards.get(card).text
        await desk.press("h")
        assert desk.state.cards.get(card).hidden
        assert "1 kort er skjult" in desk.read()
        assert "gammel" not in desk.read()
        await desk.press("u")
        assert not desk.state.cards.get(card).hidden


@pytest.mark.wide
async def test_status_goes_round(room, crowd, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        card = room.write("et", crowd[0])
        await desk.press("ctrl+r", "c")
        assert desk.state.cards.get(card).status == "i-gang"
        await desk.press("c")
        assert desk.state.cards.get(card).status == "ny"


async def test_an_experience_is_put_in_a_cell_and_moved(room, at_desk):
    async with at_desk("styrker-udfordringer", size=(120, 30)) as desk:
        await desk.press("a")
        await desk.answer("for mange ting", save="ctrl+s")
        await desk.press("escape")
        assert not tuple(desk.state.cards), "back in the form, which still holds the text"
        await desk.press("ctrl+s")
        await desk.press("5")
        (card,) = desk.state.cards
        assert card.text == "for mange ting", "what was typed at once is the text"
        assert (card.occurred, card.outcome) == ("under", "mindre-godt")
        await desk.press("ctrl+r")
        assert "Under · 1" in desk.read()
        await desk.press("v")
        await desk.press("1")
        card = next(iter(desk.state.cards))
        assert (card.occurred, card.outcome) == ("foer", "lykkedes")
        others = [
            at
            for band in desk.panel.canvas._layout_now.bands
            for lane in band
            for at in lane.placed
            if at.drop == "efter|mindre-godt"
        ]
        await desk.drag(card.id, onto=(others[-1].x + 2, others[-1].y))
        card = next(iter(desk.state.cards))
        assert (card.occurred, card.outcome) == ("efter", "mindre-godt")


async def test_search_filters_the_wall(room, initiatives, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        await desk.press("ctrl+r", "slash")
        await desk.type("ferie")
        await desk.settle()
        assert "Ferie blanket" in desk.read()
        assert "Mindre" not in desk.read()
        await desk.press("enter")
        assert "Mindre" not in desk.read()
        await desk.press("slash", "escape")
        assert "Mindre" in desk.read()


async def test_merge_asks_whose_text_is_kept_and_split_takes_it_out_again(room, initiatives, at_desk):
    first, second, third, _ = initiatives
    async with at_desk("grupper") as desk:
        await desk.press("s")
        assert not desk.dialog_open
        for card in (third, first):
            desk.choose(card)
            await desk.press("space")
        await desk.press("s")
        assert desk.dialog_open
        await desk.press("enter")
        assert desk.state.cards.get(first).merged_into == third
        assert "+ Nyt fagsystem til sager" in desk.read()
        desk.choose(third)
        await desk.press("x")
        await desk.press("enter")
        assert desk.state.cards.get(first).merged_into is None
        assert desk.state.cards.get(second).merged_into is None


async def test_themes_by_name_by_number_and_renamed(room, initiatives, at_desk):
    first, second, third, last = initiatives
    async with at_desk("grupper") as desk:
        await desk.press("end")
        assert desk.panel.canvas.chosen == last
        await desk.press("home")
        assert desk.panel.canvas.chosen == first
        desk.choose(first)
        await desk.press("space", "g")
        await desk.answer("System")
        theme = desk.state.cards.get(first).theme
        assert desk.state.themes.get(theme).name == "System"
        assert desk.panel.canvas.picked == ()
        desk.choose(second)
        await desk.press("1")
        assert desk.state.cards.get(second).theme == theme
        desk.choose(third)
        await desk.press("g")
        assert "System" in desk.picture()
        await desk.press("2")
        assert desk.state.cards.get(third).theme == theme
        await desk.press("0")
        assert desk.state.cards.get(third).theme is None
        await desk.press("g", *"Mål", "enter")  # as it was the first time, though the list stands there now
        assert desk.state.themes.get(desk.state.cards.get(third).theme).name == "Mål"
        desk.choose(first)
        await desk.press("y")
        await desk.answer("Nyt ")
        assert desk.state.themes.get(theme).name != "System"


async def test_picked_cards_are_dragged_together_into_a_theme(room, initiatives, at_desk):
    first, second, third, fourth = initiatives
    room.go_to("grupper")
    room.ask(do.NameTheme("System", (first,)))
    async with at_desk("grupper", size=(120, 40)) as desk:
        theme = desk.state.cards.get(first).theme
        for card in (second, third):
            desk.choose(card)
            await desk.press("space")
        x, y = desk.spot(first)
        await desk.drag(second, onto=(x, y))
        found = [desk.state.cards.get(card).theme for card in initiatives]
        assert found == [theme, theme, theme, None]
        assert desk.panel.canvas.picked == ()
        await desk.drag(fourth, onto=desk.spot(first))
        assert desk.state.cards.get(fourth).theme == theme
        await desk.press("u")
        assert desk.state.cards.get(fourth).theme is None


async def test_a_double_click_shows_the_card_and_a_click_chooses_it(room, initiatives, at_desk):
    async with at_desk("grupper", size=(120, 40)) as desk:
        spot = desk.spot(initiatives[2])
        await desk.pilot.click(desk.panel.canvas, offset=spot)
        await desk.settle()
        assert desk.panel.canvas.chosen == initiatives[2]
        assert not desk.dialog_open
        await desk.pilot.click(desk.panel.canvas, offset=spot, times=2)
        await desk.settle()
        assert desk.dialog_open
        assert "t3  Ferie blanket" in desk.painted()


async def test_near_duplicates_are_suggested_and_never_merged_by_themselves(room, initiatives, at_desk):
    first, second, *_ = initiatives
    async with at_desk("grupper") as desk:
        await desk.app.workers.wait_for_complete()
        await desk.settle()
        assert len(desk.panel.suggestions) == 1
        await desk.press("o")
        assert "(1 af 1)" in desk.read()
        assert all(not card.merged_into for card in desk.state.cards)
        await desk.press("l")
        assert len(desk.panel.suggestions) == 0
        assert all(not card.merged_into for card in desk.state.cards)
        assert desk.state.cards.get(first).text != desk.state.cards.get(second).text


async def test_a_pair_that_was_left_apart_stays_so_when_the_board_is_opened_again(room, initiatives, at_desk):
    async with at_desk("grupper") as desk:
        await desk.settle()
        await desk.press("o", "l")
    room.go_to("fire-tilgange")
    async with at_desk("grupper") as desk:
        await desk.settle()
        assert len(desk.panel.suggestions) == 0
        await desk.press("ctrl+u", "ctrl+u", "ctrl+u")
        await desk.settle()
        assert len(desk.panel.suggestions) == 1, "it can be taken back"


async def test_accepting_a_pair_merges_it(room, initiatives, at_desk):
    first, second, *_ = initiatives
    async with at_desk("grupper") as desk:
        await desk.settle()
        await desk.press("o", "j")
        await desk.press("enter")
        assert desk.state.cards.get(second).merged_into == first


async def test_the_choice_survives_what_phones_send(room, initiatives, crowd, at_desk):
    async with at_desk("skriv-tiltag") as desk:
        await desk.press("ctrl+r")
        desk.choose(initiatives[2])
        room.write("et til", crowd[5])
        await desk.settle()
        assert desk.panel.canvas.chosen == initiatives[2]


@pytest.mark.parametrize(
    "activity", ["grupper", "stem", "placer-alene", "adfaerdsmaal", "tal-om-de-delte", "aftaler"]
)
async def test_an_empty_place_gives_a_hint(activity, at_desk):
    async with at_desk(activity) as desk:
        assert any(line.strip() for line in desk.read().splitlines())


async def test_nothing_is_said_to_look_alike_or_not_before_the_search_is_over(
    room, initiatives, at_desk, monkeypatch
):
    may_end = threading.Event()
    search = Suggestions.update

    def slow(self, *given):
        may_end.wait(5)
        search(self, *given)

    monkeypatch.setattr(Suggestions, "update", slow)
    async with at_desk("grupper") as desk:
        await desk.pilot.press("o")
        await desk.pilot.pause()
        early = desk.read()
        may_end.set()
        await desk.app.workers.wait_for_complete()
        await desk.settle()
        assert "Leder efter kort" in early
        assert "Der er ikke flere" not in early
        assert "(1 af 1)" in desk.read()


async def test_hiding_and_undoing_it_say_which_card_and_it_is_selected_again(room, initiatives, at_desk):
    async with at_desk("grupper") as desk:
        card = desk.state.cards.get(initiatives[1])
        number = desk.panel.number(card)
        desk.choose(card.id)
        for key, wanted in (("h", f"{number} er skjult for gruppen."), ("u", f"Fortrudt: {number} skjult.")):
            await desk.press(key)
            said = " ".join(notice.message for notice in desk.app._notifications)
            assert wanted in said
            assert card.text not in said, "the text of a hidden card is nowhere on the projector"
        assert desk.panel.canvas.chosen == card.id
