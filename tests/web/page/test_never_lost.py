"""The network goes away, the page is reloaded, the server is restarted: every input arrives once."""

from __future__ import annotations

import asyncio
import contextlib
import json

import playwright.async_api
import pytest
from phone_hand import Hand, comes
from waiting import until

from sessions.commands import CloseWorkshop, EditWorkshop, OpenInput, RevealInput, WriteCard
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.server import PhoneServer


async def fill_and_leave(phone, text: str) -> None:
    box = phone.page.get_by_role("textbox").first
    await box.fill(text)
    await phone.page.get_by_role("textbox").nth(1).focus()


async def collect_once(phone, house):
    await phone.open("skriv-tiltag")
    yield
    await phone.write("Kun én gang")
    yield
    assert phone.cards() == ["Kun én gang"]


async def place_once(phone, house):
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Kort A"))).id
    await phone.open("place", "alone")
    yield
    await phone.page.get_by_role("button", name="Tæt på").click()
    yield
    assert [(row.card, row.category) for row in house.live.state.placements] == [(card, "taet-paa")]


async def reflect_once(phone, house):
    await phone.open("reflect", "alone")
    yield
    await fill_and_leave(phone, "Det virkede")
    yield
    assert [row.text for row in house.live.state.answers] == ["Det virkede"]


async def rate_once(phone, house):
    await phone.open("opbakning")
    yield
    await phone.choose("God idé")
    yield
    assert [row.value for row in house.live.state.ratings] == [4]


async def vote_once(phone, house):
    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")
    yield
    plus = phone.page.get_by_role("button", name=phone.word("vote.plus"))
    await plus.click()
    await plus.click()
    yield
    assert [row.dots for row in house.live.state.votes] == [2]


KINDS = [collect_once, place_once, reflect_once, rate_once, vote_once]


def kinds(ordinary):
    """Every kind; in the ordinary run only one, for `test_cut_wire.py` cuts many more wires."""
    marks = {kind: () if kind is ordinary else (pytest.mark.long,) for kind in KINDS}
    return [pytest.param(kind, id=kind.__name__, marks=marks[kind]) for kind in KINDS]


@pytest.mark.wide
@pytest.mark.parametrize("kind", kinds(place_once))
async def test_an_input_made_while_offline_arrives_once(phone, house, kind) -> None:
    steps = kind(phone, house)
    await anext(steps)
    await phone.page.context.set_offline(True)
    await anext(steps)
    await phone.sees("link.offline_short")
    assert await phone.kept("queue")
    await phone.page.context.set_offline(False)
    await phone.saved()
    with pytest.raises(StopAsyncIteration):
        await anext(steps)


@pytest.mark.wide
@pytest.mark.parametrize("kind", kinds(rate_once))
async def test_an_input_whose_answer_is_lost_arrives_once(phone, house, kind) -> None:
    steps = kind(phone, house)
    await anext(steps)

    async def lose_the_answer(route) -> None:
        if route.request.method != "POST":
            return await route.continue_()
        await route.fetch()
        with contextlib.suppress(playwright.async_api.Error):  # the test has just stopped to listen in
            await route.abort()
        return None

    await phone.page.route("**/api/**", lose_the_answer, times=2)
    await anext(steps)
    await asyncio.sleep(0.3)
    await phone.page.unroute_all(behavior="ignoreErrors")
    await phone.saved()
    with pytest.raises(StopAsyncIteration):
        await anext(steps)


@pytest.mark.wide
@pytest.mark.parametrize("kind", kinds(vote_once))
async def test_an_input_made_while_the_server_is_away_arrives_once(phone, house, kind) -> None:
    steps = kind(phone, house)
    await anext(steps)
    port = house.server.port
    await house.server.stop()
    await anext(steps)
    await phone.sees("link.offline_short")
    house.server = PhoneServer(house.live, ServerSettings(clock=house.session.clock, port=port))
    await house.server.start()
    await phone.saved()
    with pytest.raises(StopAsyncIteration):
        await anext(steps)


