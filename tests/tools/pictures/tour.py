"""A walk past every screen of the program in one run, stopping wherever something new is to be seen."""

from pictures.played import Played
from pictures.scenes import LISTINGS, new_workshop
from pictures.stage import Listing, StillHome, on_stage

from sessions import commands as do


async def before_a_workshop(folder, case, look, size, theme):
    """Home with nothing, with a list, with a bad file; and the form."""
    played = Played(folder, case)
    home = StillHome(played)
    hostile = Listing(case["title"] * 3, problem="Filen er beskadiget. " * 6)
    try:
        async with on_stage(played, size, home=home, opened=False) as stage:
            stage.app.theme = theme
            await look("home-empty", stage)
            home.listings = (*LISTINGS, hostile)
            await stage.app.screen.reload()
            await stage.tells_of_the_chosen()
            await look("home", stage)
            await new_workshop(stage, played)
            stage.still()
            await look("new-workshop", stage)
            stage.app.screen.query_one("#title").value = ""
            await stage.press("ctrl+s")
            stage.still()
            await look("new-workshop-refused", stage)
    finally:
        played.stop()


async def in_a_workshop(folder, case, look, size, theme):
    """From the lobby to the follow-up, and what can lie over it."""
    played = Played(folder, case)
    try:
        async with on_stage(played, size) as stage:
            stage.app.theme = theme
            await stage.settle()
            await look("lobby-empty", stage)
            played.join()
            await look("lobby", stage)
            await _activities(stage, played, look)
    finally:
        played.stop()


async def _activities(stage, played, look):
    steps = (
        ("welcome", "velkomst", _nothing),
        ("rate-silent", "evne", _phones),
        ("rate", "evne", _reveal),
        ("collect-silent", "skriv-tiltag", _phones),
        ("collect", "skriv-tiltag", _reveal),
        ("cluster", "grupper", _compared),
        ("duplicates", "grupper", _press("o")),
        ("themes", "grupper", _themes),
        ("goals", "adfaerdsmaal", _nothing),
        ("approaches", "fire-tilgange", _nothing),
        ("approach-closely", "fire-tilgange", _press("3")),
        ("place-alone", "placer-alene", _phones),
        ("place-talk", "tal-om-de-delte", _second_round),
        ("place-filter", "tal-om-de-delte", _press("F")),
        ("place-filtered", "tal-om-de-delte", _press("1", "enter")),
        ("card-detail", "tal-om-de-delte", _press("enter")),
        ("place-board", "tal-om-de-delte", _agreed),
        ("jump", "tal-om-de-delte", _press("ctrl+g")),
        ("help", "tal-om-de-delte", _press("escape", "v", "question_mark")),
        ("notes", "tal-om-de-delte", _press("escape", "f")),
        ("people", "tal-om-de-delte", _press("escape", "D")),
        ("pause", "pause", _press("escape")),
        ("code", "pause", _press("q")),
        ("reflect-silent", "fem-spoergsmaal", _press_then_phones("escape")),
        ("reflect", "opsamling", _nothing),
        ("experiences", "styrker-udfordringer", _phones_and_reveal),
        ("proposals", "forslag", _phones_and_reveal),
        ("vote-silent", "stem", _phones),
        ("vote", "stem", _reveal),
        ("vote-axes", "stem", _press("v", "3")),
        ("agree-empty", "aftaler", _nothing),
        ("agree", "aftaler", _agree),
        ("form", "aftaler", _press("up", "up", "up", "e")),
        ("parking", "aftaler", _parked),
        ("run-sheet", "aftaler", _press("escape", "d")),
        ("cut", "aftaler", _press("c")),
        ("palette", "aftaler", _press("escape", "escape", "ctrl+p")),
        ("statements", "erkendelser", _leave_phones_and_reveal),
        ("support", "opbakning", _phones_and_reveal),
        ("confirm", "opbakning", _press("ctrl+e")),
        ("end", "opbakning", _press("enter")),
    )
    current = ""
    for name, key, prepare in steps:
        if key != current:
            current = key
            # What still lies over the screen is left by the step itself, before it is looked at.
            played.go_to(key)
            played.clock.move(minutes=1)
        await stage.settle()
        await prepare(stage, played, key)
        stage.still()
        await stage.settle()
        await look(name, stage)
    played.clock.move(days=30)
    played.ask(do.StartMeeting("opfoelgning"))
    played.go_to("status-paa-aftaler")
    await stage.settle()
    await look("review", stage)


async def _nothing(stage, played, key):
    return


async def _compared(stage, played, key):
    # Cards are compared beside the loop; the status line says what was found.
    await stage.until(lambda: stage.panel._known)


async def _phones(stage, played, key):
    played.phones(key)


async def _reveal(stage, played, key):
    played.ask(do.RevealInput())


async def _phones_and_reveal(stage, played, key):
    played.phones(key)
    played.ask(do.RevealInput())


async def _leave_phones_and_reveal(stage, played, key):
    await stage.press("escape")
    await _phones_and_reveal(stage, played, key)


async def _themes(stage, played, key):
    await stage.press("o")
    played.cluster()


async def _second_round(stage, played, key):
    played.second_round()
    played.notes()
    await stage.settle()


async def _agreed(stage, played, key):
    await stage.press("escape", "escape")  # the card's detail, then the filter
    played.talk()
    await stage.press("v")


async def _agree(stage, played, key):
    played.agree()


async def _parked(stage, played, key):
    played.park()
    await stage.press("escape", "p")


def _press(*keys):
    async def press(stage, played, key):
        await stage.press(*keys)

    return press


def _press_then_phones(*keys):
    async def press(stage, played, key):
        await stage.press(*keys)
        played.phones(key)

    return press
