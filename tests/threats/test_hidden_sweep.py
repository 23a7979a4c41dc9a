"""One phone writes in every kind of activity; another keeps everything it can get, and must learn nothing."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from sessions.commands import AddActivity, OpenActivity, OpenInput, RevealInput, StartSecondRound, Undo
from workshop.web.views.view_registry import ROUTES

SECRET = "Sentinelxq"
CHANGING = [route for route in ROUTES if route.method == "POST" and route.name != "join"]
BODIES = {
    "alias": {"alias": "Lytter", "table": ""},
    "write_card": {"text": ""},
    "edit_card": {"text": "x"},
    "withdraw_card": {},
    "place": {"card": "{id}", "category": "sammen"},
    "answer": {"category": "nowhere", "question": "works", "text": "x"},
    "rate": {"statement": "nothing", "value": 3},
    "vote": {"card": "{id}", "dots": 99},
    "fill_field": {"card": "{id}", "field": "nothing", "text": "x"},
    "late_text": {"text": "x", "activity": "{id}"},
    "writing": {"writing": True},
    "park": {"text": "x"},
    "worth": {"worth": "worth-it"},
    "mark": {"card": "{id}", "mark": "me-too", "said": True},
    "take": {"step": "{id}", "taken": True},
    "progress": {"step": "{id}", "status": "done"},
    "done": {"done": False},
}


class Ears:
    """Everything one phone has got: bodies, headers, the stream's bytes from now and from the start."""

    def __init__(self, house, phone) -> None:
        self.house, self.phone = house, phone
        self.texts: list[str] = []

    async def ask(self, method: str, path: str, body=None) -> None:
        answer = await self.phone.ask(method, path, body)
        self.texts.append(answer.text + repr(sorted(answer.headers.items())))

    async def listen_everywhere(self, guesses=()) -> str:
        for route in ROUTES:
            if route.method == "GET" and route.name != "stream":
                await self.ask("GET", route.path)
        for route in CHANGING:
            for guess in guesses or ("0" * 12,):
                body = json.loads(json.dumps(BODIES[route.name]).replace("{id}", guess))
                await self.ask("POST", route.path.replace("{id}", guess), body)
        again = self.house.stranger()
        again.token = self.phone.token
        await again.listen(since=0)
        marker = await self.house.do(OpenInput(self.house.live.state.current().input_open))
        assert marker is not None
        await asyncio.sleep(0.3)  # the silence is what is tested: longer than the slowest tick
        self.texts += [line for _, _, line in (*self.phone.heard, *again.heard)]
        await again.leave()
        return "\n".join(self.texts)


@pytest.fixture
async def pair(house):
    """An author with a name to look for, and a listener on every path."""
    author = await house.phone(alias=f"Navn{SECRET}", table=f"Bord{SECRET}")
    listener = await house.phone()
    await listener.listen()
    return house, author, Ears(house, listener)


async def prepared(house, author) -> str:
    """A card that all may see, for the kinds that work on cards."""
    await house.open("skriv-tiltag")
    return (await author.post("/api/cards", {"text": "Fælles kort"})).data["id"]


async def learned_nothing(ears, author, *ids: str, guesses=()) -> None:
    heard = await ears.listen_everywhere(guesses)
    for name in (SECRET, author.id, *ids):
        assert name not in heard, name
    assert not re.search(r'"(author|participant|token_hash|created_at|joined_at)":', heard)


async def test_collect_tells_nothing(pair) -> None:
    house, author, ears = pair
    await house.open("skriv-tiltag")
    ids = [(await author.post("/api/cards", {"text": f"{SECRET} {n}"})).data["id"] for n in range(3)]
    await author.post(f"/api/cards/{ids[0]}", {"text": f"{SECRET} igen"})
    await author.post(f"/api/cards/{ids[1]}/withdraw", {})
    await learned_nothing(ears, author, *ids)
    assert [name for name in ears.phone.names() if name not in ("hello", "refresh", "presence")] == []
    assert (await ears.phone.kind())["count"] is None


async def test_a_guessed_id_is_answered_like_one_that_never_was(pair) -> None:
    house, author, ears = pair
    await house.open("skriv-tiltag")
    card = (await author.post("/api/cards", {"text": SECRET})).data["id"]
    nobodys = "f" * len(card)
    for path, body in (("/api/cards/{}", {"text": "x"}), ("/api/cards/{}/withdraw", {})):
        real, random = [await ears.phone.post(path.format(each), body) for each in (card, nobodys)]
        assert real.status == random.status == 404
        assert real.text == random.text
        assert real.headers.keys() == random.headers.keys()
    for path, body in (
        ("/api/placements", {"category": "sammen"}),
        ("/api/votes", {"dots": 1}),
    ):
        real, random = [await ears.phone.post(path, body | {"card": each}) for each in (card, nobodys)]
        assert (real.status, real.text) == (random.status, random.text)
    await learned_nothing(ears, author, guesses=(nobodys,))


