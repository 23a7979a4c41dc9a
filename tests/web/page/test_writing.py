"""Writing a card fits one screen, and the receipt is beside the button."""

from __future__ import annotations

import pytest
from phone_hand import comes
from phone_tour import LONG

from sessions.commands import NameTheme, RevealInput, StartSecondRound, WriteCard

FIRST_INPUT = ".area textarea, .area input, .area .box, .area .vote-row button, .area .marks button"
FIRST_SCREENS = [
    (360, 640, 1),
    (360, 640, 1.5),
    (360, 640, 2),
    (390, 844, 2),
    (740, 360, 1),
    (844, 390, 1.5),
    (844, 390, 2),
]
"""Width, height and the text size chosen in the phone."""
LEAST = 40
"""So much of the first input is seen, in pixels."""
WITH_INPUT = [
    ("skriv-tiltag", ""),
    ("styrker-udfordringer", ""),
    ("saml-i-grupper", ""),
    ("grupper", ""),
    ("place", "alone"),
    ("place", "talk"),
    ("reflect", "alone"),
    ("evne", ""),
    ("opbakning", ""),
    ("vote", ""),
]


def field(phone):
    return phone.page.get_by_label(phone.word("collect.label"))


async def edges(phone, selector: str) -> tuple[float, float]:
    box = await phone.page.locator(selector).first.bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.wide
async def test_prompt_field_and_send_stand_together_on_a_small_phone(make_hand, house) -> None:
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("skriv-tiltag")
        prompt = await edges(phone, ".prompt")
        writing = await edges(phone, ".area textarea")
        send = await edges(phone, ".area button[type=submit]")
        assert 0 <= prompt[0] < prompt[1] <= writing[0] < writing[1] <= send[0] < send[1] <= 340


@pytest.mark.wide
async def test_what_a_card_is_placed_by_stands_between_field_and_send_on_one_screen(make_hand, house) -> None:
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("styrker-udfordringer")
        writing, foot = await edges(phone, ".area textarea"), await edges(phone, ".foot")
        send = await edges(phone, ".area button[type=submit]")
        for options in ("new-when", "new-outcome"):
            choices = phone.page.locator(f"[name={options}]")
            for number in range(await choices.count()):
                await choices.nth(number).check(force=True)
                assert await edges(phone, ".area button[type=submit]") == send, "no tap moves it"
            asked = await edges(phone, f".choices:has([name={options}])")
            assert writing[1] <= asked[0] < asked[1] <= send[0]
        assert send[1] <= foot[0]


@pytest.mark.wide
async def test_a_text_that_is_too_long_hides_neither_why_nor_the_way_to_send_it(make_hand, house) -> None:
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("skriv-tiltag")
        await phone.write("ord " * 600)
        why = phone.page.locator(".error")
        await why.wait_for()
        for selector in (".error", ".area button[type=submit]"):
            await phone.page.locator(selector).scroll_into_view_if_needed()
            writing, shown = await edges(phone, ".area textarea"), await edges(phone, selector)
            assert writing[1] - writing[0] <= 640 / 2
            assert writing[1] <= shown[0] < shown[1] <= 640


@pytest.mark.wide
async def test_a_key_within_a_text_draws_nothing_anew(phone, house) -> None:
    """With 500 cards on a slow phone that would take longer than a key may."""
    await phone.open("skriv-tiltag")
    await field(phone).fill("Et")
    await comes(phone.page.locator(".saved").inner_text, phone.word("state.unsent", n=1))
    await phone.page.evaluate("""() => {
      const { get } = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes');
      window.looked = 0;
      const counted = { get() { window.looked += 1; return get.call(this); } };
      Object.defineProperty(Node.prototype, 'childNodes', counted);
    }""")
    looked = -1
    while looked != (looked := await phone.page.evaluate("window.looked")):
        await phone.page.wait_for_timeout(700)  # what the first word set off is drawn
    await phone.page.evaluate("window.looked = 0")
    await field(phone).press_sequentially(" nyt kort")
    await phone.page.wait_for_timeout(200)
    assert await phone.page.evaluate("window.looked") == 0
    assert [draft["text"] for draft in (await phone.kept("drafts")).values()] == ["Et nyt kort"]
    await field(phone).fill("")
    await comes(phone.page.locator(".saved").inner_text, phone.word("state.all_saved"))


@pytest.mark.wide
async def test_head_and_foot_stay_in_sight_among_many_cards(make_hand, house) -> None:
    await house.open("skriv-tiltag")
    for number in range(40):
        await house.do(WriteCard(f"Kort {number}"))
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await house.do(RevealInput())
        await phone.sees_text("Kort 39")
        for where in (0, 700, 1500):
            await phone.page.evaluate(f"window.scrollTo(0, {where})")
            head, done = await edges(phone, ".top"), await edges(phone, "#done-button")
            assert head[0] == 0
            assert head[1] <= 64
            assert done[1] <= 640