@pytest.mark.wide
async def test_the_phone_says_that_the_host_ended_and_not_the_network(phone, house) -> None:
    await phone.open("skriv-tiltag")
    port = house.server.port
    for for_good in (True, False):
        await house.server.stop(for_good=for_good)
        await phone.sees("link.offline")
        body = await phone.page.inner_text("body")
        assert (phone.word("link.away") in body) is for_good
        assert (phone.word("link.advice") in body) is not for_good
        house.server = PhoneServer(house.live, ServerSettings(clock=house.session.clock, port=port))
        await house.server.start()
        await phone.sees("link.connected_short")


@pytest.mark.wide
async def test_fifty_cards_survive_a_reload_and_arrive_once_and_in_order(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.route("**/api/cards", lambda route: route.abort())
    for number in range(50):
        await phone.write(f"Kort {number:02}")
    assert len(await phone.kept("queue")) == 50
    await phone.page.reload()
    await phone.sees_text("Kort 49")
    assert len(house.live.state.cards) == 0
    await phone.page.unroute_all(behavior="ignoreErrors")
    await phone.saved()
    rows = sorted(house.live.state.cards, key=lambda card: card.number)
    assert [card.text for card in rows] == [f"Kort {number:02}" for number in range(50)]


@pytest.mark.wide
async def test_a_card_can_be_changed_and_taken_back_before_it_is_sent(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.context.set_offline(True)
    await phone.write("Bliver rettet")
    await phone.write("Bliver trukket tilbage")
    await phone.page.get_by_role("button", name=f"{phone.word('edit.edit')} Bliver rettet").click()
    await phone.page.get_by_label(phone.word("edit.label")).fill("Er rettet")
    await phone.press("edit.save")
    await phone.page.get_by_role("button", name=f"{phone.word('edit.withdraw')} Bliver trukket").click()
    await phone.press("edit.withdraw_yes")
    await phone.page.context.set_offline(False)
    await phone.saved()
    assert phone.cards() == ["Er rettet"]


@pytest.mark.wide
async def test_the_state_of_each_card_is_told(phone, house) -> None:
    await phone.open("skriv-tiltag")
    card = phone.page.locator(".own")
    await phone.page.context.set_offline(True)
    await phone.write("Undervejs")
    await card.get_by_text(phone.word("state.written")).wait_for()
    await phone.page.context.set_offline(False)
    await card.get_by_text(phone.word("state.saved")).wait_for()
    assert phone.cards() == ["Undervejs"]


@pytest.mark.wide
async def test_a_draft_survives_a_reload(phone, house) -> None:
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.press_sequentially("Næsten fær")
    await asyncio.sleep(0.5)
    drafts = await phone.kept("drafts")
    assert [draft["text"] for draft in drafts.values()] == ["Næsten fær"]
    await phone.page.reload()
    await phone.heading("Skriv jeres tiltag")
    await comes(field.input_value, "Næsten fær")
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Næsten fær"]
    assert await phone.kept("drafts") == {}


@pytest.mark.wide
async def test_a_draft_is_kept_when_the_facilitator_goes_on_and_comes_back(phone, house) -> None:
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.fill("Midt i en sætning")
    await phone.open("pause")
    await phone.sees("unsent.draft")
    text = phone.page.get_by_label("Skriv jeres tiltag")
    await comes(text.input_value, "Midt i en sætning")
    await phone.open("skriv-tiltag")
    await comes(field.input_value, "Midt i en sætning")
    assert await phone.unsent_panel().count() == 0


@pytest.mark.wide
async def test_a_card_that_comes_too_late_is_kept_with_the_reason(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.context.set_offline(True)
    await phone.write("For sent")
    await house.do(OpenInput(False))
    await phone.page.context.set_offline(False)
    await phone.unsent_panel().wait_for()
    await phone.sees_text(phone.words("refused.activity-closed"))
    assert phone.cards() == []
    await house.do(OpenInput(True))
    await phone.press("unsent.put_back")
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["For sent"]
    assert await phone.unsent_panel().count() == 0


@pytest.mark.wide
async def test_a_refused_text_goes_back_into_its_field(phone, house) -> None:
    await phone.open("skriv-tiltag")
    answer = {"status": 422, "json": {"error": {"code": "x", "sentence": "Skriv det anderledes."}}}
    await phone.page.route("**/api/cards", lambda route: route.fulfill(**answer), times=1)
    await phone.write("Min tekst")
    await phone.sees_text("Skriv det anderledes.")
    await comes(phone.page.get_by_label(phone.word("collect.label")).input_value, "Min tekst")
    await phone.press("collect.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Min tekst"]


@pytest.mark.wide
async def test_a_text_that_is_too_long_stays_in_the_field(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("x" * 2001)
    await phone.sees("field.too_long", length=2001, longest=2000)
    field = phone.page.get_by_label(phone.word("collect.label"))
    assert len(await field.input_value()) == 2001
    await phone.write("y" * 2000)
    await phone.saved()
    assert phone.cards() == ["y" * 2000]


@pytest.mark.wide
@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_server_is_waited_for(phone, house, status) -> None:
    await phone.open("skriv-tiltag")
    answer = {"status": status, "headers": {"Retry-After": "1"}, "json": {"error": {}}}
    await phone.page.route("**/api/cards", lambda route: route.fulfill(**answer), times=2)
    await phone.write("Med ro")
    await phone.saved()
    assert phone.cards() == ["Med ro"]


@pytest.mark.wide
async def test_a_number_like_a_cpr_number_is_asked_about(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Sag 010190-1234 skal følges")
    await phone.sees("cpr.warning")
    assert phone.cards() == []
    await phone.press("cpr.edit")
    field = phone.page.get_by_label(phone.word("collect.label"))
    assert await field.evaluate("field => field === document.activeElement")
    await phone.write("Sag 999999-1234 skal følges")
    await phone.saved()
    await phone.write("Sag 0101901234 skal følges")
    await phone.press("cpr.send", exact=True)
    await phone.saved()
    assert phone.cards() == ["Sag 0101901234 skal følges", "Sag 999999-1234 skal følges"]


@pytest.mark.wide
async def test_drawing_anew_takes_neither_focus_nor_caret_nor_text(phone, house) -> None:
    await phone.open("saml-i-grupper")
    await house.do(RevealInput())
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.fill("abcdef")
    await field.evaluate("field => field.setSelectionRange(3, 3)")
    for number in range(10):
        await house.do(WriteCard(f"Andet kort {number}"))
    await phone.sees_text("Andet kort 9")
    await phone.page.keyboard.type("X")
    await comes(field.input_value, "abcXdef")


NEVER_WAKES = """['focus', 'pageshow', 'online', 'visibilitychange'].forEach(
  name => addEventListener(name, event => event.stopImmediatePropagation(), true))"""
"""A page that wakes asks for the picture before it listens: nothing could come by the stream meanwhile."""


@pytest.mark.wide
async def test_an_answer_that_the_stream_has_overtaken_takes_nothing_back(phone, house) -> None:
    """The whole picture is asked for, a card comes by the stream, and only then the older answer."""
    await phone.page.add_init_script(NEVER_WAKES)
    await phone.page.reload()
    await phone.open("saml-i-grupper")
    await house.do(RevealInput())
    await house.do(WriteCard("Kort før"))
    await phone.sees_text("Kort før")
    overtaken = asyncio.Event()

    async def answer_late(route) -> None:
        answer = await route.fetch()
        await house.do(WriteCard("Kort imens"))
        await phone.sees_text("Kort imens")
        await route.fulfill(response=answer)
        overtaken.set()

    await phone.page.route("**/api/state", answer_late, times=1)
    now = house.live.state.workshop
    await house.do(EditWorkshop("Et nyt navn", now.organisation, now.group_name, now.dots, now.max_per_item))
    await asyncio.wait_for(overtaken.wait(), 10)
    await phone.sees_text("Et nyt navn")
    await phone.sees_text("Kort imens")
    await house.do(WriteCard("Kort efter"))
    await phone.sees_text("Kort efter")
    await phone.sees_text("Kort imens")


@pytest.mark.wide
async def test_without_storage_the_page_works_and_says_so(browser, house, words) -> None:
    context = await browser.new_context()
    await context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('off'); }})"
    )
    phone = Hand(await context.new_page(), house, words)
    await phone.join()
    await phone.sees("trouble.storage")
    await phone.open("skriv-tiltag")
    await phone.write("Uden lager")
    await until(lambda: phone.cards() == ["Uden lager"])
    assert phone.trouble == []
    await context.close()


@pytest.mark.wide
async def test_the_newest_tab_wins_and_the_old_one_can_take_over_again(phone, house, words) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).fill("Begyndt i den gamle")
    newer = Hand(await phone.page.context.new_page(), house, words)
    await newer.scan()
    await newer.heading("Skriv jeres tiltag")
    await phone.sees("tab.title")
    await comes(newer.page.get_by_label(phone.word("collect.label")).input_value, "Begyndt i den gamle")
    await newer.press("collect.send", exact=True)
    await newer.saved()
    await phone.press("tab.use_this")
    await phone.sees_text("Begyndt i den gamle")
    await newer.sees("tab.title")
    assert len(house.live.state.participants) == 1
    assert phone.cards() == ["Begyndt i den gamle"]


