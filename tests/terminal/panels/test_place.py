"""Place: alone without results, the talk with all its keys, the second round, the goals."""

import re

import pytest

from sessions import commands as do


@pytest.fixture
def placed(room, crowd, initiatives):
    """Card 0 split three ways, card 1 agreed by all, card 2 by five of six, card 3 by nobody."""
    room.go_to("placer-alene")
    choices = ("goer-det", "goer-det", "tag-selv", "tag-selv", "taet-paa", "taet-paa")
    for number, phone in enumerate(crowd):
        room.ask(do.PlaceCard(initiatives[0], choices[number]), phone)
        room.ask(do.PlaceCard(initiatives[1], "sammen"), phone)
        room.ask(do.PlaceCard(initiatives[2], "goer-det" if number else "sammen"), phone)
    return initiatives


async def test_alone_shows_how_many_and_never_what(room, placed, at_desk):
    async with at_desk("placer-alene") as desk:
        text = desk.read()
        assert "Er i gang" in text
        assert "%" not in text
        assert "delt" not in text
        await desk.press("1")
        assert all(not card.agreed for card in desk.state.cards)


async def test_the_most_split_card_comes_first_and_has_words_for_it(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        assert desk.panel.canvas.keys()[0] == placed[0]
        assert desk.panel.canvas.keys()[-1] == placed[3]
        assert "delt 2–2–2" in desk.read()
        assert "6 af 6 enige" in desk.read()
        assert "ingen har placeret" in desk.read()


async def test_digits_agree_the_chosen_card_and_zero_takes_it_back(room, placed, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("3")
        assert desk.state.cards.get(placed[0]).agreed == "taet-paa"
        assert desk.panel.canvas.chosen == placed[0]
        await desk.press("l", "1")
        assert desk.state.cards.get(placed[0]).next_category == "goer-det"
        await desk.press("0")
        card = desk.state.cards.get(placed[0])
        assert (card.agreed, card.next_category) == (None, None)


async def test_one_key_accepts_all_that_three_in_four_agree_on(room, placed, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("a")
        agreed = {card.id: card.agreed for card in desk.state.cards}
        assert agreed[placed[1]] == "sammen"
        assert agreed[placed[2]] == "goer-det"
        assert agreed[placed[0]] is None


async def test_second_round_is_counted_live_and_tells_who_moved_as_a_number(room, placed, crowd, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("ctrl+l")
        assert desk.state.current().placement_round == 2
        room.ask(do.PlaceCard(placed[0], "taet-paa"), crowd[0])
        await desk.settle()
        assert "1 af 6" in desk.read()
        assert "flyttede" not in desk.read()
        await desk.press("ctrl+l")
        assert desk.state.current().placement_round == 0
        assert "1 flyttede sig" in desk.read()
        await desk.press("c")
        assert 80 < desk.panel.live.talk_left <= 90, "as every face is told"
        assert "Taletid 1:" in desk.read()
        await desk.press("down")
        assert desk.panel.live.talk_left is None


@pytest.mark.wide
async def test_note_goal_and_hands(room, placed, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("x")
        await desk.answer("vi ser det ikke ens")
        await desk.press("g")
        await desk.answer("lederen ringer")
        await desk.press("k")
        await desk.answer("201", save="ctrl+s")
        card = desk.state.cards.get(placed[0])
        assert (card.disagreement, card.behaviour_goal) == ("vi ser det ikke ens", "lederen ringer")
        hands = {row.choice: row.count for row in desk.state.hand_counts}
        assert hands == {"goer-det": 2, "taet-paa": 1}


async def test_hands_can_be_counted_while_phones_place(room, placed, at_desk):
    async with at_desk("placer-alene") as desk:
        desk.choose(placed[3])
        await desk.press("k")
        await desk.answer("0 3", save="ctrl+s")
        (hands,) = desk.state.hand_counts
        assert (hands.subject, hands.choice, hands.count, hands.placement_round) == (
            placed[3],
            "tag-selv",
            3,
            1,
        )


async def test_hands_of_the_second_round_are_only_for_what_is_not_agreed(room, placed, at_desk):
    room.go_to("tal-om-de-delte")
    room.ask(do.CountHands(placed[1], "sammen", 2))
    room.ask(do.AgreePlacement(placed[0], "sammen"))
    room.ask(do.StartSecondRound())
    async with at_desk("tal-om-de-delte") as desk:
        desk.choose(placed[0])
        assert "er aftalt og er ikke med" in desk.read()
        await desk.press("k")
        labels = [str(label.content) for label in desk.app.screen.query(".field-label")]
        assert [label.split()[0] for label in labels] == ["t2", "t3", "t4"]
        assert labels[0].endswith("(1. runde: 0 0 0 2)")


async def test_what_is_wrong_in_a_table_of_hands_is_in_sight(room, placed, at_desk):
    async with at_desk("placer-alene", size=(80, 20)) as desk:
        desk.choose(placed[2])
        await desk.press("k")
        await desk.type("x")
        await desk.press("enter")
        (error,) = desk.app.screen.query(".field-error.-on")
        assert error.content
        assert error.region in error.parent.region


async def test_board_shows_columns_and_asks_about_leaders_time(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("3", "v")
        text = desk.read()
        assert re.search(r"● Tæt på +1\b", text)
        assert "I har lagt 1 tiltag i Tæt på. Har I ledertid til det?" in text
        assert "Ikke aftalt · 3" in text
        await desk.press("v")
        assert "delt 2–2–2" in desk.read()


async def test_a_card_is_dragged_to_a_column(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("3", "v")
        canvas = desk.panel.canvas
        start = next(found for found in canvas._layout_now.choosable() if found.block.key == placed[0])
        row = start.y - canvas.scroll_offset.y
        await desk.pilot.mouse_down(canvas, offset=(start.x + 3, row))
        await desk.pilot.mouse_up(canvas, offset=(3, row))
        await desk.settle()
        assert desk.state.cards.get(placed[0]).agreed == "goer-det"


async def test_picked_cards_move_together_by_digit_and_by_mouse_and_come_back_in_one(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        for card in placed[:2]:
            desk.choose(card)
            await desk.press("space")
        await desk.press("2")
        agreed = [desk.state.cards.get(card).agreed for card in placed]
        assert agreed == ["tag-selv", "tag-selv", None, None]
        assert desk.panel.canvas.picked == ()
        await desk.press("u")
        assert not any(desk.state.cards.get(card).agreed for card in placed)
        desk.choose(placed[1])
        await desk.press("3", "v")
        for card in placed[1:3]:
            desk.choose(card)
            await desk.press("space")
        await desk.drag(placed[1], onto=3)
        agreed = [desk.state.cards.get(card).agreed for card in placed]
        assert agreed == [None, "goer-det", "goer-det", None]


async def test_the_board_says_how_far_the_group_agreed(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.press("3", "v")
        text = desk.read()
        assert "delt 2–2–2" in text
        assert text.index("ingen har placeret") > text.index("Ikke aftalt")


async def test_a_card_s_detail_holds_votes_notes_and_goal_but_not_while_placing_is_blind(
    room, placed, at_desk
):
    room.go_to("tal-om-de-delte")
    room.ask(do.NoteDisagreement(placed[0], "vi ser det ikke ens"))
    room.ask(do.SetBehaviourGoal(placed[0], "lederen ringer"))
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("v", "enter")
        painted = desk.painted()
        for said in ("delt 2–2–2", "Tag selv: 2", "vi ser det ikke ens", "lederen ringer"):
            assert said in painted
        await desk.press("escape")
        assert not desk.dialog_open
    async with at_desk("placer-alene") as desk:
        desk.choose(placed[0])
        await desk.press("enter")
        assert desk.dialog_open
        assert " enige" not in desk.painted()
        assert "Tag selv: 2" not in desk.painted()


async def test_a_category_is_clicked(room, placed, at_desk):
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        await desk.pilot.click("#legend", offset=(3, 0))
        await desk.settle()
        assert desk.state.cards.get(placed[0]).agreed == "goer-det"


async def test_the_talk_clock_starts_stops_and_belongs_to_one_card(room, placed, at_desk):
    async with at_desk("tal-om-de-delte") as desk:
        await desk.press("c")
        assert "Taletid 1:" in desk.read()
        await desk.press("down")
        assert "Taletid" not in desk.read()


async def test_what_was_placed_alone_cannot_be_revealed_by_a_key(room, placed, at_desk):
    async with at_desk("placer-alene") as desk:
        await desk.press("ctrl+r")
        assert not desk.state.current().revealed
        assert "Vis/skjul" not in desk.painted()


async def test_plus_gives_the_talk_the_minutes_that_the_split_cards_take(room, placed, at_desk):
    room.go_to("tal-om-de-delte")
    room.ask(do.SetMinutes(room.state().workshop.current, 1))
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        screen = desk.app.screen
        assert screen.label_now("extend") == "terminal.now.time-for-talk"
        await desk.press("plus")
        assert desk.state.current().extra_minutes == 1
        assert screen.label_now("extend") == ""
        await desk.press("plus")
        assert desk.state.current().extra_minutes == 3
