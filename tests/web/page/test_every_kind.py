"""Each kind of activity, driven by thumbs through the real page against the real server."""

from __future__ import annotations

from datetime import date

import pytest
from own_tables import per_approach
from phone_hand import Hand, comes
from waiting import until

from sessions.commands import (
    AddAnswer,
    AddNextStep,
    AddPerson,
    AgreeAnswer,
    AgreePlacement,
    CloseWorkshop,
    ConfirmDecision,
    CountHands,
    EditCard,
    HideCard,
    NameTheme,
    OpenInput,
    ParkItem,
    PlaceCard,
    ReopenWorkshop,
    RevealInput,
    ReviewNextStep,
    StartMeeting,
    StartSecondRound,
    WriteCard,
)
from sessions.model import StepStatus


async def written(house, *texts: str) -> list[str]:
    """Cards of the facilitator, by id."""
    await house.open("skriv-tiltag")
    return [(await house.do(WriteCard(text))).id for text in texts]


@pytest.mark.wide
async def test_present_shows_what_is_said_and_the_approaches_to_open(phone, house) -> None:
    await phone.open("velkomst")
    for line in house.live.method.activity("velkomst").body:
        await phone.sees_text(line)
    await phone.open("fire-tilgange")
    for category in house.live.method.categories:
        await phone.page.locator("summary", has_text=category.title).click()
        await phone.sees_text(category.short)
        await phone.sees_text(category.works_when[0])
        await phone.sees_text(category.fails_when[0])


