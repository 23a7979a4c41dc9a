"""Each person may read the page in another language; the group's texts and one's own stay as they are."""

from __future__ import annotations

import pytest
from phone_hand import comes

from prompts.language.words import load_words


def name_of(words, key: str, **fields) -> str:
    return words(f"phone.{key}", **fields)


@pytest.mark.wide
@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("nb", "Norsk")])
async def test_a_person_reads_in_another_language_and_loses_nothing(phone, house, language, name) -> None:
    other = load_words(language)
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.fill("Min kladde")
    await phone.page.get_by_role("button", name=name, exact=True).click()
    field = phone.page.get_by_label(name_of(other, "collect.label"))
    await comes(field.input_value, "Min kladde")
    assert await phone.page.get_attribute("html", "lang") == language
    await phone.heading(house.live.method.activity("skriv-tiltag").title)
    await phone.page.get_by_role("button", name=name_of(other, "collect.send"), exact=True).click()
    await phone.answered()
    assert phone.cards() == ["Min kladde"]
    assert len(house.live.state.participants) == 1


@pytest.mark.wide
async def test_the_choice_holds_when_the_code_is_scanned_again(hand, house) -> None:
    other = load_words("en")
    await hand.scan()
    await hand.page.get_by_role("button", name="English", exact=True).click()
    join = hand.page.get_by_role("button", name=name_of(other, "join.button"), exact=True)
    await join.wait_for()
    await hand.scan()
    await hand.page.reload()
    await join.click()
    await hand.page.get_by_text(name_of(other, "lobby.welcome")).first.wait_for()
    await hand.page.get_by_role("button", name="Dansk", exact=True).click()
    await hand.sees("lobby.welcome")


async def test_an_unknown_language_is_the_workshops(hand, house) -> None:
    await hand.page.goto(f"{house.base}/?lang=%3Cscript%3E")
    await hand.sees("join.code")
    assert await hand.page.get_attribute("html", "lang") == "da"
