"""What was meant for one activity never counts for the next, however late it comes."""

from __future__ import annotations

import pytest

from sessions.commands import (
    AddActivity,
    CloseWorkshop,
    EndSecondRound,
    OpenActivity,
    StartSecondRound,
    WriteCard,
)
from workshop.archive.follow_up import begin_follow_up
from workshop.web.api.handlers import idempotency
from workshop.web.contract.requests import DoneBody
from workshop.web.views.kinds.collect import NewCardBody


def counted(house) -> list[int]:
    """How much the workshop holds of all that phones can send."""
    state = house.live.state
    tables = (state.cards, state.placements, state.answers, state.ratings, state.votes, state.done_marks)
    return [len(table) for table in tables]


async def twice(house, activity: str) -> tuple[str, str]:
    """The same activity twice in one run sheet: only its place there tells one from the other."""
    first = house.scheduled(activity).id
    again = (await house.do(AddActivity(activity, 5))).id
    return first, again


POSTS = [
    ("skriv-tiltag", "/api/cards", {"text": "For sent"}),
    ("placer-alene", "/api/placements", {"card": "", "category": "sammen"}),
    (
        "fem-spoergsmaal-stationer",
        "/api/answers",
        {"category": "sammen", "question": "works", "text": "For sent"},
    ),
    ("opbakning", "/api/ratings", {"statement": "", "value": 3}),
    ("stem", "/api/votes", {"card": "", "dots": 1}),
    ("skriv-tiltag", "/api/done", {"done": True}),
]


@pytest.mark.parametrize(("activity", "path", "body"), POSTS, ids=[path for _, path, _ in POSTS])
async def test_a_late_post_is_refused_and_a_punctual_one_taken(house, activity, path, body) -> None:
    phone = await house.phone()
    body = dict(body)
    for deck, name in (("skriv-tiltag", "/api/placements"), ("forslag", "/api/votes")):
        if path == name:
            await house.open(deck)
            body["card"] = (await house.do(WriteCard("Et kort"))).id
    if path == "/api/ratings":
        body["statement"] = house.live.method.activity(activity).statements[0].key
    first, again = await twice(house, activity)
    await house.do(OpenActivity(first))
    seen = (await phone.picture())["activity"]["id"]
    await house.do(OpenActivity(again))
    before = counted(house)

    late = await phone.post(path, body | {"activity": seen})
    assert (late.status, late.code) == (409, "activity-moved-on")
    assert late.data["error"]["sentence"] == house.live.words("refused.activity-moved-on")
    assert counted(house) == before

    now = (await phone.picture())["activity"]["id"]
    assert (await phone.post(path, body | {"activity": now})).status == 200
    assert sum(counted(house)) == sum(before) + 1


@pytest.mark.parametrize(("activity", "path", "body"), POSTS[:1] + POSTS[-1:])
async def test_a_page_from_before_that_does_not_say_where_it_is_works_as_ever(
    house, activity, path, body
) -> None:
    phone = await house.phone()
    await house.open(activity)
    assert (await phone.post(path, body)).status == 200
    assert sum(counted(house)) == 1


async def test_a_card_for_one_deck_never_lands_in_another(house) -> None:
    phone = await house.phone()
    await house.open("skriv-tiltag")
    seen = (await phone.picture())["activity"]["id"]
    await house.open("forslag")
    late = await phone.post("/api/cards", {"text": "Et tiltag", "activity": seen})
    assert late.code == "activity-moved-on"
    assert len(house.live.state.cards) == 0


async def test_a_choice_of_the_first_round_does_not_count_in_the_second(house) -> None:
    phone = await house.phone()
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Et kort"))).id
    await house.open("place", "talk")
    await house.do(StartSecondRound())
    activity = (await phone.picture())["activity"]
    assert activity["round"] == 2
    choice = {"card": card, "category": "sammen", "activity": activity["id"]}
    assert (await phone.post("/api/placements", choice | {"round": 1})).code == "activity-moved-on"
    assert (await phone.post("/api/placements", choice | {"round": 2})).status == 200
    await house.do(EndSecondRound())
    assert (await phone.post("/api/placements", choice | {"round": 2})).code == "activity-closed"


async def test_the_rounds_of_a_later_meeting_are_its_own(make_house, tmp_path) -> None:
    """The journal counts rounds over all meetings; a phone knows the first and the second of this one."""
    async with make_house() as house:
        await house.open("skriv-tiltag")
        card, path = (await house.do(WriteCard("Et kort"))).id, house.session.path
        await house.do(CloseWorkshop())
    begin_follow_up(path)
    async with make_house(path=path) as house:
        phone = await house.phone()
        row = (await house.do(AddActivity("placer-alene", 5))).id
        await house.do(OpenActivity(row))
        choice = {"card": card, "category": "sammen", "activity": row}
        assert (await phone.picture())["activity"]["round"] == 1
        assert (await phone.post("/api/placements", choice | {"round": 2})).code == "activity-moved-on"
        assert (await phone.post("/api/placements", choice | {"round": 1})).status == 200
        assert house.live.state.placements.get(card, phone.id, 3).category == "sammen"


@pytest.mark.parametrize(("path", "body"), [("", {"text": "Andre ord"}), ("/withdraw", {})])
async def test_a_card_cannot_be_changed_while_another_deck_is_written(house, path, body) -> None:
    phone = await house.phone()
    await house.open("skriv-tiltag")
    card = (await phone.post("/api/cards", {"text": "Et tiltag"})).data["id"]
    await house.open("forslag")
    late = await phone.post(f"/api/cards/{card}{path}", body)
    assert (late.status, late.code) == (409, "activity-moved-on")
    assert (house.live.state.cards.get(card).text, house.live.state.cards.get(card).withdrawn) == (
        "Et tiltag",
        False,
    )


async def test_an_input_that_was_stored_in_time_is_known_again_after_the_group_has_gone_on(house) -> None:
    phone = await house.phone()
    row = await house.open("skriv-tiltag")
    body = {"text": "I tide", "activity": row.id}
    first = await phone.post("/api/cards", body, key="k" * 22)
    await house.open("forslag")
    again = await phone.post("/api/cards", body, key="k" * 22)
    assert again.data == first.data | {"repeated": True}


async def test_when_the_facilitator_comes_back_the_late_input_is_in_time_again(house) -> None:
    phone = await house.phone()
    row = await house.open("skriv-tiltag")
    await house.open("forslag")
    await house.do(OpenActivity(row.id))
    assert (await phone.post("/api/cards", {"text": "Med", "activity": row.id})).status == 200


@pytest.mark.parametrize("activity", [7, None, "x" * 65, {}])
async def test_what_is_no_id_is_refused(house, activity) -> None:
    phone = await house.phone()
    await house.open("skriv-tiltag")
    answer = await phone.post("/api/done", {"done": True, "activity": activity})
    assert (answer.status, answer.code) == (422, "bad-fields")


def test_a_post_that_names_no_activity_has_the_hash_it_always_had() -> None:
    """A page that was opened before the program was renewed sends its queue again: known, not another."""
    key = "k" * 22
    old = idempotency(key, "/api/done", DoneBody(done=True)).payload_hash
    assert old == "afe3468cd3bbf7b8991854d3137fb227d3187d3a9cfe195e9bc7b7e31236f490"
    here = idempotency(key, "/api/cards", NewCardBody(text="x", activity="a")).payload_hash
    there = idempotency(key, "/api/cards", NewCardBody(text="x", activity="b")).payload_hash
    assert here != there
