"""Cards rated on two scales, questions about a card, and a record, with thumbs on a narrow phone."""

from in_this_process import served
from playwright.async_api import expect
from shaped import shaped_folder, shaped_method

from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

NARROW = {"width": 360, "height": 640}
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def test_a_phone_rates_answers_and_fills_in_what_a_pack_declares(browser, tmp_path) -> None:
    method = shaped_method(shaped_folder(tmp_path))
    wish = NewWorkshop("Former", run_sheet="90")
    path = create_session(tmp_path / "data" / "sessions", wish, method)
    async with served(path) as (live, phone):
        other = await phone()
        page = await browser.new_page(viewport=NARROW)
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))

        async def opened(key: str) -> None:
            row = next((row for row in live.state.run_sheet() if row.activity == key), None)
            wanted = row.id if row else (await live.send(do.AddActivity(key, 5))).id
            await live.send(do.OpenActivity(wanted))
            title = method.activity(key).title
            await page.get_by_role("heading", name=title, exact=True).wait_for()
            assert not await page.evaluate(WIDER_THAN_SCREEN), key

        await page.goto(f"{other._base}/#{live.access.secret}")
        await page.get_by_role("button").first.click()
        await opened("skriv-tiltag")
        cards = [(await live.send(do.WriteCard(text))).id for text in ("Fælles sprog", "Nyt skema")]
        await opened("h-skriv")
        await page.get_by_text("Hvor let er den at flytte?").wait_for()
        await opened("t-hoejde")
        groups = page.get_by_role("group", name="Skal op på"), page.get_by_role("group", name="Når op på")
        await groups[0].first.get_by_role("radio").nth(3).check(force=True)
        await groups[1].first.get_by_role("radio").nth(0).check(force=True)
        await page.get_by_text("gemt", exact=True).nth(1).wait_for()
        rated = [(row.statement, row.value, row.scale) for row in live.state.ratings]
        assert sorted(rated) == sorted([(cards[0], 4, 0), (cards[0], 1, 1)])
        kinds = method.activity("h-slags").category_set
        await opened("h-slags")
        await page.locator("summary", has_text=kinds.categories[0].title).click()
        await page.get_by_text(kinds.categories[0].short).wait_for()
        assert await page.get_by_text("Virker, når").count() == 0, "it says no more than its short line"
        await opened("t-svar")
        assert await page.get_by_text("Hvad betyder de?").count() == 0, "cards mean what they say"
        await page.get_by_role("radio", name="Nyt skema").check(force=True)
        await page.get_by_role("textbox").first.fill("Ingen bruger det")
        await page.get_by_role("textbox").first.blur()
        await page.get_by_text("gemt", exact=True).first.wait_for()
        assert [(row.category, row.text) for row in live.state.answers] == [(cards[1], "Ingen bruger det")]
        await opened("t-roller")
        leader, goal = page.get_by_label("Leder"), page.get_by_label("Effektmål")
        await leader.fill("Anders")
        await goal.fill("Mere ro")
        await goal.blur()
        await page.get_by_text("gemt", exact=True).nth(1).wait_for()
        assert live.state.agreed_answers.get(cards[0], "leder").text == "Anders"
        await other.post("/api/fields", {"card": cards[0], "field": "leder", "text": "Anders og Bo"})
        await expect(leader).to_have_value("Anders og Bo")
        await live.send(do.FillRecord(cards[0], (("ejer", "Mette Hansen"),)))
        await page.get_by_text("Mette Hansen").wait_for()
        assert await page.get_by_label("Ejer").count() == 0, "only the facilitator writes there"
        await page.close()
        assert trouble == []
