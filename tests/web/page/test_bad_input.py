"""What people and phones do that nobody planned for: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

import pytest
from phone_hand import comes
from waiting import until

from sessions.commands import AddNextStep, RevealInput, WriteCard

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


async def tap_twice(phone, button) -> None:
    """As thumbs do: the page has drawn what the first tap did before the second one lands."""
    await button.scroll_into_view_if_needed()
    box = await button.bounding_box()
    await phone.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for count in (1, 2):
        await phone.page.mouse.down(click_count=count)
        await phone.page.mouse.up(click_count=count)
        await phone.page.wait_for_timeout(120)


@pytest.mark.wide
async def test_a_double_tap_takes_nothing_back(phone, house) -> None:
    await phone.call_oneself("Bente")
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id
    await phone.open("skriv-tiltag")
    await tap_twice(phone, phone.page.locator("#done-button"))
    await phone.page.locator("#done-button[aria-pressed=true]").wait_for()
    await phone.saved()
    assert [mark.done for mark in house.live.state.done_marks] == [True]
    await phone.open("grupper")
    await tap_twice(phone, phone.page.get_by_role("button", name=phone.word("cluster.me-too")))
    await phone.saved()
    await house.do(AddNextStep("", "Ring til alle", None, ""))
    await phone.open("agree")
    await tap_twice(phone, phone.page.get_by_role("button", name=phone.word("agree.take")))
    await phone.saved()
    assert [mark.subject for mark in house.live.state.marks] == [card]
    assert [step.who for step in house.live.state.next_steps] == ["Bente"]


@pytest.mark.wide
async def test_a_double_tap_removes_one_text_and_parks_without_a_reproach(phone, house) -> None:
    await written(phone, house)
    await phone.open("styrker-udfordringer")
    await phone.draft("Nummer to")
    await phone.open("pause")
    await tap_twice(phone, phone.page.get_by_role("button", name=phone.word("unsent.remove")).first)
    await comes(phone.page.locator(".unsent textarea").count, 1)
    await phone.page.get_by_text(phone.word("quiet.park"), exact=True).click()
    await phone.page.get_by_label(phone.word("quiet.park_label")).fill("Til MED")
    button = phone.page.get_by_role("button", name=phone.word("quiet.park_send"), exact=True)
    await tap_twice(phone, button)
    await until(lambda: len(house.live.state.parked_items) == 1)
    assert await phone.page.locator(".error").count() == 0


@pytest.mark.wide
async def test_what_nobody_can_see_is_no_text_and_two_thousand_letters_are_one(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("\u200b\u2060\u3164")
    await phone.answered()
    await phone.page.locator(".error").first.wait_for()
    assert phone.cards() == []
    whole = "En\u200bto " + "æ" * 1_994
    await phone.write(whole)
    await phone.saved()
    assert [len(text) for text in phone.cards()] in ([1_999], [2_000])
    await phone.page.reload()
    await phone.sees("collect.mine", n=1)
    assert len(house.live.state.cards) == 1
