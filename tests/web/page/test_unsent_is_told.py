"""A text that the server does not have is never called saved, never passed over and never out of sight."""

from __future__ import annotations

import json

import pytest
from phone_hand import Hand, comes
from phone_tour import furnish
from waiting import until

from prompts.language.words import LANGUAGES, load_words
from sessions.commands import OpenInput, RevealInput, WriteCard
from sessions.rules.meeting.creation import NewWorkshop

MANY = 40
BAR = ".unsent-bar"


def field(phone):
    return phone.page.get_by_label(phone.word("collect.label"))


async def head(phone) -> str:
    return await phone.page.locator(".saved").inner_text()


async def is_done(phone) -> bool:
    return any(mark.done for mark in phone.house.live.state.done_marks)


@pytest.mark.wide
async def test_the_head_counts_every_text_that_is_not_sent(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await comes(lambda: head(phone), phone.word("state.all_saved"))
    await field(phone).fill("Halvt")
    await comes(lambda: head(phone), phone.word("state.unsent", n=1))
    await phone.page.context.set_offline(True)
    await phone.press("collect.send", exact=True)
    await phone.sees("link.offline_short")
    await comes(lambda: head(phone), phone.word("state.unsent", n=1))
    await field(phone).fill("Et til")
    await comes(lambda: head(phone), phone.word("state.unsent", n=2))
    await phone.page.context.set_offline(False)
    await phone.answered()
    await comes(lambda: head(phone), phone.word("state.unsent", n=1))
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Et til", "Halvt"]


@pytest.mark.wide
async def test_a_card_opened_to_change_is_unsent_only_once_it_differs(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Som sendt")
    await phone.saved()
    await phone.press("edit.edit")
    edited = phone.page.get_by_label(phone.word("edit.label"))
    await edited.press_sequentially("!")
    await comes(lambda: head(phone), phone.word("state.unsent", n=1))
    await edited.press("Backspace")
    await comes(lambda: head(phone), phone.word("state.all_saved"))


@pytest.mark.wide
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_head_speaks_every_language(make_house, browser, language) -> None:
    wish = NewWorkshop("Workshop", run_sheet="180", language=language)
    async with make_house(wish=wish) as house:
        context = await browser.new_context()
        phone = Hand(await context.new_page(), house, load_words(language))
        await phone.join()
        await phone.open("skriv-tiltag")
        await field(phone).fill("1")
        await phone.sees("state.unsent", n=1)
        await phone.open("forslag")
        await field(phone).fill("2")
        await comes(lambda: head(phone), phone.word("state.unsent", n=2))
        await context.close()


async def ask(phone, text: str) -> None:
    await phone.open("skriv-tiltag")
    await field(phone).fill(text)
    await phone.press("done.button")
    await phone.sees("done.unsent", n=1)
    focused = await phone.page.evaluate("document.activeElement.textContent")
    assert focused == phone.word("done.unsent", n=1)
    assert not await is_done(phone)


async def test_finished_with_a_draft_sends_it_along_if_one_says_so(phone, house) -> None:
    await ask(phone, "Glemt")
    await phone.press("done.send")
    await phone.saved()
    await until(lambda: len(house.live.state.done_marks) == 1)
    assert phone.cards() == ["Glemt"]
    assert await is_done(phone)


@pytest.mark.wide
async def test_finished_without_the_draft_keeps_it_in_its_field(phone, house) -> None:
    await ask(phone, "Ikke endnu")
    await phone.press("done.without")
    await until(lambda: len(house.live.state.done_marks) == 1)
    assert await is_done(phone)
    assert phone.cards() == []
    await comes(field(phone).input_value, "Ikke endnu")
    await comes(lambda: head(phone), phone.word("state.unsent", n=1))


@pytest.mark.wide
async def test_writing_on_goes_back_to_the_field_and_finishes_nothing(phone, house) -> None:
    await ask(phone, "Mere")
    await phone.press("done.keep_writing")
    await phone.page.keyboard.type("!")
    assert await field(phone).input_value() in ("Mere!", "!Mere")
    assert await phone.page.locator("#finish-question").count() == 0
    assert not await is_done(phone)


@pytest.mark.wide
async def test_what_cannot_be_sent_along_leaves_one_unfinished_with_the_reason(phone, house) -> None:
    await ask(phone, "Sag 010190-1234")
    await phone.press("done.send")
    await phone.sees("cpr.warning")
    assert phone.cards() == []
    assert not await is_done(phone)
    await phone.press("cpr.send", exact=True)
    await phone.saved()
    await phone.press("done.button")
    await until(lambda: len(house.live.state.done_marks) == 1)


@pytest.mark.wide
async def test_an_answer_that_sends_itself_is_sent_before_one_is_finished(phone, house) -> None:
    await phone.open("reflect", "alone")
    await phone.page.get_by_role("textbox").first.fill("Det virkede")
    # Safari leaves the focus in the field when a button is tapped, so no blur sends it.
    await phone.page.locator("#done-button").evaluate("button => button.click()")
    await until(lambda: len(house.live.state.done_marks) == 1)
    assert [row.text for row in house.live.state.answers] == ["Det virkede"]


@pytest.mark.wide
async def test_an_answer_in_another_part_is_asked_about_and_found(phone, house) -> None:
    """A number that looks like a personal one was warned about, and the person went to another part."""
    await phone.open("reflect", "alone")
    first = phone.page.get_by_role("textbox").first
    await first.fill("Sag 010190-1234")
    await phone.page.get_by_role("textbox").nth(1).focus()
    await phone.sees("cpr.warning")
    others = [title for title in ("Sammen", "Tæt på") if title not in await checked(phone)]
    await phone.choose(others[0])
    await comes(first.input_value, "")
    await phone.page.locator("#done-button").evaluate("button => button.click()")
    await phone.sees("done.unsent", n=1)
    await phone.press("done.keep_writing")
    await comes(first.input_value, "Sag 010190-1234")
    assert await first.evaluate("field => field === document.activeElement")
    assert not await is_done(phone)


async def checked(phone) -> str:
    return await phone.page.locator(".choice:has(:checked)").first.inner_text()


async def in_sight(phone) -> str:
    """What of the bar can be seen without scrolling; fails where it is out of sight."""
    box = await phone.page.locator(BAR).bounding_box()
    height = await phone.page.evaluate("window.innerHeight")
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    return await phone.page.locator(BAR).inner_text()


async def announced(phone, *parts: str) -> None:
    """All of `parts` stand in one message to screen readers."""
    said = "document.getElementById('announcer').textContent"
    await phone.comes_true(f"{json.dumps(parts)}.every(part => {said}.includes(part))")


@pytest.mark.wide
@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844), (640, 360)])
async def test_a_text_left_behind_is_in_sight_at_once_and_told(make_hand, house, width, height) -> None:
    await furnish(house)
    for number in range(MANY):
        await house.open("skriv-tiltag")
        await house.do(WriteCard(f"Kort {number}"))
    async with make_hand(viewport={"width": width, "height": height}) as phone:
        await phone.join()
        await phone.open("skriv-tiltag")
        await house.do(RevealInput())
        await phone.page.locator("#own-part").wait_for()
        await phone.draft("Midt i en sætning")
        await phone.open("grupper")
        await phone.page.locator(BAR).wait_for()
        said = await in_sight(phone)
        assert "Midt i en sætning" in said
        assert phone.word("state.unsent", n=1) in said
        title = house.live.method.activity("grupper").title
        await announced(phone, phone.word("activity.new", title=title), phone.word("state.unsent", n=1))
        await phone.press("unsent.show")
        assert await phone.page.evaluate("document.activeElement.id") == "unsent-heading"


