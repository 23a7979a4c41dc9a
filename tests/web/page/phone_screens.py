"""Every screen the page can show, one after another: each kind, each state of an input, each interruption."""

from __future__ import annotations

from collections.abc import AsyncIterator

from phone_hand import Hand
from phone_tour import LONG, furnish

from sessions.commands import (
    AgreePlacement,
    CastVote,
    CloseWorkshop,
    GiveRating,
    NoteDisagreement,
    OpenInput,
    ParkItem,
    PlaceCard,
    RevealInput,
    SetBehaviourGoal,
    StartSecondRound,
    WriteCard,
)

OTHERS = 5
A_NUMBER_LIKE_CPR = "Sag 010190-1234"


async def screens(hand: Hand, house) -> AsyncIterator[str]:
    """Brings the page to one screen after another, and tells its name."""
    async for name in at_the_door(hand, house):
        yield name
    await furnish(house)
    for show in (while_reading, while_writing, while_placing, while_weighing, at_the_table, at_the_end):
        async for name in show(hand, house):
            yield name


async def at_the_door(hand, house) -> AsyncIterator[str]:
    await hand.page.goto(f"{house.base}/")
    await hand.sees("join.code")
    yield "join by code"
    await hand.press("join.button")
    await hand.sees("join.code_length")
    yield "join refused"
    await hand.scan()
    await hand.page.reload()
    yield "join by scan"
    await hand.press("join.button")
    await hand.sees("link.connected_short")
    yield "lobby"
    await hand.call_oneself("Mette")
    await hand.press("me.change")
    yield "name"
    await hand.press("edit.cancel")


async def while_reading(hand, house) -> AsyncIterator[str]:
    for key in ("velkomst", "fire-tilgange", "pause"):
        await hand.open(key)
        yield f"present {key}"


async def while_writing(hand, house) -> AsyncIterator[str]:
    await hand.open("skriv-tiltag")
    yield "collect"
    field = hand.page.get_by_label(hand.word("collect.label"))
    await hand.write(A_NUMBER_LIKE_CPR)
    await hand.sees("cpr.warning")
    yield "collect cpr"
    await hand.write("x" * 2001)
    await hand.sees("field.too_long", length=2001, longest=2000)
    yield "collect too long"
    await hand.write(LONG)
    await hand.saved()
    await hand.press("edit.edit")
    yield "collect editing"
    await hand.press("edit.cancel")
    await hand.press("edit.withdraw")
    yield "collect withdrawing"
    await hand.press("edit.cancel")
    await field.fill("Midt i en sætning")
    await house.do(RevealInput())
    await hand.sees("collect.others", n=2)
    yield "collect revealed"
    await hand.press("done.button")
    await hand.sees("done.unsent", n=1)
    yield "collect done, asked about the draft"
    await hand.press("done.keep_writing")
    await house.do(OpenInput(False))
    await hand.sees("activity.closed")
    yield "collect closed, unsent"
    await hand.page.context.set_offline(True)
    await hand.sees("link.offline")
    yield "offline"
    await hand.page.context.set_offline(False)
    await hand.sees("link.connected_short")
    await hand.press("unsent.remove")
    await hand.open("styrker-udfordringer")
    yield "collect grid"
    await hand.open("grupper")
    yield "cluster"


async def while_placing(hand, house) -> AsyncIterator[str]:
    await hand.open("place", "alone")
    yield "place alone"
    await hand.page.locator(".box").nth(2).click()
    await hand.press("place.list")
    await hand.saved()
    yield "place list"
    placed = {row.card for row in house.live.state.placements}
    cards = [card for card in house.live.state.cards if card.deck == "initiatives"]
    cards.sort(key=lambda card: card.id in placed)  # the second round asks for no card that was agreed
    keys = [category.key for category in house.live.method.categories]
    for number, other in enumerate([await house.phone() for _ in range(OTHERS)]):
        for card in cards:
            await house.live.send(PlaceCard(card.id, keys[number % len(keys)]), actor=other.id)
    await hand.open("place", "talk")
    await house.do(AgreePlacement(cards[0].id, keys[0]))
    await house.do(SetBehaviourGoal(cards[0].id, LONG))
    await house.do(NoteDisagreement(cards[0].id, LONG))
    await house.do(RevealInput())
    await hand.sees("place.goal", text=LONG)
    yield "place revealed"
    await house.do(StartSecondRound())
    await hand.sees("place.first")
    yield "place second round"


async def while_weighing(hand, house) -> AsyncIterator[str]:
    await hand.open("reflect", "alone")
    await hand.page.get_by_role("textbox").first.fill(LONG)
    await hand.page.get_by_role("textbox").nth(1).focus()
    await hand.saved()
    yield "reflect"
    await house.do(RevealInput())
    await hand.sees("reflect.all_answers")
    yield "reflect revealed"
    for key in ("evne", "opbakning"):
        await hand.open(key)
        yield f"rate {key}"
    await hand.page.get_by_role("radio").first.check()
    await hand.saved()
    statement = house.live.method.activity("opbakning").statements[0]
    for other in house.phones:
        await house.live.send(GiveRating(statement.key, 3), actor=other.id)
    await house.do(RevealInput())
    await hand.sees("rate.spread")
    yield "rate revealed"
    await hand.open("vote")
    yield "vote"
    await hand.press("vote.plus")
    await hand.saved()
    card = next(card for card in house.live.state.cards if card.deck == "proposals")
    for other in house.phones:
        await house.live.send(CastVote(card.id, 1), actor=other.id)
    await house.do(RevealInput())
    await hand.sees("vote.total", n=OTHERS + 1)
    yield "vote revealed"


async def at_the_table(hand, house) -> AsyncIterator[str]:
    await house.do(ParkItem(LONG, "Anne"))
    await hand.open("agree")
    yield "agree"
    await hand.open("skriv-tiltag")
    await house.do(OpenInput(True))
    await hand.draft("Nåede det ikke")
    await house.do(WriteCard("Et kort til"))
    newer = await hand.page.context.new_page()
    await newer.goto(f"{house.base}/")
    await hand.sees("tab.title")
    yield "replaced by a newer tab"
    await newer.close()
    await hand.press("tab.use_this")
    await hand.sees("link.connected_short")


async def at_the_end(hand, house) -> AsyncIterator[str]:
    await house.do(CloseWorkshop())
    await hand.sees("ended.title")
    yield "ended, unsent"
    await hand.press("unsent.remove")
    await hand.press("ended.read")
    await hand.page.locator(".minutes").wait_for()
    yield "ended with the minutes"
    await hand.press("ended.forget")
    await hand.sees("ended.cleared")
    yield "forgotten"