@pytest.mark.wide
async def test_collect_writes_changes_takes_back_and_shows_others_after_the_reveal(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.choose("I gang")
    await phone.write("Nyt fagsystem")
    await phone.write("Fejltagelse")
    await phone.saved()
    assert phone.cards() == ["Fejltagelse", "Nyt fagsystem"]
    stored = {card.text: card.status for card in house.live.state.cards}
    assert stored == {"Nyt fagsystem": "i-gang", "Fejltagelse": "ny"}

    await phone.page.get_by_role("button", name=f"{phone.word('edit.edit')} Nyt fagsystem").click()
    await phone.page.get_by_label(phone.word("edit.label")).fill("Nyt fagsystem i hjemmeplejen")
    await phone.press("edit.save")
    await until(lambda: "Nyt fagsystem i hjemmeplejen" in phone.cards())
    await phone.page.get_by_role("button", name=f"{phone.word('edit.withdraw')} Fejltagelse").click()
    await phone.sees_text(phone.word("edit.withdraw_means"))
    await phone.press("edit.withdraw_yes")
    await until(lambda: phone.cards() == ["Nyt fagsystem i hjemmeplejen"])

    await house.do(WriteCard("En andens kort"))
    assert "En andens kort" not in await phone.page.inner_text("body")
    await house.do(RevealInput())
    await phone.sees_text("En andens kort")
    await house.do(WriteCard("Et sent kort"))
    await phone.sees_text("Et sent kort")


@pytest.mark.wide
async def test_collect_puts_experiences_in_the_grid(phone, house) -> None:
    await phone.open("styrker-udfordringer")
    await phone.write("Uden plads i skemaet")
    await phone.sees("collect.choose_cell")
    grid = house.live.method.grid
    await phone.choose(grid.whens[0].title)
    await phone.choose(grid.outcomes[1].title)
    await phone.press("collect.send", exact=True)
    await phone.saved()
    card = next(iter(house.live.state.cards))
    assert (card.text, card.occurred, card.outcome) == (
        "Uden plads i skemaet",
        grid.whens[0].key,
        grid.outcomes[1].key,
    )


@pytest.mark.wide
async def test_what_the_facilitator_edits_comes_to_the_phone(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Stavefejll")
    await phone.saved()
    await house.do(EditCard(next(iter(house.live.state.cards)).id, "Stavefejl"))
    await phone.sees_text("Stavefejl")


@pytest.mark.wide
async def test_cluster_shows_the_themes_as_they_grow(phone, house) -> None:
    first, second = await written(house, "Nyt fagsystem", "Digital journal")
    await phone.open("grupper")
    await phone.sees("cluster.unthemed")
    await house.do(NameTheme("Digitalt", (first, second)))
    await phone.page.get_by_role("heading", name="Digitalt").wait_for()


@pytest.mark.wide
async def test_place_one_at_a_time_and_in_the_list(phone, house) -> None:
    cards = await written(house, "Kort A", "Kort B", "Kort C")
    await phone.open("place", "alone")
    await phone.sees("place.progress", placed=0, all=3)
    await phone.page.get_by_role("button", name="Tæt på").click()
    await phone.sees("place.number", number=2, all=3)
    await phone.page.wait_for_timeout(750)  # so long a second tap would count for the card before
    await phone.page.get_by_role("button", name="Tag selv").click()
    await phone.sees("place.number", number=3, all=3)
    await phone.press("place.list")
    last = phone.page.get_by_role("group", name=phone.word("place.choose", text="Kort C"))
    await last.get_by_role("button", name="Gør det!").click()
    await phone.sees("place.all")
    again = phone.page.get_by_role("group", name=phone.word("place.choose", text="Kort A"))
    await again.get_by_role("button", name="Vi gør det sammen").click()
    await phone.page.get_by_role("button", name=f"{phone.word('place.take_back')} Kort B").click()
    await phone.saved()
    own = {row.card: row.category for row in house.live.state.placements}
    assert own == {cards[0]: "sammen", cards[2]: "goer-det"}


@pytest.mark.wide
async def test_place_second_round_shows_the_first_choice_and_the_counts_come_with_the_reveal(
    phone, house
) -> None:
    (card,) = await written(house, "Kort A")
    await phone.open("place", "alone")
    await phone.page.get_by_role("button", name="Tæt på").click()
    await phone.saved()
    others = [await house.phone() for _ in range(4)]
    for other in others:
        await house.live.send(PlaceCard(card, "sammen"), actor=other.id)
    assert await phone.page.locator(".bar-count").count() == 0
    await phone.open("place", "talk")
    await house.do(StartSecondRound())
    await phone.sees("place.first")
    assert await phone.page.locator(".bar-count").count() == 0
    await phone.page.get_by_role("button", name="Vi gør det sammen").click()
    await phone.saved()
    await house.do(OpenInput(False))
    await house.do(RevealInput())
    await phone.page.locator(".bar-count").first.wait_for()
    assert await phone.page.locator(".bar-count").all_inner_texts() == ["0", "0", "0", "5"]
    await phone.sees("place.alike", n=5, cast=5)
    await house.do(AgreePlacement(card, "sammen"))
    await phone.sees("place.agreed")


@pytest.mark.wide
async def test_reflect_saves_while_one_writes_and_when_one_leaves(phone, house) -> None:
    await phone.open("reflect", "alone")
    answers = house.live.state.answers
    question = phone.page.get_by_role("textbox").first
    await question.press_sequentially("Vi har prøvet")
    await phone.sees("state.written")
    await until(lambda: [row.text for row in answers] == ["Vi har prøvet"])
    await phone.sees("state.saved")
    await question.press_sequentially(" to gange")
    await phone.page.get_by_role("textbox").nth(1).focus()
    await until(lambda: [row.text for row in answers] == ["Vi har prøvet to gange"])
    first = next(iter(answers)).category
    other = next(each for each in house.live.method.categories if each.key != first)
    await phone.choose(other.title)
    await comes(phone.page.get_by_role("textbox").first.input_value, "")
    await phone.page.get_by_role("textbox").first.fill("Her også")
    await phone.page.get_by_role("textbox").nth(1).focus()
    await until(lambda: len(answers) == 2)
    await phone.page.reload()
    await phone.sees_text(other.title)
    await comes(phone.page.get_by_role("textbox").first.input_value, "Her også")
    await phone.page.get_by_role("textbox").first.fill("")
    await phone.page.get_by_role("textbox").nth(1).focus()
    await until(lambda: len(answers) == 1)


@pytest.mark.wide
async def test_an_answer_that_a_reload_left_in_its_field_is_sent_by_itself(phone, house) -> None:
    await phone.open("reflect", "alone")
    await phone.page.get_by_role("textbox").first.fill("Midt i det")
    await phone.page.reload()
    await until(lambda: [row.text for row in house.live.state.answers] == ["Midt i det"])
    await phone.saved()


@pytest.mark.wide
async def test_the_talk_about_placed_cards_counts_cards_and_not_answers(phone, house) -> None:
    first, second, *_ = await written(house, "Ny vagtplan", "Fælles mødeplan", "Kortere møder")
    await house.do(AgreePlacement(first, "taet-paa"))
    await house.do(AgreePlacement(second, "taet-paa"))
    await house.do(AddAnswer("goer-det", "works", "Når det haster"))
    await phone.open("opsamling-portefoelje")
    await phone.sees("reflect.placed")
    counts = per_approach(house.session.path)
    shown = await phone.page.locator(".bar-count").all_inner_texts()
    assert shown == [str(counts.get(known.key, 0)) for known in house.live.method.categories]
    await phone.sees("reflect.not_placed", n=counts[""])
    await house.do(AgreeAnswer("taet-paa", "ledertid", "Højst 1 ad gangen"))
    await phone.sees_text("Ledertid til 1")
    names = await phone.page.locator(".bar-name").all_inner_texts()
    assert [name.split()[-1] for name in names if "Tæt på" in name] == ["1"]
    assert sum("Ledertid" in name for name in names) == 1


@pytest.mark.wide
async def test_rate_takes_one_number_for_each_statement(phone, house) -> None:
    row = await phone.open("opbakning")
    await phone.choose("Kan jeg leve med")
    await phone.choose("God idé")
    await phone.saved()
    await until(lambda: [each.value for each in house.live.state.ratings] == [4])
    await house.do(OpenInput(False))
    await house.do(RevealInput())
    await phone.sees("rate.spread")
    await phone.sees("rate.too_few")
    assert row.id


@pytest.mark.wide
async def test_the_answers_stand_in_the_order_of_the_choices(phone, house) -> None:
    row = await phone.open("opbakning")
    numbers = [text.strip() for text in await phone.page.locator("label .number").all_inner_texts()]
    assert numbers == ["5", "4", "3", "2", "1", "0"]
    await house.do(CountHands("stoetter-aftalerne", "4", 6))
    await house.do(RevealInput())
    await phone.sees("rate.spread")
    assert await phone.page.locator(".bar-count").all_inner_texts() == ["0", "6", "0", "0", "0", "0"]
    assert row.id


async def test_vote_keeps_the_budget_and_shows_totals_after_the_reveal(phone, house) -> None:
    await house.open("forslag")
    cards = [(await house.do(WriteCard(text))).id for text in ("Forslag A", "Forslag B")]
    await phone.open("vote")
    await phone.sees("vote.left", n=3, all=3)
    plus = phone.page.get_by_role("group", name="Forslag A").get_by_role(
        "button", name=phone.word("vote.plus")
    )
    await plus.click()
    await plus.click()
    await comes(lambda: plus.get_attribute("aria-disabled"), "true")
    await phone.page.locator("li", has_text="Forslag A").get_by_text(phone.word("vote.most", n=2)).wait_for()
    await plus.click(force=True)
    said = phone.word("vote.most", n=2).rstrip(".")
    await phone.comes_true(f"document.getElementById('announcer').textContent.includes({said!r})")
    other = phone.page.get_by_role("group", name="Forslag B")
    await other.get_by_role("button", name=phone.word("vote.plus")).click()
    await phone.sees("vote.left", n=0, all=3)
    await other.get_by_role("button", name=phone.word("vote.minus")).click()
    await phone.saved()
    assert {row.card: row.dots for row in house.live.state.votes} == {cards[0]: 2}


@pytest.mark.wide
async def test_dots_on_a_proposal_that_was_hidden_can_be_spent_again(phone, house) -> None:
    await house.open("forslag")
    cards = [(await house.do(WriteCard(text))).id for text in ("Forslag A", "Forslag B", "Forslag C")]
    await phone.open("vote")

    def plus(name):
        group = phone.page.get_by_role("group", name=name)
        return group.get_by_role("button", name=phone.word("vote.plus"))

    for name in ("Forslag A", "Forslag A", "Forslag B"):
        await plus(name).click()
    await phone.saved()
    await phone.open("forslag")
    await house.do(HideCard(cards[0]))
    await phone.open("vote")
    await phone.sees("vote.left", n=2, all=3)
    await phone.sees("vote.away", n=2)
    await plus("Forslag C").click()
    await phone.saved()
    await phone.sees("vote.away", n=1)
    await phone.sees("vote.left", n=1, all=3)
    await house.do(HideCard(cards[0], hidden=False))
    await phone.sees("vote.left", n=0, all=3)
    dots = {row.card: row.dots for row in house.live.state.votes}
    assert dots == dict.fromkeys(cards, 1)
    refused = phone.words("refused.too-many-dots", dots=3)
    assert refused not in await phone.page.inner_text("body")


@pytest.mark.wide
async def test_agree_and_review_show_the_agreements(phone, house) -> None:
    await house.do(AddNextStep("Anne", "Inviterer til møde", date(2026, 3, 18), "Datoen står i kalenderen"))
    await house.do(ParkItem("Ny struktur"))
    await house.do(ConfirmDecision("Vi stopper to tiltag"))
    await phone.open("agree")
    await phone.sees_text("Vi stopper to tiltag")
    await house.do(ConfirmDecision("Vi går tæt på tre"))
    await phone.sees_text("Vi går tæt på tre")
    for text in ("Anne", "Inviterer til møde", "18. marts 2026", "Datoen står i kalenderen", "Ny struktur"):
        await phone.sees_text(text)
    await house.do(AddNextStep("Bo", "Ringer til PPR", None, ""))
    await phone.sees_text("Ringer til PPR")
    await house.do(CloseWorkshop())
    await phone.sees("ended.title")
    await house.do(StartMeeting("opfoelgning"))
    await phone.page.reload()
    await phone.join()
    await phone.open("review")
    await phone.sees_text("Inviterer til møde")
    step = next(row for row in house.live.state.next_steps if row.who == "Anne")
    await house.do(ReviewNextStep(step.id, StepStatus.UNDER_WAY, "Det hjalp at ringe"))
    status = phone.word("agree.status.under-way")
    await phone.page.locator(".card-foot", has_text=status).wait_for()
    await phone.sees_text("Det hjalp at ringe")
    await phone.open("nye-aftaler")
    for text in ("Inviterer til møde", "Ringer til PPR"):
        await phone.sees_text(text)
    for row in house.live.state.next_steps:
        await house.do(ReviewNextStep(row.id, StepStatus.DONE, ""))
    await phone.sees("agree.none")


@pytest.mark.wide
async def test_done_is_a_toggle_that_everybody_sees_counted(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.press("done.button")
    await phone.sees_text(phone.word("done.count", n=1, people=1))
    await house.do(AddPerson("Uden telefon"))
    await phone.sees("me.people", n=2)
    await phone.sees_text(phone.word("done.count", n=1, people=1))
    button = phone.page.get_by_role("button", name=phone.word("done.button"))
    await comes(lambda: button.get_attribute("aria-pressed"), "true")
    await button.click()
    await phone.sees_text(phone.word("done.count", n=0, people=1))


@pytest.mark.wide
async def test_the_end_clears_the_phone_and_offers_the_minutes(make_house, browser, words) -> None:
    page = "<!doctype html><title>x</title><body><h1>Referat</h1><p>Ni &lt;b&gt;tiltag</p><script>1</script>"
    async with make_house(minutes_html=lambda: page.encode()) as house:
        context = await browser.new_context(accept_downloads=True)
        phone = Hand(await context.new_page(), house, words)
        await phone.join()
        await phone.open("skriv-tiltag")
        await phone.write("Sidste kort")
        await phone.saved()
        await house.do(CloseWorkshop())
        await phone.sees("ended.title")
        await phone.sees("ended.kept")
        assert set(await phone.storage()) == {"tre-skridt.token", "tre-skridt.ended"}
        await phone.press("ended.read")
        await phone.sees_text("Ni <b>tiltag")
        async with phone.page.expect_download() as download:
            await phone.press("ended.download")
        assert (await download.value).suggested_filename == phone.word("ended.file_name")
        assert phone.trouble == []
        await context.close()


@pytest.mark.wide
async def test_a_workshop_that_is_opened_again_takes_the_phone_along(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await house.do(CloseWorkshop())
    await phone.sees("ended.title")
    await house.do(ReopenWorkshop())
    await phone.heading("Skriv jeres tiltag")
    await phone.write("Et kort til")
    await phone.saved()
    assert await phone.kept("token")


@pytest.mark.wide
async def test_closed_input_is_said_and_nothing_can_be_sent(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Et kort")
    await phone.saved()
    await house.do(OpenInput(False))
    await phone.sees("activity.closed")
    assert await phone.page.get_by_label(phone.word("collect.label")).count() == 0
    await phone.sees_text("Et kort")
