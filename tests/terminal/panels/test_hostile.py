"""Whatever stands on a card, no panel crashes, nothing but text is drawn, and columns stay in line."""

from dataclasses import replace
from unicodedata import category

import pytest
from rich.cells import cell_len

from sessions import commands as do
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.theme.themes import DARK, PALETTES

HOSTILE = (
    "[/red] hej",
    "[@click=app.quit]x[/] [link=http://evil] [bold",
    "A\x1b]52;c;aGVq\x07B \x1b]0;x\x07 \x1b[2J \x9b31m \x90q\x9c",
    "\u202eabc\u2066 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 漢字かな",
    "å" + "\u0301" * 200,
    ("ord " * 500).strip(),
    "x" * 2_000,
    "漢" * 1_000,
    "\n".join(["linje"] * 150),
    "\u200b",
    "${x} {0} %s \\",
)
ZWJ = "\u200d"
"""Joins the parts of an emoji; the one invisible letter that the gate lets through."""

SIZES = {"narrow and wide": [(60, 18), (120, 30)], "the others": [(80, 24), (200, 50)]}
ACTIVITIES = (
    *("velkomst", "fire-tilgange", "skriv-tiltag", "styrker-udfordringer", "grupper", "adfaerdsmaal"),
    *("placer-alene", "tal-om-de-delte", "fem-spoergsmaal", "opsamling", "evne", "opbakning"),
    *("stem", "aftaler"),
)


def fill(room, crowd):
    """One of everything that a group can leave behind, harmless as yet."""
    room.go_to("skriv-tiltag")
    cards = [room.write(f"Tiltag {number}", crowd[number % 6]) for number in range(len(HOSTILE))]
    room.ask(do.MergeCards(cards[0], (cards[1],)))
    room.ask(do.NameTheme("Tema", tuple(cards[2:5])))
    room.go_to("placer-alene")
    for number, phone in enumerate(crowd):
        room.ask(do.PlaceCard(cards[2], ("goer-det", "sammen")[number % 2]), phone)
    room.ask(do.AgreePlacement(cards[2], "sammen"))
    room.ask(do.NoteDisagreement(cards[2], "note"))
    room.ask(do.SetBehaviourGoal(cards[2], "goal"))
    room.go_to("opsamling")
    room.ask(do.AddAnswer("goer-det", "used", "svar"))
    room.ask(do.AgreeAnswer("goer-det", "used", "vi siger"))
    room.go_to("styrker-udfordringer")
    room.ask(do.WriteCard("erfaring", occurred="foer", outcome="lykkedes"))
    room.go_to("forslag")
    room.ask(do.WriteCard("forslag"))
    room.go_to("stem")
    room.ask(do.RevealInput())
    room.go_to("aftaler")
    room.ask(do.AddNextStep("hvem", "hvad", None, "resultat", "ressourcer", "hjaelp", cards[2]))


def poison(picture):
    """Put hostile texts past the gate, straight into the picture: the drawing has to hold alone."""
    for number, card in enumerate(tuple(picture.cards)):
        text = HOSTILE[number % len(HOSTILE)]
        picture.cards.put(replace(card, text=text, disagreement=text, behaviour_goal=text))
    for theme in tuple(picture.themes):
        picture.themes.put(replace(theme, name=HOSTILE[0] + HOSTILE[2]))
    for answer in tuple(picture.answers):
        picture.answers.put(replace(answer, text=HOSTILE[1] + HOSTILE[2]))
    for agreed in tuple(picture.agreed_answers):
        picture.agreed_answers.put(replace(agreed, text=HOSTILE[2] + HOSTILE[3]))
    for step in tuple(picture.next_steps):
        texts = {
            "who": HOSTILE[2],
            "what": HOSTILE[0],
            "first_visible_result": HOSTILE[7],
            "help": HOSTILE[9],
        }
        picture.next_steps.put(replace(step, **texts))


def check(panel):
    for canvas in panel.query(Canvas):
        for line in canvas.read():
            assert not [letter for letter in line if letter != ZWJ and category(letter) in ("Cc", "Cf", "Cs")]
            assert cell_len(line) <= max(canvas.size.width, canvas._layout_now.width)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("sizes", ["narrow and wide", pytest.param("the others", marks=pytest.mark.long)])
@pytest.mark.parametrize("activity", ACTIVITIES)
async def test_hostile_texts_in_every_panel_at_every_size(room, crowd, at_desk, activity, sizes):
    fill(room, crowd)
    async with at_desk(activity, size=(80, 24)) as desk:
        if not desk.state.current().revealed:
            room.ask(do.RevealInput())
            await desk.settle()
        poison(desk.app.session.live.state)
        for size in SIZES[sizes]:
            await desk.pilot.resize_terminal(*size)
            desk.panel.refresh_panel(())
            for key in ("down", "down", "right", "up", "shift+down"):
                await desk.pilot.press(key)
            await desk.pilot.pause()
            check(desk.panel)
            desk.picture()
        assert desk.app.is_running


@pytest.mark.wide
async def test_hostile_cards_in_every_dialog_of_the_talk(room, crowd, at_desk):
    fill(room, crowd)
    async with at_desk("tal-om-de-delte") as desk:
        poison(desk.app.session.live.state)
        desk.panel.refresh_panel(())
        for key in ("k", "x", "g", "l"):
            await desk.press(key)
            desk.picture()
            await desk.press("escape")
            assert not desk.dialog_open


async def test_a_theme_change_draws_every_role_anew(room, crowd, at_desk):
    fill(room, crowd)
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        light = desk.picture()
        desk.app.theme = DARK
        await desk.settle()
        colour = PALETTES[DARK].approach_2
        assert colour in desk.picture()
        assert colour not in light