async def test_a_hidden_id_cannot_be_told_from_none_where_cards_are_placed_and_voted_on(pair) -> None:
    """A card that the facilitator has hidden, and one of another deck, are as little there as none."""
    from sessions.commands import HideCard

    house, author, ears = pair
    hidden = await prepared(house, author)
    await house.do(HideCard(hidden))
    await house.open("styrker-udfordringer")
    elsewhere = (await author.post("/api/cards", {"text": SECRET})).data["id"]
    for activity, phase, path, body in (
        ("place", "alone", "/api/placements", {"category": "sammen"}),
        ("vote", "", "/api/votes", {"dots": 1}),
    ):
        await house.open(activity, phase)
        answers = {
            ((await ears.phone.post(path, body | {"card": card})).status)
            for card in (hidden, elsewhere, "f" * len(hidden))
        }
        texts = {
            (await ears.phone.post(path, body | {"card": card})).text
            for card in (hidden, elsewhere, "f" * 12)
        }
        assert answers == {404}
        assert len(texts) == 1


@pytest.mark.parametrize("second", [False, True])
async def test_place_tells_nobodys_choice_while_a_round_is_open(pair, second) -> None:
    house, author, ears = pair
    others = [await house.phone() for _ in range(5)]
    card = await prepared(house, author)
    await house.open("place", "alone")
    if second:
        await house.open("place", "talk")
        await house.do(StartSecondRound())
    before = (await ears.phone.picture())["kind"]
    heard = len(ears.phone.heard)
    for phone in (author, *others):
        assert (await phone.post("/api/placements", {"card": card, "category": "tag-selv"})).status == 200
    after = (await ears.phone.picture())["kind"]
    assert after == before, "the picture of who has placed nothing is the same as before"
    await learned_nothing(ears, author)
    assert "counts" in json.dumps(after)
    assert set(ears.phone.names()[heard:]) <= {"presence", "refresh"}


async def test_reflect_tells_no_answer_and_not_how_many(pair) -> None:
    house, author, ears = pair
    await house.open("reflect", "alone")
    before = (await ears.phone.picture())["kind"]
    body = {"category": "sammen", "question": "works", "text": SECRET}
    answer = (await author.post("/api/answers", body)).data["id"]
    assert (await ears.phone.picture())["kind"] == before
    await learned_nothing(ears, author, answer)


async def test_rate_tells_no_number_and_not_how_many(pair) -> None:
    house, author, ears = pair
    await house.open("evne")
    before = (await ears.phone.picture())["kind"]
    assert (await author.post("/api/ratings", {"statement": "bliver-ved", "value": 3})).status == 200
    assert (await ears.phone.picture())["kind"] == before
    await learned_nothing(ears, author)


async def test_vote_tells_no_dot_and_no_order(pair) -> None:
    house, author, ears = pair
    await house.open("forslag")
    cards = [(await author.post("/api/cards", {"text": f"Forslag {n}"})).data["id"] for n in range(3)]
    await house.open("vote")
    before = (await ears.phone.picture())["kind"]
    assert (await author.post("/api/votes", {"card": cards[2], "dots": 2})).status == 200
    assert (await ears.phone.picture())["kind"] == before
    await learned_nothing(ears, author)


@pytest.mark.parametrize("kind", ["present", "cluster", "agree", "review"])
async def test_kinds_without_input_tell_no_names_and_no_other_deck(pair, kind) -> None:
    house, author, ears = pair
    await house.open("styrker-udfordringer")
    await author.post("/api/cards", {"text": SECRET})
    activity = next(row for row in house.live.method.activities if row.kind == kind)
    await house.do(OpenActivity((await house.do(AddActivity(activity.key, 5))).id))
    await learned_nothing(ears, author)


async def test_what_was_shown_and_hidden_again_and_undone_is_hidden(pair) -> None:
    house, author, ears = pair
    await house.open("skriv-tiltag")
    await house.do(RevealInput())
    await house.do(Undo())
    await author.post("/api/cards", {"text": SECRET})
    await learned_nothing(ears, author)


async def test_who_is_done_and_who_joined_when_is_nobodys_business(pair) -> None:
    house, author, ears = pair
    await house.open("skriv-tiltag")
    await author.post("/api/done", {"done": True})
    await author.post("/api/alias", {"alias": f"Ny{SECRET}", "table": SECRET})
    await learned_nothing(ears, author)
    assert (await ears.phone.picture())["done"] == 1


async def test_who_holds_a_text_that_is_not_sent_is_nobodys_business(pair) -> None:
    house, author, ears = pair
    await house.open("skriv-tiltag")
    before = await ears.phone.picture()
    assert (await author.post("/api/writing", {"writing": True})).status == 200
    after = await ears.phone.picture()
    assert (after["kind"], after["done"]) == (before["kind"], before["done"])
    assert after.keys() == before.keys()
    await learned_nothing(ears, author)
