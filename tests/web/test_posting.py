from __future__ import annotations

import asyncio

import pytest

from sessions.commands import CloseWorkshop, EditCard, OpenInput, RevealInput
from sessions.errors import NotStoredError
from sessions.model import CardId
from workshop.web.contract.rate_limits import Rate


async def test_every_route_stores_what_it_says(house) -> None:
    phone = await house.phone()
    state = house.live.state
    assert (await phone.post("/api/alias", {"alias": "Ny", "table": "Bord 2"})).status == 200
    assert state.participants.get(phone.id).alias == "Ny"

    await house.open("collect")
    written = await phone.post("/api/cards", {"text": "Fælles intro"})
    card = written.data["id"]
    assert state.cards.get(card).text == "Fælles intro"
    assert (await phone.post(f"/api/cards/{card}", {"text": "Bedre intro"})).status == 200
    assert state.cards.get(card).text == "Bedre intro"
    other = (await phone.post("/api/cards", {"text": "Fortrudt"})).data["id"]
    assert (await phone.post(f"/api/cards/{other}/withdraw", {})).status == 200
    assert state.cards.get(other).withdrawn

    await house.open("place", "alone")
    assert (await phone.post("/api/placements", {"card": card, "category": "sammen"})).status == 200
    assert state.placements.get(card, phone.id, 1, "").category == "sammen"
    assert (await phone.post("/api/placements", {"card": card, "category": ""})).status == 200
    assert state.placements.get(card, phone.id, 1, "") is None

    await house.open("reflect", "alone")
    answer = {"category": "sammen", "question": "works", "text": "Når vi mødes"}
    assert (await phone.post("/api/answers", answer)).status == 200
    assert [row.text for row in state.answers] == ["Når vi mødes"]

    rated = await house.open("evne")
    assert (await phone.post("/api/ratings", {"statement": "bliver-ved", "value": 7})).status == 200
    assert state.ratings.get(rated.id, "bliver-ved", phone.id, 0).value == 7

    await house.open("forslag")
    proposal = (await phone.post("/api/cards", {"text": "Start i morgen"})).data["id"]
    voted = await house.open("vote")
    assert (await phone.post("/api/votes", {"card": proposal, "dots": 2})).status == 200
    assert state.votes.get(voted.id, proposal, phone.id).dots == 2
    assert (await phone.post("/api/done", {"done": True})).status == 200
    assert (await phone.picture())["me"]["done"] is True


