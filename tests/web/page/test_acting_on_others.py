"""What a participant does with what others wrote: small, quiet acts, kept by the session."""

from __future__ import annotations

import pytest
from phone_hand import comes
from waiting import until

from sessions.commands import (
    AddNextStep,
    CloseWorkshop,
    CollectEarly,
    RenameParticipant,
    StartMeeting,
    WriteCard,
)
from sessions.model import MarkKind, StepStatus
from sessions.queries.marks import marks_on, own_marks, this_meeting

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


async def pages() -> bytes:
    return b"%PDF-1.7"


def only(rows):
    (row,) = rows
    return row


@pytest.mark.wide
async def test_a_card_is_marked_while_it_is_grouped_and_the_mark_is_taken_back(hand, house) -> None:
    await hand.join(alias="Mette")
    await hand.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fast vagtplan"))).id
    await hand.open("grupper")
    me_too = hand.page.get_by_role("button", name=f"{hand.word('cluster.me-too')} Fast vagtplan")
    before = await me_too.bounding_box()
    await me_too.click()
    await until(lambda: marks_on(house.live.state, card, MarkKind.ME_TOO) == 1)
    assert await me_too.get_attribute("aria-pressed") == "true"
    await hand.page.reload()
    await hand.heading(house.live.method.activity("grupper").title)
    assert await me_too.get_attribute("aria-pressed") == "true"
    assert abs((await me_too.bounding_box())["y"] - before["y"]) <= 4
    await me_too.click()
    await until(lambda: marks_on(house.live.state, card, MarkKind.ME_TOO) == 0)


@pytest.mark.wide
async def test_an_agreement_is_taken_and_a_follow_up_hears_how_far_it_is(hand, house) -> None:
    await hand.join(alias="Mette")
    await hand.open("aftaler")
    await house.do(AddNextStep("", "Ringe til skolen", None, ""))
    await hand.press("agree.take")
    await until(lambda: only(house.live.state.next_steps).who == "Mette")
    await hand.sees("agree.give_back")
    await house.do(CloseWorkshop())
    await house.do(StartMeeting("opfoelgning"))
    await hand.join()
    await hand.open("status-paa-aftaler")
    await hand.call_oneself("Mette")  # asked here: without a name nobody has agreements
    await hand.choose(hand.word("agree.status.under-way"))
    await until(lambda: only(house.live.state.next_steps).status is StepStatus.UNDER_WAY)
    await hand.page.get_by_label(hand.word("agree.seen_by")).fill("Tre klasser")
    await until(lambda: [review.seen_by for review in house.live.state.step_reviews] == ["Tre klasser"])
    await hand.sees_text("Tre klasser")
    await hand.choose(hand.word("agree.status.done"))
    await until(lambda: only(house.live.state.next_steps).status is StepStatus.DONE)
    assert only(house.live.state.step_reviews).seen_by == "Tre klasser"


async def test_whoever_has_no_name_is_told_how_to_take_an_agreement(phone, house) -> None:
    await phone.open("aftaler")
    await house.do(AddNextStep("", "Ringe til skolen", None, ""))
    await phone.sees("agree.name_first")


