"""The moments that matter are told at once: joined, started, revealed, a second round, one's own result."""

from __future__ import annotations

import json

import pytest
from phone_hand import comes
from phone_tour import furnish

from sessions.commands import (
    AddNextStep,
    EditCard,
    GiveRating,
    HideCard,
    OpenInput,
    PlaceCard,
    RemoveParticipant,
    RevealInput,
    StartSecondRound,
    WriteCard,
)


async def hears(phone, text: str, seconds: float = 5.0) -> None:
    said = "document.getElementById('announcer').textContent"
    await phone.comes_true(f"{said}.includes({json.dumps(text.rstrip('.'))})", seconds)


async def focused(phone) -> str:
    return await phone.page.evaluate("document.activeElement.id || document.activeElement.tagName")


@pytest.mark.wide
async def test_who_has_joined_is_told_so_and_stands_at_the_heading(phone) -> None:
    await hears(phone, phone.word("lobby.welcome"))
    await comes(lambda: focused(phone), "heading")


@pytest.mark.wide
async def test_the_first_activity_is_told(phone, house) -> None:
    await hears(phone, phone.word("lobby.welcome"))
    await phone.open("skriv-tiltag")
    title = house.live.method.activity("skriv-tiltag").title
    await hears(phone, phone.word("activity.new", title=title))


@pytest.mark.wide
async def test_what_comes_in_one_moment_is_said_together_at_once(phone, house) -> None:
    await house.open("skriv-tiltag")
    for text in ("Første kort", "Andet kort"):
        await house.do(WriteCard(text))
    await phone.open("place", "alone")
    await phone.page.locator(".box").first.click()
    await hears(phone, "Andet kort", 2.0)