@pytest.mark.wide
async def test_the_first_input_of_every_activity_is_on_the_first_screen(phone, house) -> None:
    await long_cards(house)
    tools = await phone.page.context.new_cdp_session(phone.page)
    late = {}
    for key, phase in WITH_INPUT:
        await phone.open(key, phase)
        if phase == "talk":
            await house.do(StartSecondRound())
        await phone.page.locator(FIRST_INPUT).first.wait_for()
        for width, height, scale in FIRST_SCREENS:
            await phone.page.set_viewport_size({"width": width, "height": height})
            await tools.send("Emulation.setEmulatedOSTextScale", {"scale": scale})
            await phone.page.evaluate("window.scrollTo(0, 0)")
            top, bottom = await edges(phone, FIRST_INPUT)
            if min(bottom, top + LEAST) > height:
                late[key, width, height, scale] = top
    assert late == {}


async def long_cards(house) -> None:
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard(LONG))).id
    await house.do(NameTheme("Samarbejde", (card,)))
    await house.open("forslag")
    await house.do(WriteCard(LONG))


async def receipt(phone) -> str:
    return await phone.page.locator(".receipt").inner_text()


@pytest.mark.wide
async def test_the_receipt_counts_ones_own_cards_only(phone, house) -> None:
    await phone.open("skriv-tiltag")
    assert await receipt(phone) == ""
    await house.do(WriteCard("En andens"))
    for number in (1, 2):
        await phone.write(f"Mit {number}")
        await comes(lambda: receipt(phone), phone.word("collect.received", n=number))
        await phone.comes_true(
            "document.getElementById('announcer').textContent"
            f".includes({phone.word('collect.received', n=number)!r})"
        )


@pytest.mark.wide
async def test_enter_sends_and_shift_enter_breaks_the_line(phone, house) -> None:
    await phone.open("skriv-tiltag")
    assert await field(phone).get_attribute("enterkeyhint") == "send"
    await field(phone).press_sequentially("Første")
    await field(phone).press("Shift+Enter")
    await field(phone).press_sequentially("anden")
    await field(phone).press("Enter")
    await phone.saved()
    assert phone.cards() == ["Første\nanden"]
    await comes(field(phone).input_value, "")
    assert await phone.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


async def paste(phone, text: str) -> None:
    await phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await phone.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    await field(phone).press("Control+V")
    await comes(field(phone).input_value, text)


@pytest.mark.wide
@pytest.mark.parametrize(
    ("answer", "wanted"),
    [("collect.lines_each", ["Et", "To", "Tre"]), ("collect.lines_one", ["Et\n\nTo\nTre"])],
)
async def test_a_pasted_list_becomes_cards_after_a_question(phone, house, answer, wanted) -> None:
    await phone.open("skriv-tiltag")
    await paste(phone, "Et\n\nTo\nTre")
    await phone.sees("collect.lines", n=3)
    await field(phone).press("Enter")
    assert await phone.page.evaluate("document.activeElement.id") == "lines-question"
    assert phone.cards() == []
    await phone.page.get_by_role("button", name=phone.word(answer, n=3)).click()
    await phone.saved()
    assert phone.cards() == sorted(wanted)
    await comes(phone.page.locator("#lines-question").count, 0)


@pytest.mark.wide
async def test_a_pasted_list_with_a_personal_number_is_warned_about_first(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await paste(phone, "Et\nSag 010190-1234")
    await phone.page.get_by_role("button", name=phone.word("collect.lines_each", n=2)).click()
    await phone.sees("cpr.warning")
    assert phone.cards() == []


async def test_a_second_tap_on_send_is_no_mistake(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await field(phone).fill("Én gang")
    await phone.page.get_by_role("button", name=phone.word("collect.send"), exact=True).dblclick()
    await phone.saved()
    assert phone.cards() == ["Én gang"]
    assert await phone.page.get_by_text(phone.word("collect.empty")).count() == 0


@pytest.mark.wide
async def test_each_card_begins_with_the_first_status(phone, house) -> None:
    await phone.open("skriv-tiltag")
    first, second = house.live.method.deck("initiatives").statuses[:2]
    await phone.choose(second.title)
    await phone.write("Et kort")
    await phone.saved()
    await phone.write("Et til")
    await phone.saved()
    stored = {card.text: card.status for card in house.live.state.cards}
    assert stored == {"Et kort": second.key, "Et til": first.key}