@pytest.mark.wide
async def test_something_is_parked_and_who_cannot_follow_is_counted(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.press("quiet.lost")
    await until(lambda: house.server.lost == 1)
    await phone.page.get_by_text(phone.word("quiet.park")).click()
    await phone.page.get_by_label(phone.word("quiet.park_label")).fill("Parkeringspladsen")
    await phone.press("quiet.park_send", exact=True)
    await until(lambda: [item.text for item in house.live.state.parked_items] == ["Parkeringspladsen"])
    await phone.open("grupper")
    await until(lambda: house.server.lost == 0)


@pytest.mark.wide
async def test_a_long_text_is_called_parked_once_it_is_and_then_whole(phone, house) -> None:
    text = "ord " * 499 + "slut"
    await phone.open("skriv-tiltag")
    await phone.page.get_by_text(phone.word("quiet.park")).click()
    await phone.page.context.set_offline(True)
    await phone.page.get_by_label(phone.word("quiet.park_label")).fill(text)
    await phone.press("quiet.park_send", exact=True)
    await phone.sees("link.offline_short")
    told = phone.page.locator("main").get_by_text(phone.word("quiet.is_parked"))
    assert await told.count() == 0
    await phone.page.context.set_offline(False)
    await told.wait_for()
    assert [item.text for item in house.live.state.parked_items] == [text]


@pytest.mark.wide
async def test_the_end_asks_one_question_and_offers_dates_and_pdf(make_house, make_hand) -> None:
    async with (
        make_house(minutes_html=lambda: b"<p>x", calendar=lambda: CALENDAR, minutes_pdf=pages) as house,
        make_hand() as hand,
    ):
        hand.house = house
        await hand.join(alias="Mette")
        await house.do(CloseWorkshop())
        await hand.sees("ended.title")
        await hand.choose(hand.word("ended.partly-worth-it"))
        person = only(house.live.state.participants)
        subject = this_meeting(house.live.state)
        await until(lambda: own_marks(house.live.state, person.id, subject) == (MarkKind.PARTLY_WORTH_IT,))
        for key, content in (("calendar", CALENDAR), ("pdf", b"%PDF-1.7")):
            async with hand.page.expect_download() as download:
                await hand.press(f"ended.{key}")
            file = await download.value
            assert file.suggested_filename == hand.word(f"ended.{key}_name")
            assert (await file.path()).read_bytes() == content
        await hand.page.reload()
        chosen = hand.page.get_by_role("radio", name=hand.word("ended.partly-worth-it"))
        await chosen.wait_for()
        assert await chosen.is_checked()


@pytest.mark.wide
async def test_a_phone_says_which_part_of_an_activity_runs(hand, house) -> None:
    await hand.join(alias="Mette")
    await hand.open("styrker-udfordringer")
    first, *others = house.live.method.activity("styrker-udfordringer").parts
    minutes = house.live.state.current().minutes
    share = first.minutes / (first.minutes + sum(part.minutes for part in others))
    said = await hand.page.locator("#clock-part").inner_text()
    assert said == hand.word("clock.part", title=first.title, n=round(minutes * share))
    await hand.open("forslag")
    await hand.page.locator("#clock-part").wait_for(state="detached")


@pytest.mark.wide
async def test_before_the_day_a_phone_writes_initiatives_with_the_name_of_its_group(hand, house) -> None:
    await hand.join(alias="Mette")
    await house.do(CollectEarly())
    await hand.heading(house.live.method.activity("skriv-tiltag").title)
    await hand.call_oneself("Mette", "Hjemmeplejen")
    await hand.write("Ny vagtplan")
    await until(lambda: [card.origin for card in house.live.state.cards] == ["Hjemmeplejen"])
    assert not await hand.page.locator("#done-button").count()
    await house.do(CollectEarly(False))
    await hand.heading(house.live.state.workshop.title)


@pytest.mark.wide
async def test_a_table_answers_as_one_and_two_who_write_at_once_lose_nothing(hand, make_hand, house) -> None:
    async with make_hand() as other:
        for each in (hand, other):
            await each.join(alias="Mette" if each is hand else "Bo")
        for person in house.live.state.participants:
            await house.do(RenameParticipant(person.id, person.alias, "Bord 1"))
        await hand.open("fem-spoergsmaal-stationer")
        await other.sees("reflect.table", table="Bord 1")
        first, same = (each.page.locator("textarea").first for each in (hand, other))
        await first.fill("Ny vagtplan")
        await first.blur()
        await comes(same.input_value, "Ny vagtplan")
        await other.page.context.set_offline(True)
        await same.fill("Ny vagtplan og it")
        await first.fill("Ny vagtplan, totrinslogin")
        await first.blur()
        await hand.saved()
        await other.page.context.set_offline(False)
        await same.blur()
        await other.saved()
    (answer,) = house.live.state.answers
    assert all(part in answer.text for part in ("totrinslogin", "og it"))