async def test_a_change_of_a_card_that_the_facilitator_changed_meanwhile_is_told_first(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    card = (await phone.post("/api/cards", {"text": "Fælles  intro "})).data["id"]
    await house.live.send(EditCard(CardId(card), "Fælles introduktion"))
    mine = {"text": "Intro for alle", "seen": "Fælles  intro "}
    told = await phone.post(f"/api/cards/{card}", mine)
    assert (told.status, told.code) == (409, "changed-meanwhile")
    assert "Fælles introduktion" in told.data["error"]["sentence"]
    assert house.live.state.cards.get(card).text == "Fælles introduktion"
    again = await phone.post(f"/api/cards/{card}", mine | {"seen": "Fælles introduktion"})
    assert again.status == 200
    assert house.live.state.cards.get(card).text == "Intro for alle"


async def test_the_grid_of_experiences_is_kept(house) -> None:
    phone = await house.phone()
    await house.open("styrker-udfordringer")
    body = {"text": "Vi kom for sent i gang", "when": "foer", "outcome": "mindre-godt"}
    assert (await phone.post("/api/cards", body)).status == 200
    card = (await phone.kind())["mine"][0]
    assert (card["when"], card["outcome"], card["number"]) == ("foer", "mindre-godt", "e1")


async def test_the_same_post_a_hundred_times_at_once_is_one_card(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    posts = (phone.post("/api/cards", {"text": "Én gang"}, key="k" * 22) for _ in range(60))
    answers = await asyncio.gather(*posts)
    assert {answer.status for answer in answers} == {200}
    assert len({(answer.data["seq"], answer.data["id"]) for answer in answers}) == 1
    assert [answer.data["repeated"] for answer in answers].count(False) == 1
    assert len(house.live.state.cards) == 1


async def test_the_same_key_with_another_content_is_refused_and_changes_nothing(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.post("/api/cards", {"text": "Den ene"}, key="k" * 22)
    for path, body in (("/api/cards", {"text": "Den anden"}), ("/api/done", {"done": True})):
        answer = await phone.post(path, body, key="k" * 22)
        assert (answer.status, answer.code) == (422, "other-payload")
    assert [card.text for card in house.live.state.cards] == ["Den ene"]


async def test_the_order_and_spacing_of_the_json_do_not_make_it_another_content(house) -> None:
    phone = await house.phone()
    await house.open("styrker-udfordringer")
    first = await phone.post("/api/cards", b'{"text":"x","when":"foer"}', key="k" * 22)
    again = await phone.post("/api/cards", b'{ "when": "foer",\n "text": "\\u0078" }', key="k" * 22)
    assert again.data == first.data | {"repeated": True}


async def test_two_participants_may_use_the_same_key(house) -> None:
    one, other = await house.phone(), await house.phone()
    await house.open("collect")
    for phone in (one, other):
        assert (await phone.post("/api/cards", {"text": "x"}, key="k" * 22)).data["repeated"] is False


async def test_a_key_is_remembered_and_the_phone_still_joined_after_a_restart(make_house, tmp_path) -> None:
    async with make_house() as house:
        phone, path = await house.phone(), house.session.path
        await house.open("collect")
        first = await phone.post("/api/cards", {"text": "Før"}, key="k" * 22)
    async with make_house(path=path) as house:
        back = house.stranger()
        back.token = phone.token
        again = await back.post("/api/cards", {"text": "Før"}, key="k" * 22)
        assert again.data == first.data | {"repeated": True}
        assert len(house.live.state.cards) == 1


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "has space in the middle", "æøåæøåæøåæøåæøåæ"])
async def test_a_post_without_a_good_key_is_refused(house, key) -> None:
    phone = await house.phone()
    await house.open("collect")
    if key and not key.isascii():
        key = key.encode().decode("latin-1")
    answer = await phone.ask("POST", "/api/cards", {"text": "x"}, key)
    assert (answer.status, answer.code) == (400, "missing-key")


@pytest.mark.wide(short=3)
@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/cards", {"text": ""}, 422, "empty-text"),
        ("/api/cards", {"text": " \u200b\n"}, 422, "empty-text"),
        ("/api/cards", {"text": "x" * 2_001}, 422, "text-too-long"),
        ("/api/cards", {"text": "x" * 9_000}, 422, "bad-fields"),
        ("/api/cards", {"text": "x\n" * 201}, 422, "too-many-lines"),
        ("/api/cards", {"text": "x", "status": "findes-ikke"}, 422, "unknown-choice"),
        ("/api/cards", {"text": "x", "when": "foer"}, 422, "unknown-choice"),
        ("/api/cards", {"text": "x", "author": "y"}, 422, "bad-fields"),
        ("/api/cards", {"text": None}, 422, "bad-fields"),
        ("/api/cards", [], 422, "bad-fields"),
        ("/api/cards", {}, 422, "bad-fields"),
        ("/api/cards/none", {"text": "x"}, 404, "unknown-card"),
        ("/api/cards/none/withdraw", {}, 404, "unknown-card"),
        ("/api/cards/none/withdraw", {"x": 1}, 422, "bad-fields"),
        ("/api/votes", {"card": "x", "dots": 1}, 409, "activity-closed"),
        ("/api/votes", {"card": "x", "dots": True}, 422, "bad-fields"),
        ("/api/votes", {"card": "x", "dots": "5"}, 422, "bad-fields"),
        ("/api/votes", {"card": "x", "dots": 1e9}, 422, "bad-fields"),
        ("/api/votes", {"card": "x", "dots": 10**9}, 422, "bad-fields"),
        ("/api/ratings", {"statement": "x", "value": 1.0}, 422, "bad-fields"),
        ("/api/placements", {"card": "x", "category": "sammen"}, 409, "activity-closed"),
        ("/api/answers", {"category": "x", "question": "y", "text": "z"}, 409, "activity-closed"),
        ("/api/done", {"done": 1}, 422, "bad-fields"),
        ("/api/alias", {"alias": "x" * 41}, 422, "text-too-long"),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_a_code_and_a_sentence(
    house, path, body, status, code
) -> None:
    phone = await house.phone()
    await house.open("collect")
    before = house.live.state.seq
    answer = await phone.post(path, body)
    assert (answer.status, answer.code) == (status, code), answer.text
    assert answer.data["error"]["sentence"].endswith(".")
    assert house.live.state.seq == before


@pytest.mark.parametrize("length", [1_999, 2_000])
async def test_the_longest_text_is_taken(house, length) -> None:
    phone = await house.phone()
    await house.open("collect")
    assert (await phone.post("/api/cards", {"text": "ø" * length})).status == 200


async def test_half_an_emoji_is_mended_and_the_text_is_kept(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    assert (await phone.post("/api/cards", b'{"text":"God id\\u00e9 \\ud83d"}')).status == 200
    assert [card.text for card in house.live.state.cards] == ["God idé \ufffd"]
    answer = await phone.post("/api/cards", b'{"text":"x","status":"\\ud83d"}')
    assert (answer.status, answer.code) == (422, "unknown-choice")


async def test_another_participants_card_cannot_be_touched(house) -> None:
    author, other = await house.phone(), await house.phone()
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": "Mit"})).data["id"]
    for path, body in ((f"/api/cards/{card}", {"text": "Dit"}), (f"/api/cards/{card}/withdraw", {})):
        answer = await other.post(path, body)
        assert (answer.status, answer.code) == (404, "unknown-card")
    assert house.live.state.cards.get(card).text == "Mit"


async def test_a_closed_activity_takes_nothing(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await house.do(OpenInput(False))
    assert (await phone.post("/api/cards", {"text": "x"})).code == "activity-closed"
    await house.do(CloseWorkshop())
    answer = await phone.post("/api/cards", {"text": "x"})
    assert (answer.status, answer.code) == (409, "workshop-closed")


async def test_too_many_posts_have_to_wait_and_the_others_do_not(make_house) -> None:
    async with make_house({"posts": Rate(3, 60)}) as house:
        fast, calm = await house.phone(), await house.phone()
        await house.open("collect")
        answers = [await fast.post("/api/cards", {"text": "x"}) for _ in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429]
        assert (answers[3].code, answers[3].headers["Retry-After"]) == ("too-fast", "1")
        assert (await calm.post("/api/cards", {"text": "x"})).status == 200


async def test_twenty_five_cards_can_be_placed_as_fast_as_the_thumb_goes(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    cards = [(await phone.post("/api/cards", {"text": f"kort {n}"})).data["id"] for n in range(25)]
    await house.open("place", "alone")
    for card in cards:
        assert (await phone.post("/api/placements", {"card": card, "category": "sammen"})).status == 200
    assert (await phone.kind())["placed"] == 25


async def test_a_disk_that_does_not_answer_is_503_and_nothing_is_acknowledged(
    make_house, monkeypatch
) -> None:
    async with make_house({"answer_seconds": 0.1}) as house:
        phone = await house.phone()
        await house.open("collect")

        with monkeypatch.context() as patch:
            patch.setattr(house.live, "ask", lambda *_: asyncio.get_running_loop().create_future())
            answer = await phone.post("/api/cards", {"text": "x"}, key="k" * 22)
        assert (answer.status, answer.code) == (503, NotStoredError.code)
        assert int(answer.headers["Retry-After"]) >= 1
        assert (await phone.post("/api/cards", {"text": "x"}, key="k" * 22)).status == 200


async def test_a_defect_is_a_small_500_without_a_word_about_the_program(house, monkeypatch, caplog) -> None:
    phone = await house.phone()

    def broken(*_):
        raise ValueError("HEMMELIG " + "TEKST")

    with monkeypatch.context() as patch:
        patch.setattr(house.server._handlers._painter, "view", broken)
        answer = await phone.ask("GET", "/api/state")
    assert (answer.status, answer.code) == (500, "defect")
    assert "HEMMELIG TEKST" not in answer.text + caplog.text
    assert "ValueError in state" in caplog.text


async def test_the_minutes_come_when_the_workshop_is_closed(make_house) -> None:
    made = []

    def minutes() -> bytes:
        made.append(1)
        return "<p>Referat æøå</p>".encode()

    async with make_house(minutes_html=minutes) as house:
        phone = await house.phone()
        early = await phone.ask("GET", "/api/minutes")
        assert (early.status, early.code) == (409, "minutes-later")
        await house.do(CloseWorkshop())
        for _ in range(3):
            answer = await phone.ask("GET", "/api/minutes")
            assert (answer.status, answer.text) == (200, "<p>Referat æøå</p>")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert len(made) == 1


async def test_a_room_that_asks_for_the_pdf_at_once_waits_for_one_and_a_failed_one_is_made_again(make_house):
    made = []

    async def pages() -> bytes:
        made.append(1)
        await asyncio.sleep(0.05)
        if len(made) == 1:
            raise OSError
        return b"%PDF"

    async with make_house(minutes_pdf=pages) as house:
        phone = await house.phone()
        assert (await phone.picture())["workshop"]["pdf"] is True
        assert (await phone.ask("GET", "/api/pdf")).code == "minutes-later"
        await house.do(CloseWorkshop())
        assert (await phone.ask("GET", "/api/pdf")).status == 500
        answers = await asyncio.gather(*(phone.ask("GET", "/api/pdf") for _ in range(5)))
        assert {(answer.status, answer.text) for answer in answers} == {(200, "%PDF")}
        assert answers[0].headers["Content-Type"] == "application/pdf"
        assert len(made) == 2


async def test_where_no_pdf_can_be_made_none_is_offered(house) -> None:
    phone = await house.phone()
    assert (await phone.picture())["workshop"]["pdf"] is False
    await house.do(CloseWorkshop())
    assert (await phone.ask("GET", "/api/pdf")).status == 404


async def test_reveal_does_not_close_the_input_by_itself(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await house.do(RevealInput())
    assert (await phone.post("/api/cards", {"text": "x"})).status == 200