@pytest.mark.wide
async def test_where_streams_are_blocked_the_page_polls(hand, house) -> None:
    await hand.page.route("**/api/stream", lambda route: route.abort())
    await hand.join()
    await house.open("skriv-tiltag")
    await hand.heading("Skriv jeres tiltag")
    await asyncio.sleep(6)
    await house.open("pause")
    await hand.heading("Pause")


@pytest.mark.wide
async def test_a_page_shown_again_is_fresh(phone, house) -> None:
    """A phone that slept has a dead stream that looks alive: the page asks anew when it is seen."""
    await phone.open("skriv-tiltag")
    await phone.page.route("**/api/stream", lambda route: None)
    await phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    await asyncio.sleep(1.2)
    await house.open("pause")
    await phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await phone.page.get_by_role("heading", name="Pause", level=1).wait_for(timeout=3000)
    await phone.page.unroute_all(behavior="ignoreErrors")


async def test_what_was_not_sent_at_the_end_is_still_readable(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).fill("Nåede det ikke")
    await house.do(CloseWorkshop())
    await phone.sees("ended.title")
    await comes(phone.page.get_by_label("Skriv jeres tiltag").input_value, "Nåede det ikke")
    kept = {"tre-skridt.token", "tre-skridt.ended"}
    assert set(await phone.storage()) == kept | {"tre-skridt.unsent"}
    await phone.sees("ended.kept_unsent")
    await phone.press("unsent.remove")
    await phone.sees("ended.kept")
    assert set(await phone.storage()) == kept


