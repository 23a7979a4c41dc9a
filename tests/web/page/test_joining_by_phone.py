"""Coming in: by QR code, by typing, when it is full, again, and being sent away."""

from __future__ import annotations

import pytest
from conftest import new_hand
from phone_hand import Hand, comes
from waiting import until

from sessions.commands import EditWorkshop, RemoveParticipant, RenameParticipant, RotateAccess, WriteCard
from sessions.rules.meeting.creation import NewWorkshop

LONG_TITLE = "Implementering af tværprofessionelle samarbejdsmodeller i distriktet"


@pytest.mark.wide
async def test_the_scanned_secret_leaves_the_address_bar_and_lets_one_in(hand, house) -> None:
    await hand.scan()
    assert house.live.access.secret not in await hand.page.evaluate("location.href")
    await hand.join(alias="Bente")
    row = next(iter(house.live.state.participants))
    assert row.alias == "Bente"
    await hand.sees_text("Bente")
    await hand.sees("lobby.welcome")
    kept = await hand.storage()
    assert set(kept) == {"tre-skridt.token", "tre-skridt.tab", "tre-skridt.queue"}
    assert await hand.kept("queue") == []
    assert house.live.access.secret not in "".join(kept.values())
    assert all(house.live.access.secret not in url for url in hand.requests[1:] if "#" not in url)


@pytest.mark.wide
@pytest.mark.parametrize("link", ["{base}//%23{secret}).", "{base}/#{secret}."], ids=["sign", "stop"])
async def test_a_link_that_a_chat_program_has_changed_lets_one_in(hand, house, link: str) -> None:
    await hand.page.goto(link.format(base=house.base, secret=house.live.access.secret))
    await hand.press("join.button")
    await hand.sees_text(hand.word("link.connected_short"))
    assert house.live.access.secret not in await hand.page.evaluate("location.href")
    assert len(house.live.state.participants) == 1


@pytest.mark.wide
async def test_a_reload_and_the_same_code_again_stay_the_same_participant(phone, house) -> None:
    await phone.page.reload()
    await phone.sees("lobby.welcome")
    await phone.scan()
    await phone.sees("lobby.welcome")
    await phone.page.goto("about:blank")
    await phone.scan()
    await phone.sees("lobby.welcome")
    assert len(house.live.state.participants) == 1


@pytest.mark.wide
async def test_the_code_can_be_typed_in_any_way_people_type(hand, house) -> None:
    await hand.page.goto(house.base)
    code = house.live.access.code
    await hand.page.get_by_label(hand.word("join.code")).fill(f" {code[:3].lower()} {code[3:].lower()} ")
    await hand.press("join.button")
    await hand.sees("lobby.welcome")


@pytest.mark.wide
async def test_a_wrong_code_is_said_beside_the_field(hand, house) -> None:
    await hand.page.goto(house.base)
    field = hand.page.get_by_label(hand.word("join.code"))
    await field.fill("22")
    await hand.press("join.button")
    await hand.sees("join.code_length")
    await field.fill("222222")
    await hand.press("join.button")
    await hand.page.get_by_role("alert").wait_for()
    await comes(lambda: field.get_attribute("aria-invalid"), "true")
    assert await field.evaluate("field => field === document.activeElement")
    assert len(house.live.state.participants) == 0


@pytest.mark.wide
async def test_a_full_room_waits_and_lets_in_by_itself(make_house, browser, words) -> None:
    async with make_house(limits={"participants": 1}) as house:
        first = await house.phone()
        context = await browser.new_context()
        hand = Hand(await context.new_page(), house, words)
        await hand.scan()
        await hand.press("join.button")
        await hand.sees("join.full")
        await house.do(RemoveParticipant(first.id))
        await hand.press("join.try_now")
        await hand.sees("lobby.welcome")
        await context.close()


@pytest.mark.wide
async def test_joining_while_the_network_is_away_makes_one_participant(hand, house) -> None:
    await hand.scan()

    async def lose_the_answer(route) -> None:
        await route.fetch()
        await route.abort()

    await hand.page.route("**/api/join", lose_the_answer, times=1)
    await hand.press("join.button")
    await hand.sees("join.unreachable")
    await hand.sees("lobby.welcome")
    assert len(house.live.state.participants) == 1


