"""The minutes can be read again after the end for as long as the workshop is served."""

from __future__ import annotations

import pytest
import pytest_asyncio
from phone_hand import Hand, comes

from sessions.commands import CloseWorkshop, RemoveParticipant, ReopenWorkshop

PAGE = b"<!doctype html><title>x</title><body><h1>Referat</h1><p>Ni tiltag</p>"


@pytest_asyncio.fixture(loop_scope="session")
async def ended(make_house, browser, words):
    """A phone in a workshop that has ended."""
    async with make_house(minutes_html=lambda: PAGE) as house:
        context = await browser.new_context()
        phone = Hand(await context.new_page(), house, words)
        await phone.join(alias="Mette")
        await phone.open("skriv-tiltag")
        await phone.write("Et kort")
        await phone.saved()
        await house.do(CloseWorkshop())
        await phone.sees("ended.title")
        yield phone
        assert phone.trouble == [], phone.trouble
        await context.close()


async def read_minutes(phone) -> None:
    await phone.sees("ended.title")
    await phone.press("ended.read")
    await phone.sees_text("Ni tiltag")


@pytest.mark.wide
async def test_a_reload_at_the_end_keeps_the_minutes(ended) -> None:
    for _ in range(2):
        await ended.page.reload()
        await read_minutes(ended)


@pytest.mark.wide
async def test_another_scan_of_the_code_at_the_end_shows_the_minutes(ended, words) -> None:
    await ended.scan()
    await read_minutes(ended)
    fresh = Hand(await ended.page.context.new_page(), ended.house, words)
    await fresh.scan()
    await read_minutes(fresh)
    assert len(ended.house.live.state.participants) == 1
    assert await fresh.kept("secret") is None


@pytest.mark.wide
async def test_a_tab_that_was_thrown_away_comes_back_to_the_minutes(ended, words) -> None:
    context = ended.page.context
    await ended.page.close()
    again = Hand(await context.new_page(), ended.house, words)
    await again.page.goto(f"{ended.house.base}/")
    await read_minutes(again)


@pytest.mark.wide
async def test_a_workshop_opened_again_after_a_reload_knows_who_this_is(ended) -> None:
    await ended.page.reload()
    await ended.sees("ended.title")
    await ended.house.do(ReopenWorkshop())
    await ended.heading("Skriv jeres tiltag")
    await ended.sees_text("Mette")
    await ended.write("Et kort til")
    await ended.saved()
    assert len(ended.house.live.state.participants) == 1
    assert await ended.kept("ended") is None


@pytest.mark.wide
async def test_what_the_phone_says_it_has_forgotten_it_has_forgotten(ended) -> None:
    assert ended.word("ended.cleared") not in await ended.page.inner_text("body")
    await ended.press("ended.forget")
    await ended.sees("ended.cleared")
    assert await ended.storage() == {}
    await ended.page.reload()
    await ended.sees("join.code")


@pytest.mark.wide
async def test_unsent_texts_are_not_called_forgotten(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).fill("Nåede det ikke")
    await house.do(CloseWorkshop())
    for _ in range(2):
        await phone.sees("ended.kept_unsent")
        assert await phone.page.get_by_role("button", name=phone.word("ended.forget")).count() == 0
        await comes(phone.page.get_by_label("Skriv jeres tiltag").input_value, "Nåede det ikke")
        await phone.page.reload()


@pytest.mark.wide
async def test_who_was_removed_after_the_end_reads_no_minutes(ended) -> None:
    (participant,) = ended.house.live.state.participants
    token = await ended.kept("token")
    await ended.house.do(ReopenWorkshop())
    await ended.house.do(RemoveParticipant(participant.id))
    await ended.house.do(CloseWorkshop())
    stranger = ended.house.stranger()
    stranger.token = token
    assert (await stranger.ask("GET", "/api/minutes")).status == 401


@pytest.mark.wide
@pytest.mark.parametrize("scanned", [False, True])
async def test_the_next_workshop_at_the_same_address_accuses_nobody(
    ended, make_house, words, tmp_path, scanned
) -> None:
    """The consultant's hotspot gives the same address every week."""
    port = ended.house.server.port
    await ended.house.server.stop()
    async with make_house(port=port) as other:
        next_day = Hand(ended.page, other, words)
        if scanned:
            await next_day.scan()
        else:
            await next_day.page.goto(f"{other.base}/")
        await next_day.sees("join.new")
        assert await next_day.page.locator("#join-error").count() == 0
        await comes(next_day.page.get_by_label(words("phone.join.code")).count, 0 if scanned else 1)
        assert await next_day.kept("ended") is None
        ended.trouble.clear()  # a token that nobody knows any more is answered 401, which the console tells


@pytest.mark.wide
async def test_a_scan_after_a_workshop_that_never_ended_accuses_nobody(phone, make_house, words) -> None:
    await phone.open("skriv-tiltag")
    await phone.draft("Fra i går")
    port = phone.house.server.port
    await phone.house.server.stop()
    async with make_house(port=port) as other:
        next_day = Hand(phone.page, other, words)
        await next_day.scan()
        await next_day.page.reload()
        await next_day.sees("join.new")
        assert await next_day.page.locator("#join-error").count() == 0
        assert await next_day.page.get_by_label(words("phone.join.code")).count() == 0
        await next_day.press("join.button")
        await next_day.sees("state.all_saved")
        assert await next_day.page.locator(".unsent-bar").count() == 0
        await next_day.page.get_by_text(words("phone.unsent.earlier", n=1)).click()
        await comes(next_day.page.get_by_label("Skriv jeres tiltag").input_value, "Fra i går")
    phone.trouble.clear()  # the 401 of the old token