@pytest.mark.wide
async def test_a_second_sign_of_waking_is_not_lost_to_the_first(phone) -> None:
    """A phone is seen again, and a moment later the network is back: only then is there news to be had."""

    def asked() -> int:
        return sum(url.endswith("/api/state") for url in phone.requests)

    await phone.page.route("**/api/stream", lambda route: None)
    for _ in range(2):
        before = asked()
        await phone.page.evaluate("window.dispatchEvent(new Event('online'))")
        await until(lambda before=before: asked() == before + 1, 4)
    await phone.page.unroute_all(behavior="ignoreErrors")


@pytest.mark.wide
async def test_the_clock_ends_without_taking_anything(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).fill("Stadig her")
    picture = await phone.page.evaluate(
        "fetch('/api/state', {headers: {Authorization: 'Bearer ' +"
        " JSON.parse(localStorage.getItem('tre-skridt.token'))}}).then(answer => answer.json())"
    )
    picture["activity"]["clock"] = {"minutes": 3, "remaining_seconds": 1.5, "paused": False}
    await phone.page.route("**/api/state", lambda route: route.fulfill(body=json.dumps(picture)))
    await phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    await phone.sees("clock.over")
    await phone.sees("clock.take_your_time")
    await comes(phone.page.get_by_label(phone.word("collect.label")).input_value, "Stadig her")
    picture["activity"]["open"] = False
    await phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    await phone.sees("activity.closed")
    assert not await phone.page.get_by_text(phone.word("clock.take_your_time")).is_visible()