@pytest.mark.wide
async def test_input_that_closes_under_the_fingers_leaves_the_text_in_sight(phone, house) -> None:
    for number in range(MANY):
        await house.open("skriv-tiltag")
        await house.do(WriteCard(f"Kort {number}"))
    await phone.open("skriv-tiltag")
    await house.do(RevealInput())
    await phone.sees_text("Kort 39")
    await phone.draft("Under fingrene")
    await house.do(OpenInput(False))
    await phone.page.locator(BAR).wait_for()
    await phone.page.evaluate("window.scrollTo(0, 1500)")
    assert "Under fingrene" in await in_sight(phone)
    await announced(phone, phone.word("state.unsent", n=1))


@pytest.mark.wide
async def test_a_text_left_behind_can_still_be_sent_from_the_bar(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await field(phone).fill("Kom med alligevel")
    await phone.open("grupper")
    await phone.page.locator(BAR).get_by_role("button", name=phone.word("unsent.anyway")).click()
    await phone.sees("unsent.sent_anyway")
    assert phone.cards() == ["Kom med alligevel"]
    assert await phone.page.locator(BAR).count() == 0
    assert await phone.kept("unsent") is None


@pytest.mark.wide
async def test_an_answer_left_behind_is_parked_with_its_question(phone, house) -> None:
    await phone.open("reflect", "alone")
    await phone.page.get_by_role("textbox").nth(1).fill("Når alle er med")
    await phone.open("grupper")
    await phone.page.locator(BAR).get_by_role("button", name=phone.word("unsent.anyway")).click()
    await phone.sees("unsent.sent_anyway")
    (parked,) = house.live.state.parked_items
    question = house.live.method.questions[1]
    assert parked.text.endswith(f"· {question.short}: Når alle er med")


@pytest.mark.wide
async def test_a_personal_number_is_warned_about_before_it_is_sent_late(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await field(phone).fill("Sag 010190-1234")
    await phone.open("grupper")
    anyway = phone.page.locator(BAR).get_by_role("button", name=phone.word("unsent.anyway"))
    await anyway.click()
    await phone.sees("cpr.warning")
    assert phone.cards() == []
    await anyway.click()
    await phone.sees("unsent.sent_anyway")


@pytest.mark.wide
async def test_the_bar_takes_little_of_a_small_phone(make_hand, house) -> None:
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("skriv-tiltag")
        await field(phone).fill("En lang tekst, som fylder flere linjer på en lille telefon. " * 4)
        await phone.open("grupper")
        box = await phone.page.locator(BAR).bounding_box()
        assert box["height"] <= 640 / 6