@pytest.mark.wide
async def test_the_reveal_is_told_and_comes_first(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Mit")
    await phone.saved()
    for number in range(30):
        await house.do(WriteCard(f"Kort {number}"))
    await phone.page.evaluate("document.activeElement.blur()")
    await house.do(RevealInput())
    await hears(phone, phone.word("activity.revealed"))
    await phone.sees_text("Kort 29")
    assert (await phone.page.locator(".area .paper").first.bounding_box())["y"] < 400
    assert not await phone.page.get_by_label(phone.word("collect.label")).is_visible()
    await phone.page.get_by_text(phone.word("activity.own_open"), exact=True).click()
    await phone.write("Et til")
    await phone.saved()
    assert "Et til" in phone.cards()


@pytest.mark.wide
async def test_results_of_a_rating_come_before_ones_own(phone, house) -> None:
    others = [await house.phone() for _ in range(5)]
    await phone.open("opbakning")
    statement = house.live.method.activity("opbakning").statements[0].key
    for other in others:
        await house.live.send(GiveRating(statement, 4), actor=other.id)
    await house.do(RevealInput())
    await phone.sees("rate.spread")
    assert (await phone.page.locator(".bars").first.bounding_box())["y"] < 500


@pytest.mark.wide
async def test_the_reveal_takes_no_field_from_somebody_who_writes(phone, house) -> None:
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.press_sequentially("Midt i ")
    await house.do(RevealInput())
    await hears(phone, phone.word("activity.revealed"))
    await phone.page.keyboard.type("en sætning")
    assert await field.input_value() == "Midt i en sætning"


@pytest.mark.wide
async def test_the_second_round_says_what_it_is_and_the_first_choice_stands(phone, house) -> None:
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id
    await phone.open("place", "alone")
    key = house.live.method.categories[1].key
    (me,) = house.live.state.participants
    await house.live.send(PlaceCard(card, key), actor=me.id)
    await phone.open("place", "talk")
    await house.do(StartSecondRound())
    await phone.sees("place.second_round")
    await phone.sees("place.stands")
    assert await phone.page.locator(".box").nth(1).get_attribute("aria-pressed") == "true"
    await phone.page.locator(".box").nth(2).click()
    await comes(lambda: phone.page.locator(".box").nth(2).get_attribute("aria-pressed"), "true")
    await phone.answered()
    assert {row.placement_round: row.category for row in house.live.state.placements}[2] == (
        house.live.method.categories[2].key
    )


@pytest.mark.wide
async def test_what_an_approach_means_is_one_tap_away_wherever_it_is_chosen(phone, house) -> None:
    await furnish(house)
    for kind, phase in (("place", "alone"), ("reflect", "alone")):
        await phone.open(kind, phase)
        short = house.live.method.categories[2].short
        await phone.page.get_by_text(phone.word("category.meaning")).click()
        await phone.sees_text(short)


@pytest.mark.wide
async def test_every_button_of_a_vote_says_what_it_acts_on_and_how_many_are_allowed(phone, house) -> None:
    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")
    await phone.page.get_by_role("button", name=f"{phone.word('vote.plus')}: Forslag A").wait_for()
    await phone.page.get_by_role("button", name=f"{phone.word('vote.minus')}: Forslag A").wait_for()
    await phone.sees("vote.most", n=house.live.state.workshop.max_per_item)


@pytest.mark.wide
async def test_focus_that_loses_its_place_waits_at_the_heading(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.get_by_label(phone.word("collect.label")).focus()
    await house.do(OpenInput(False))
    await phone.sees("activity.closed")
    await comes(lambda: focused(phone), "heading")


async def test_an_author_is_told_that_a_card_was_corrected_or_hidden(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Retes")
    await phone.saved()
    await phone.press("edit.edit")
    await phone.page.get_by_label(phone.word("edit.label")).fill("Rette")
    await phone.press("edit.save")
    await phone.saved()
    (card,) = house.live.state.cards
    corrected = phone.page.get_by_text(phone.word("collect.corrected"), exact=True).and_(
        phone.page.locator(".own *")
    )
    assert await corrected.count() == 0, "one's own change is no correction"
    await house.do(EditCard(card.id, "Rettes"))
    await phone.sees_text("Rettes")
    await corrected.wait_for()
    await hears(phone, phone.word("collect.corrected"))
    await house.do(HideCard(card.id))
    await phone.sees("collect.hidden")


@pytest.mark.wide
async def test_an_agreement_shows_when_in_words(phone, house) -> None:
    await house.do(AddNextStep("Anne", "Ringe", None, "", due_words="inden sommer"))
    await phone.open("agree")
    await phone.sees_text("inden sommer")


@pytest.mark.wide
async def test_a_draft_is_not_ready_to_be_sent_under_another_name(phone, house) -> None:
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    await field.fill("Hendes kladde")
    (me,) = house.live.state.participants
    await house.do(RemoveParticipant(me.id))
    await phone.sees("join.removed")
    await phone.scan()
    await phone.press("join.button")
    await phone.heading(house.live.method.activity("skriv-tiltag").title)
    assert await field.input_value() == ""
    await phone.unsent_panel().wait_for()
    assert await phone.page.get_by_role("button", name=phone.word("unsent.anyway")).count() == 0
    phone.trouble.clear()  # the 401 of the token that was taken away


@pytest.mark.wide
async def test_what_the_projector_shows_large_is_marked_and_named(phone, house) -> None:
    await phone.open("skriv-tiltag")
    written = [(await house.do(WriteCard(f"Kort {number}"))).id for number in range(20)]
    await house.do(RevealInput())
    await phone.sees_text("Kort 19")
    top = (await phone.page.locator(".area .paper").first.bounding_box())["y"]
    house.live.pointing(written[17])
    line = phone.page.locator(".pointed-line")
    await comes(line.inner_text, f"{phone.word('card.now')} Kort 17")
    assert (await line.bounding_box())["y"] < 800
    assert (await phone.page.locator(".area .paper").first.bounding_box())["y"] == top
    assert await phone.page.locator("[aria-current] .card-text").all_inner_texts() == ["Kort 17"]


@pytest.mark.wide
async def test_who_comes_to_write_what_is_missing_sees_where(phone, house) -> None:
    """The cards were shown before: nothing is revealed, and nobody has to look for the field behind them."""
    await house.open("skriv-tiltag")
    for number in range(30):
        await house.do(WriteCard(f"Kort {number}"))
    await house.do(RevealInput())
    await phone.open("saml-i-grupper")
    for _ in ("at once", "after a reload"):
        await phone.sees_text("Kort 29")
        field = phone.page.get_by_label(phone.word("collect.label"))
        assert (await field.bounding_box())["y"] < 400
        await phone.page.reload()
    await phone.write("Det manglede")
    await phone.saved()
    assert "Det manglede" in phone.cards()
