"""What the group is asked to do is open on the phone, until the person folds it."""

from __future__ import annotations

import pytest

from prompts.methods.model import Kind


async def test_the_text_of_every_kind_is_unfolded_at_the_start(phone, house) -> None:
    seen = set()
    for activity in house.live.method.activities:
        planned = any(row.activity == activity.key for row in house.live.state.run_sheet())
        if activity.kind in seen or activity.kind is Kind.PRESENT or not planned:
            continue
        seen.add(activity.kind)
        await phone.open(activity.key)
        for line in activity.body:
            await phone.page.locator("details.quiet li", has_text=line).first.wait_for(state="visible")
    assert len(seen) >= 7


@pytest.mark.wide
async def test_what_a_person_has_folded_stays_folded(phone, house) -> None:
    await phone.open("skriv-tiltag")
    details = phone.page.locator("details.quiet", has_text="Formål og instruks")
    await details.locator("summary").click()
    assert not await details.evaluate("node => node.open")
    await phone.write("Et kort")
    await phone.saved()
    assert not await details.evaluate("node => node.open")


@pytest.mark.wide
async def test_the_lobby_asks_the_question_of_the_day_and_tells_the_rules(phone, house) -> None:
    method = house.live.method
    await phone.sees_text(method.before_the_day)
    for rule in method.ground_rules:
        await phone.sees_text(rule)
