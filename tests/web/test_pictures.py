from __future__ import annotations

from datetime import date

import pytest

from sessions.commands import (
    AddNextStep,
    AddPerson,
    AgreePlacement,
    CloseWorkshop,
    ExtendTime,
    MergeCards,
    NameTheme,
    ParkItem,
    PauseClock,
    SkipActivity,
)


async def test_the_lobby_shows_the_workshop_and_nothing_to_do(house) -> None:
    phone = await house.phone(alias="Mette", table="3")
    await house.do(AddPerson("Uden telefon"))
    picture = await phone.picture()
    assert picture["workshop"]["title"] == "Prøve"
    assert picture["workshop"]["status"] == "lobby"
    me = {"id": phone.id, "alias": "Mette", "table": "3", "number": 1, "done": False, "worth": ""}
    assert picture["me"] == me
    assert (picture["people"], picture["activity"], picture["kind"]) == (2, None, None)


async def test_who_can_be_finished_are_those_with_a_phone(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.listen()
    await house.do(AddPerson("Uden telefon"))
    assert (await phone.hears("presence"))["phones"] == 1
    picture = await phone.picture()
    assert (picture["people"], picture["phones"], picture["done"]) == (2, 1, 0)


async def test_an_activity_has_its_place_its_words_and_its_clock(house) -> None:
    phone = await house.phone()
    await house.do(SkipActivity(house.scheduled("tjek-ind").id))
    await house.open("skriv-tiltag")
    await house.do(ExtendTime(2))
    await house.do(PauseClock())
    activity = (await phone.picture())["activity"]
    assert (activity["kind"], activity["open"], activity["revealed"]) == ("collect", True, False)
    left = len(house.live.state.run_sheet()) - 1  # one was skipped
    assert (activity["number"], activity["of"]) == (3, left)
    assert activity["step"]
    assert activity["clock"]["minutes"] == 5
    assert activity["clock"]["paused"] is True
    assert 295 < activity["clock"]["remaining_seconds"] <= 300


async def test_the_approaches_come_along_where_they_are_introduced_only(house) -> None:
    phone = await house.phone()
    await house.open("fire-tilgange")
    kind = await phone.kind()
    categories = kind["categories"]
    assert "lead.eu/implementeringsledelse" in kind["source"]
    assert [category["key"] for category in categories] == ["goer-det", "tag-selv", "taet-paa", "sammen"]
    assert categories[0]["works_when"]
    for key in ("velkomst", "pause", "afslutning"):
        await house.open(key)
        assert await phone.kind() == {"categories": [], "source": ""}


async def test_themes_hold_their_cards_with_what_was_merged_into_them(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    one, two, three = [
        (await phone.post("/api/cards", {"text": text})).data["id"] for text in ("En", "To", "Tre")
    ]
    await house.open("cluster")
    await phone.listen()
    await house.do(MergeCards(one, (two,)))
    gone = await phone.hears("gone")
    kept = await phone.hears("card")
    assert gone["id"] == two
    assert (kept["card"]["id"], kept["card"]["merged"]) == (one, ["To"])
    await house.do(NameTheme("Møder", (one,)))
    await phone.hears("refresh")
    kind = await phone.kind()
    assert [(theme["name"], [card["id"] for card in theme["cards"]]) for theme in kind["themes"]] == [
        ("Møder", [one])
    ]
    assert [card["id"] for card in kind["unthemed"]] == [three]


async def test_what_the_group_agreed_is_shown_on_the_board(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    card = (await phone.post("/api/cards", {"text": "En"})).data["id"]
    await house.open("place", "talk")
    await phone.listen()
    await house.do(AgreePlacement(card, "sammen"))
    await phone.hears("refresh")
    assert (await phone.kind())["cards"][0]["agreed"] == "sammen"


async def test_the_tables_share_the_categories(house) -> None:
    phones = [await house.phone(table=f"Bord {number}") for number in (1, 2, 3, 4, 1)]
    await house.open("reflect", "alone")
    suggested = [(await phone.kind())["suggested"] for phone in phones]
    assert suggested == ["goer-det", "tag-selv", "taet-paa", "sammen", "goer-det"]


async def test_agreements_and_parked_items_are_seen_as_they_are_made(house) -> None:
    phone = await house.phone()
    await house.open("agree")
    await phone.listen()
    await house.do(AddNextStep("Mette", "Ringe rundt", date(2030, 1, 1), "Liste", help="Per"))
    await phone.hears("agreements")
    await house.do(ParkItem("Parkering", "Bo"))
    kind = await phone.kind()
    step = kind["next_steps"][0]
    assert (step["who"], step["due"], step["status"], step["help"]) == (
        "Mette",
        "2030-01-01",
        "not-started",
        "Per",
    )
    assert kind["parked"] == [{"number": 1, "text": "Parkering", "who": "Bo"}]
    await house.open("stem")
    await house.do(CloseWorkshop())
    closed = await phone.picture()
    assert (closed["workshop"]["status"], closed["activity"]) == ("closed", None)


@pytest.mark.parametrize("run_sheet", ["180", "opfoelgning"])
async def test_every_activity_of_the_method_can_be_shown(make_house, run_sheet) -> None:
    from sessions.rules.meeting.creation import NewWorkshop

    async with make_house(wish=NewWorkshop("Alt", run_sheet=run_sheet)) as house:
        phone = await house.phone()
        for row in house.live.state.run_sheet():
            await house.open(row.activity)
            picture = await phone.picture()
            assert picture["activity"]["key"] == row.activity
            assert picture["kind"] is not None
