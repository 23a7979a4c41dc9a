"""What people and phones do that nobody planned for: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

import pytest
from phone_hand import comes
from waiting import until

from sessions.commands import RevealInput, WriteCard

AN_HOUR_BACK = "const real = Date.now; Date.now = () => real() - 3600000"


async def written(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Sendt")
    await phone.saved()
    await phone.draft("Halvt skrevet")


@pytest.mark.wide
async def test_the_back_button_takes_nothing(phone, house) -> None:
    await written(phone, house)
    await phone.page.goto("about:blank")
    await phone.page.go_back()
    field = phone.page.get_by_label(phone.word("collect.label"))
    await comes(field.input_value, "Halvt skrevet")
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Halvt skrevet", "Sendt"]
    assert len(house.live.state.participants) == 1


async def test_ten_dots_in_one_moment_are_as_many_as_there_may_be(phone, house) -> None:
    await house.open("forslag")
    for number in range(2):
        await house.do(WriteCard(f"Forslag {number}"))
    await phone.open("vote")
    plus = phone.page.get_by_role("button", name=phone.word("vote.plus"))
    for number in range(2):
        await plus.nth(number).evaluate("button => { for (let n = 0; n < 10; n += 1) button.click() }")
    await phone.saved()
    workshop = house.live.state.workshop
    given = sorted(row.dots for row in house.live.state.votes)
    assert given == sorted([workshop.max_per_item, workshop.dots - workshop.max_per_item])


@pytest.mark.wide
async def test_a_phone_that_sleeps_through_two_activities_loses_nothing(phone, house) -> None:
    await written(phone, house)
    await phone.page.context.set_offline(True)
    await phone.press("collect.send", exact=True)
    await phone.draft("Nummer to")
    await house.open("styrker-udfordringer")
    await house.open("evne")
    await phone.page.context.set_offline(False)
    await phone.heading(house.live.method.activity("evne").title)
    await phone.answered()
    await phone.sees("state.unsent", n=2)
    kept = phone.page.locator(".unsent textarea")
    await comes(kept.count, 2)
    assert sorted([await kept.nth(each).input_value() for each in (0, 1)]) == ["Halvt skrevet", "Nummer to"]
    assert phone.cards() == ["Sendt"]


@pytest.mark.wide
@pytest.mark.parametrize("moment", ["from the start", "in the middle"])
async def test_a_clock_that_is_an_hour_wrong_holds_nothing_back(hand, house, moment) -> None:
    await house.open("skriv-tiltag")
    for number in range(3):
        await house.do(WriteCard(f"Kort {number}"))
    row = await house.open("place", "alone")
    if moment == "from the start":
        await hand.page.add_init_script(AN_HOUR_BACK)
    await hand.join()
    box = hand.page.locator(".box").first
    await box.click()
    await comes(hand.page.locator("#one-heading").inner_text, hand.word("place.number", number=2, all=3))
    if moment == "in the middle":
        await hand.page.evaluate(AN_HOUR_BACK)
    await hand.page.wait_for_timeout(900)
    await box.click()
    await until(lambda: len(house.live.state.placements) == 2)
    minutes = int((await hand.page.locator("#clock-time").inner_text()).split(":")[0])
    assert minutes in (row.minutes - 1, row.minutes)


SIDES = """element => {
  const range = document.createRange();
  const edges = [0, 1].map(end => {
    const text = element.firstChild;
    range.setStart(text, end ? text.data.length - 1 : 0);
    range.setEnd(text, end ? text.data.length : 1);
    const {left, right} = range.getBoundingClientRect();
    return [left, right];
  });
  const {left, right} = element.getBoundingClientRect();
  return {first: edges[0][1] - left, last: edges[1][0] - left, width: right - left};
}"""
"""Where the first letter of a text ends and its last begins, from the left edge of its line."""


@pytest.mark.wide
async def test_what_runs_from_right_to_left_stands_so_and_turns_nothing_around_it(phone, house) -> None:
    await phone.call_oneself("محمد علي")
    await house.open("skriv-tiltag")
    await house.do(WriteCard("اجتماع"))
    await house.do(WriteCard("Møde (fast)"))
    await phone.open("skriv-tiltag")
    await house.do(RevealInput())
    arabic = phone.page.locator(".card-text", has_text="اجتماع")
    sides = await arabic.evaluate(SIDES)
    assert sides["first"] == pytest.approx(sides["width"], abs=2), "it begins at the right edge"
    danish = await phone.page.locator(".card-text", has_text="Møde").evaluate(SIDES)
    assert 0 <= danish["first"] < danish["last"]
    await phone.press("me.not_me")
    question = phone.page.locator("#who-question")
    assert (await question.inner_text()) == phone.word("me.not_me_question", name="محمد علي")
    told = await question.evaluate(SIDES)
    assert told["first"] < 20, "the sentence around the name stays Danish"
    await phone.press("edit.cancel")
