"""What is sent after the group has gone on counts nowhere, is not sent for ever, and loses no text."""

from __future__ import annotations

import asyncio

import pytest
from phone_hand import comes
from phone_inputs import INPUTS

from sessions.commands import AddActivity, OpenActivity

FOR_THE_ACTIVITY = [each for each in INPUTS if each.name not in ("edit", "withdraw", "name")]
WRITTEN = {"collect": "Kun én gang", "grid": "Kun én gang", "reflect": "Det virkede"}
OFTEN = ("collect", "vote", "done")


def marked(each):
    return pytest.param(each, id=each.name, marks=() if each.name in OFTEN else pytest.mark.long)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("each", [marked(each) for each in FOR_THE_ACTIVITY])
async def test_an_input_that_comes_after_the_activity_counts_for_no_other(phone, house, each) -> None:
    await each.ready(phone, house)
    nothing = each.stored(house)
    row = house.live.state.current()
    again = (await house.do(AddActivity(row.activity, 5))).id
    await phone.page.context.set_offline(True)
    await each.make(phone, house)
    await phone.sees("link.offline_short")
    await house.do(OpenActivity(again))
    await phone.page.context.set_offline(False)
    await phone.answered()
    assert each.stored(house) == nothing
    said = phone.words("refused.activity-moved-on")
    if each.name == "done":
        assert said not in await phone.page.inner_text("main")
    else:
        await phone.sees_text(said)
    kept = [entry["text"] for entry in await phone.kept("unsent") or []]
    assert kept == ([WRITTEN[each.name]] if each.name in WRITTEN else [])


@pytest.mark.wide
async def test_the_late_text_can_be_sent_when_the_group_comes_back_to_it(phone, house) -> None:
    row = await phone.open("skriv-tiltag")
    await phone.page.context.set_offline(True)
    await phone.write("Et tiltag")
    await house.open("forslag")
    await phone.page.context.set_offline(False)
    await phone.unsent_panel().wait_for()
    assert phone.cards() == []
    assert await phone.page.get_by_role("button", name=phone.word("unsent.put_back")).count() == 0
    await house.do(OpenActivity(row.id))
    await phone.press("unsent.put_back")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await comes(field.input_value, "Et tiltag")
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Et tiltag"]
    assert [card.deck for card in house.live.state.cards] == ["initiatives"]


@pytest.mark.wide
@pytest.mark.parametrize("name", [pytest.param("edit", marks=pytest.mark.long), "withdraw"])
async def test_a_card_is_not_changed_after_the_group_has_gone_on(phone, house, name) -> None:
    (each,) = (each for each in INPUTS if each.name == name)
    await each.ready(phone, house)
    await phone.page.context.set_offline(True)
    await each.make(phone, house)
    await phone.sees("link.offline_short")
    await house.open("forslag")
    await phone.page.context.set_offline(False)
    await phone.answered()
    await phone.sees_text(phone.words("refused.activity-moved-on"))
    assert phone.cards() == ["Skrevet før"]
    kept = [entry["text"] for entry in await phone.kept("unsent") or []]
    assert kept == (["Rettet imens"] if name == "edit" else [])


@pytest.mark.wide
async def test_a_tap_that_came_too_late_is_told_of_when_the_page_has_gone_on_too(phone, house) -> None:
    (vote,) = (each for each in INPUTS if each.name == "vote")
    await vote.ready(phone, house)
    page_may_follow = asyncio.Event()

    async def hold(route) -> None:
        await page_may_follow.wait()
        await route.continue_()

    await phone.page.route("**/api/state", hold)
    await house.open("pause")
    await phone.page.get_by_role("button", name=phone.word("vote.plus")).click()
    said = f"Vælg skridt med synlige resultater: {phone.words('refused.activity-moved-on')}"
    await phone.sees_text(said)
    page_may_follow.set()
    await phone.heading("Pause")
    await phone.sees_text(said)
    await phone.open("skriv-tiltag")
    assert said not in await phone.page.inner_text("main")
