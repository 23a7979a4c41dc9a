"""Two tabs on one phone: whatever the older one still says, the newer one has it, and nothing twice."""

from __future__ import annotations

import json

import pytest
from phone_hand import Hand, comes

OLDER_TAB_WRITES = """([name, value]) => localStorage.setItem(`tre-skridt.${name}`, JSON.stringify(value))"""
TYPE_ONE_MORE = """field => { field.value += '!'; field.dispatchEvent(new Event('input', {bubbles: true}));
  return localStorage.getItem('tre-skridt.drafts'); }"""
HEARS_NOTHING = """['storage', 'focus', 'pageshow', 'online', 'visibilitychange'].forEach(
  name => addEventListener(name, event => event.stopImmediatePropagation(), true))"""
"""Nor does it wake: a tab that looks around on its own finds out too early that there is a newer one."""


async def newer_tab(phone, house, words) -> Hand:
    newer = Hand(await phone.page.context.new_page(), house, words)
    await newer.scan()
    await newer.heading("Skriv jeres tiltag")
    return newer


def field_of(tab: Hand):
    return tab.page.get_by_label(tab.word("collect.label"))


@pytest.mark.wide
async def test_every_key_is_in_the_storage_at_once(phone, house) -> None:
    await phone.open("skriv-tiltag")
    kept = await field_of(phone).evaluate(TYPE_ONE_MORE)
    assert [draft["text"] for draft in json.loads(kept).values()] == ["!"]


async def test_words_that_reach_the_newer_tab_late_still_reach_it(phone, house, words) -> None:
    """A browser may show one tab what another has stored only after the first has drawn its fields."""
    await phone.open("skriv-tiltag")
    await field_of(phone).fill("Halv")
    key = next(iter(await phone.kept("drafts")))
    newer = await newer_tab(phone, house, words)
    await phone.page.evaluate(OLDER_TAB_WRITES, ["drafts", {key: {"text": "Hele sætningen", "title": "T"}}])
    await newer.comes_true("document.querySelector('textarea').value === 'Hele sætningen'")
    await field_of(newer).fill("Mit eget")
    await phone.page.evaluate(OLDER_TAB_WRITES, ["drafts", {key: {"text": "For sent", "title": "T"}}])
    await newer.write("Mit eget")
    await newer.saved()
    assert newer.cards() == ["Mit eget"]
    await comes(field_of(newer).input_value, "")


@pytest.mark.wide
async def test_an_input_that_the_older_tab_could_not_send_is_sent_once(phone, house, words) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.route("**/api/cards", lambda route: route.abort())
    await phone.write("Fra den gamle")
    (item,) = await phone.kept("queue")
    newer = await newer_tab(phone, house, words)
    await newer.saved()
    await phone.page.evaluate(OLDER_TAB_WRITES, ["queue", [item]])
    await newer.write("Fra den nye")
    await newer.saved()
    assert newer.cards() == ["Fra den gamle", "Fra den nye"]


@pytest.mark.wide
async def test_a_tab_that_slept_does_not_bring_back_what_was_sent(phone, house, words) -> None:
    """A frozen tab hears nothing; when it goes on it must not write over what the newer one keeps."""
    await phone.page.add_init_script(HEARS_NOTHING)
    await phone.page.reload()
    await phone.open("skriv-tiltag")
    await field_of(phone).fill("Sendt fra den nye")
    newer = await newer_tab(phone, house, words)
    await newer.press("collect.send", exact=True)
    await newer.saved()
    await field_of(phone).evaluate(TYPE_ONE_MORE)
    await phone.sees("tab.title")
    assert await phone.kept("drafts") == {}
    await phone.press("tab.use_this")
    await phone.sees_text("Sendt fra den nye")
    await comes(field_of(phone).input_value, "")
    assert newer.cards() == ["Sendt fra den nye"]