@pytest.mark.wide
async def test_a_removed_phone_forgets_its_token_and_keeps_its_words(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).fill("Halvt skrevet")
    row = next(iter(house.live.state.participants))
    await house.do(RemoveParticipant(row.id))
    await phone.sees("join.removed")
    assert await phone.kept("token") is None
    text = phone.page.get_by_label(house.live.method.activity("skriv-tiltag").title)
    await comes(text.input_value, "Halvt skrevet")


async def test_an_unknown_token_leads_to_the_join_page(hand, house) -> None:
    await hand.page.goto(house.base)
    await hand.page.evaluate("localStorage.setItem('tre-skridt.token', JSON.stringify('x'.repeat(22)))")
    await hand.page.reload()
    await hand.sees("join.new")
    assert await hand.page.locator("#join-error").count() == 0


@pytest.mark.wide
async def test_somebody_else_with_the_same_phone_is_another_participant(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.draft("Den førstes kladde")
    await phone.press("me.not_me")
    await phone.press("edit.cancel")
    await phone.sees("state.unsent", n=1)
    await phone.press("me.not_me")
    await phone.press("me.not_me_yes")
    assert "Den førstes kladde" not in await phone.page.inner_text("main")
    await phone.page.get_by_label(phone.word("join.code")).fill(house.live.access.code)
    await phone.press("join.button")
    await phone.call_oneself("Den anden")
    await phone.write("Den andens")
    await phone.saved()
    first, second = sorted(house.live.state.participants, key=lambda row: row.number)
    assert (first.removed, second.alias) == (False, "Den anden")
    assert [card.author for card in house.live.state.cards] == [second.id]
    await phone.page.get_by_text(phone.word("unsent.earlier", n=1)).click()
    await phone.page.get_by_role("button", name=phone.word("unsent.remove")).wait_for()


@pytest.mark.wide
async def test_who_asks_and_what_for_is_said_in_sixty_words(hand, house) -> None:
    await house.do(EditWorkshop("Prøve", "Nordby Kommune", "Ledergruppen", 3, 2))
    await hand.scan()
    await hand.sees_text("Nordby Kommune")
    told = hand.word("join.privacy", organisation="Nordby Kommune")
    await hand.sees_text(told)
    assert len(told.split()) <= 60
    assert "uden navn" in told
    assert "anonym" not in " ".join(map(str, hand.words.under("phone.").values())).casefold()


@pytest.mark.wide
async def test_the_two_words_of_the_projector_stand_on_the_phone(hand, house) -> None:
    await hand.scan()
    sign = house.live.access.sign
    await hand.sees_text(sign)
    await hand.press("join.button")
    await hand.sees("lobby.welcome")
    await hand.sees_text(sign)


@pytest.mark.wide
async def test_the_name_can_be_changed_later(phone, house) -> None:
    await phone.call_oneself("Gammel bruger")
    await phone.call_oneself("Ny bruger")
    await until(lambda: next(iter(house.live.state.participants)).alias == "Ny bruger")
    await phone.sees_text("Ny bruger")


@pytest.mark.wide
async def test_a_number_like_a_cpr_number_is_no_name(phone, house) -> None:
    await phone.call_oneself("010190-1234")
    await phone.sees("cpr.name")
    assert "010190" not in next(iter(house.live.state.participants)).alias


async def test_two_taps_from_the_code_one_can_write_and_the_notice_stands_above(make_hand, house) -> None:
    await house.open("skriv-tiltag")
    async with make_hand(viewport={"width": 360, "height": 640}) as hand:
        tools = await hand.page.context.new_cdp_session(hand.page)
        await hand.scan()
        button = hand.page.locator("#join-button")
        await button.wait_for()
        for width, height, scale in ((740, 360, 1), (360, 640, 1.5), (360, 640, 1)):
            await hand.page.set_viewport_size({"width": width, "height": height})
            await tools.send("Emulation.setEmulatedOSTextScale", {"scale": scale})
            stands = await button.bounding_box()
            assert stands["y"] + stands["height"] <= height
        notice = await hand.page.get_by_text(hand.word("join.privacy")[-40:]).bounding_box()
        assert notice["y"] + notice["height"] <= stands["y"]
        assert await hand.page.locator("input, textarea").count() == 0
        await button.click()
        await hand.page.get_by_label(hand.word("collect.label")).fill("To tryk")


@pytest.mark.wide
async def test_a_name_is_asked_for_in_the_lobby_and_survives_its_end(phone, house) -> None:
    field = phone.page.get_by_label(phone.word("join.alias"))
    await field.press_sequentially("Met")
    await phone.open("skriv-tiltag")
    assert await field.input_value() == "Met"
    await phone.call_oneself("Mette")
    await until(lambda: next(iter(house.live.state.participants)).alias == "Mette")


@pytest.mark.wide
async def test_a_table_is_asked_for_only_where_there_are_tables(phone, house) -> None:
    table = phone.page.get_by_label(phone.word("join.table"))
    await phone.page.get_by_label(phone.word("join.alias")).wait_for()
    assert await table.count() == 0
    other = await house.phone()
    await house.do(RenameParticipant(other.id, "Ro", "2"))
    await phone.page.reload()
    await table.wait_for()
    await phone.call_oneself("Bente", "3")
    await until(lambda: {row.table_name for row in house.live.state.participants} == {"2", "3"})


async def test_another_participant_is_seen_as_a_number_only(phone, house) -> None:
    await house.open("skriv-tiltag")
    other = await house.phone(alias="Hemmelig")
    await house.live.send(WriteCard("Skjult tekst"), actor=other.id)
    await phone.sees("me.people", n=2)
    assert "Skjult" not in await phone.page.inner_text("body")
    assert "Hemmelig" not in await phone.page.inner_text("body")


@pytest.mark.wide
async def test_code_and_what_is_wrong_with_it_stand_in_sight(make_hand) -> None:
    async with make_hand(viewport={"width": 360, "height": 640}) as hand:
        await hand.page.goto(hand.house.base)
        field, button = hand.page.locator("#join-code"), hand.page.locator("#join-button")
        await field.wait_for()
        typed, pressed = await field.bounding_box(), await button.bounding_box()
        assert typed["y"] + typed["height"] <= min(640, pressed["y"])
        await button.click()
        error = await hand.page.locator("#join-error").bounding_box()
        typed = await field.bounding_box()
        assert 0 <= typed["y"] < typed["y"] + typed["height"] <= error["y"]
        assert error["y"] + error["height"] <= 640


@pytest.mark.wide
@pytest.mark.parametrize(
    "look", [(360, 640, 1.5), (360, 640, 2.0), (740, 360, 1.0), (740, 360, 1.5)], ids=str
)
@pytest.mark.parametrize("title", ["Workshop", LONG_TITLE], ids=["short", "long"])
async def test_the_code_is_asked_for_on_the_first_screen(make_house, browser, words, look, title) -> None:
    width, height, scale = look
    size = {"width": width, "height": height}
    async with (
        make_house(wish=NewWorkshop(title, run_sheet="90")) as house,
        new_hand(browser, house, words, viewport=size) as hand,
    ):
        tools = await hand.page.context.new_cdp_session(hand.page)
        await tools.send("Emulation.setEmulatedOSTextScale", {"scale": scale})
        await hand.page.goto(hand.house.base)
        field, button = hand.page.locator("#join-code"), hand.page.locator("#join-button")
        await field.wait_for()
        for each in (field, button)[: 2 if scale * width < 600 or scale == 1.0 else 1]:
            box = await each.bounding_box()
            assert 0 <= box["y"] < box["y"] + box["height"] <= height
        await button.click()
        why = hand.page.locator("#join-error")
        await why.wait_for()
        typed, told = await field.bounding_box(), await why.bounding_box()
        assert 0 <= typed["y"] < typed["y"] + typed["height"] <= min(told["y"], height)
        assert told["y"] < height


@pytest.mark.wide
@pytest.mark.parametrize("typed", ["", "Bente"])
async def test_a_page_left_open_shows_the_sign_of_the_meeting_that_has_begun_since(
    hand, house, typed
) -> None:
    await hand.page.clock.install()
    await hand.page.goto(house.base)
    old = house.live.access.sign
    await hand.sees_text(old)
    name = hand.page.locator("#join-code")
    await name.fill(typed)
    await house.do(RotateAccess("another-secret-of-the-next-one", "XYZ789"))
    new = house.live.access.sign
    assert new != old
    await hand.page.clock.run_for(31_000)
    await hand.sees_text(new)
    assert old not in await hand.page.inner_text("main")
    assert await name.input_value() == typed
