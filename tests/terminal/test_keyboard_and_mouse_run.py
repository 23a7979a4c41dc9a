"""The whole two-hour run sheet with the keyboard alone, and with the mouse alone."""

import pytest
from pictures.hands import Keyboard, Mouse
from pictures.played import Played, read_case
from pictures.stage import StillHome, on_stage

from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Kind, Phase
from sessions.model import ActivityStatus, WorkshopStatus
from workshop.archive.write_minutes import write_minutes
from workshop.terminal.dialogs.confirm import TextDialog

EVERY_KIND = set(BUILT_IN) - {Kind.REVIEW}


async def lead(hands):
    """What a facilitator does in the activity on the projector."""
    activity, played = hands.activity, hands.played
    if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE) and not hands.current.revealed:
        await hands.do("Vis/skjul", "ctrl+r")
        await hands.until(lambda: hands.current.revealed)
    if activity.key == "skriv-tiltag":
        await hands.do("Skriv kort", "a")
        await hands.opened()
        await hands.fill("Uden telefon")
        await hands.until(lambda: any(card.text == "Uden telefon" for card in hands.state.cards))
    elif activity.kind is Kind.CLUSTER:
        await merge_and_name(hands)
    elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        await talk(hands)
    elif activity.kind is Kind.REFLECT and activity.phase is Phase.TALK:
        await hands.do("Fælles tekst", "e")
        await hands.opened()
        await hands.fill("Sammen")
        await hands.until(lambda: len(hands.state.agreed_answers) == 1)
    elif activity.kind is Kind.AGREE:
        await agree(hands, played)
    elif activity.key == "erkendelser":
        await park(hands)


async def merge_and_name(hands):
    before = sum(bool(card.merged_into) for card in hands.state.cards)
    await hands.do("Dubletter", "o")
    await hands.do("Ja, ens", "j")
    await hands.opened()
    await hands.pick(1, "1  t")
    await hands.until(lambda: sum(bool(card.merged_into) for card in hands.state.cards) == before + 1)
    await hands.do("Dubletter", "o")
    await hands.do("Vælg", "space")
    await hands.do("Giv tema", "g")
    await hands.opened()
    await hands.fill("Hverdag")
    await hands.until(lambda: len(hands.state.themes) == 1)


async def talk(hands):
    def agreed():
        return sum(bool(card.agreed) for card in hands.state.cards)

    await hands.do("Godkend enighed", "a")
    await hands.until(lambda: agreed() > 0)
    await hands.do("2. runde", "ctrl+l")
    await hands.until(lambda: hands.current.input_open)
    hands.played._place("2")
    await hands.do("Slut 2. runde", "ctrl+l")
    await hands.until(lambda: not hands.current.input_open)
    before = agreed()
    await hands.choose_card("Fysisk træning i arbejdstiden, to gange 30 minutter om ugen")
    await hands.agree_in(3, "Tæt på")
    await hands.until(lambda: agreed() == before + 1)
    await hands.do("Uenighed", "x")
    await hands.opened()
    await hands.fill("Vi begynder et sted")
    await hands.until(lambda: any(card.disagreement for card in hands.state.cards))
    await hands.do("Liste/tavle", "v")
    assert hands.stage.panel.shows_board
    await hands.do("Liste/tavle", "v")


async def agree(hands, played):
    await hands.do("Ny aftale", "a")
    await hands.opened()
    await hands.pick(6, "Nej, egne ord")
    await hands.fill("Anne", "Ringer rundt", "18.3.2026", "En liste")
    await hands.until(lambda: len(hands.state.next_steps) == 1)


async def park(hands):
    await hands.do("Parkér", "p")
    await hands.opened()
    await hands.do("Tilføj", "a")
    await hands.fill("Hvad med MED?", "Anne")
    await hands.until(lambda: any(item.who == "Anne" for item in hands.state.parked_items))
    await hands.close()
    await hands.closed()


async def look_around(hands):
    """Notes, help, run sheet with a cut, code, participants: each opened and left again."""
    await hands.do("Noter", "f")
    await hands.opened()
    await hands.close()
    await hands.closed()
    await hands.do("Hjælp", "question_mark")
    await hands.until(lambda: isinstance(hands.stage.app.screen, TextDialog))
    await hands.close("Esc")
    await hands.closed()
    await hands.do("Drejebog", "d")
    await hands.opened()
    await hands.do("Forkort", "c")
    await hands.fill("")  # nobody is late: it asks how much
    await hands.take()
    await hands.until(lambda: any(row.status is ActivityStatus.SKIPPED for row in hands.state.run_sheet()))
    await hands.close()
    await hands.closed()
    await hands.do("Fortryd", "ctrl+u")
    await hands.until(
        lambda: not any(row.status is ActivityStatus.SKIPPED for row in hands.state.run_sheet())
    )
    await hands.do("QR-kode", "q")
    await hands.opened()
    await hands.close()
    await hands.closed()
    await hands.do("Deltagere", "D")
    await hands.opened()
    await hands.do("Tilføj", "a")
    await hands.fill("Uden telefon")
    await hands.until(lambda: any(person.typed_in for person in hands.state.participants))
    await hands.close()
    await hands.closed()
    for label, key, minutes in (("2 min.", "plus", 2), ("2 min. mindre", "minus", 0)):
        await hands.do(label, key)
        await hands.until(lambda minutes=minutes: hands.current.extra_minutes == minutes)


@pytest.mark.wide
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind_of_hands", [Keyboard, pytest.param(Mouse, marks=pytest.mark.long)])
async def test_the_whole_run_sheet_from_lobby_to_minutes(tmp_path, kind_of_hands):
    out = tmp_path / "out"
    played = Played(tmp_path, read_case())
    home = StillHome(
        played, write=lambda picture, method: write_minutes(picture, method, out, ("json", "md"))
    )
    try:
        async with on_stage(played, (100, 30), home=home) as stage:
            hands = kind_of_hands(stage)
            played.join()
            kinds = set()
            for number, row in enumerate(played.state().run_sheet()):
                await hands.do("Næste" if number else "Begynd", "pagedown")
                await hands.until(lambda row=row: hands.state.workshop.current == row.id)
                kinds.add(hands.activity.kind)
                played.phones(hands.activity.key)
                played.clock.move(minutes=1)
                await stage.settle()
                if number == 1:
                    await look_around(hands)
                await lead(hands)
            await hands.do("Slut", "ctrl+e")
            await hands.opened()
            await hands.yes()
            await hands.until(lambda: hands.state.workshop.status is WorkshopStatus.CLOSED)
            await hands.until(lambda: len(list(out.rglob("*.json"))) == 1)
            assert kinds == EVERY_KIND
            assert stage.app.return_code is None
    finally:
        played.stop()
