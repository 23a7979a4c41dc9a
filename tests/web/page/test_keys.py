"""Every kind of input by keyboard alone, the focus seen wherever it is; and thumbs quicker than the page."""

from __future__ import annotations

import pytest
from waiting import until

from sessions.commands import WriteCard

HERE = """() => {
  const here = document.activeElement;
  const face = (here.closest('label') || here).querySelector('.choice-face') || here;
  const name = here.getAttribute('aria-label') || here.labels?.[0]?.innerText || here.innerText || '';
  return [name, getComputedStyle(here).outlineStyle, getComputedStyle(face).outlineStyle];
}"""


async def walk_to(phone, wanted: str) -> None:
    for _ in range(60):
        await phone.page.keyboard.press("Tab")
        name, own, face = await phone.page.evaluate(HERE)
        if wanted in name:
            assert "solid" in (own, face), f"nobody sees where the focus is: {wanted}"
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


@pytest.mark.long
async def test_answers_ratings_and_dots_need_no_mouse(phone, house) -> None:
    await phone.open("reflect", "alone")
    await walk_to(phone, house.live.method.questions[0].text)
    await phone.page.keyboard.type("Uden mus")
    await phone.page.keyboard.press("Tab")
    await until(lambda: [row.text for row in house.live.state.answers] == ["Uden mus"])

    await phone.open("opbakning")
    await walk_to(phone, "Jeg går forrest")
    await phone.page.keyboard.press("ArrowDown")
    await until(lambda: [row.value for row in house.live.state.ratings] == [4])

    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")
    await walk_to(phone, phone.word("vote.plus"))
    await phone.page.keyboard.press("Enter")
    await phone.page.keyboard.press("Space")
    await until(lambda: [row.dots for row in house.live.state.votes] == [2])

    await phone.open("fire-tilgange")
    await walk_to(phone, house.live.method.categories[0].title)
    await phone.page.keyboard.press("Enter")
    await phone.sees_text(house.live.method.categories[0].short)


async def test_two_taps_before_the_page_has_drawn_are_two_dots(phone, house) -> None:
    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")
    plus = phone.page.get_by_role("button", name=phone.word("vote.plus"))
    await plus.evaluate("button => { button.click(); button.click(); }")
    await phone.saved()
    assert [row.dots for row in house.live.state.votes] == [2]
    await plus.evaluate("button => { for (let n = 0; n < 9; n += 1) button.click(); }")
    await phone.saved()
    assert [row.dots for row in house.live.state.votes] == [house.live.state.workshop.max_per_item]
