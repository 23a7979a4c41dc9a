"""The simulated people of a rehearsal: their habits, their texts, and the HTTP requests they make.

Texts are data (`rehearsal.json`, and one more file per language). Who writes which, how fast, and who
changes their mind is random, with a seed.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from zlib import crc32

import msgspec

from prompts.methods.pace import (
    CHOOSING_SECONDS,
    INTRODUCING_SECONDS,
    LEADERS_WORDS_A_MINUTE,
    LOOKING_SECONDS,
    THINKING_SECONDS,
    reading_seconds,
    typing_seconds,
)
from workshop.demo.simulated_phone import SimulatedPhone

FILE_NAMES = {"da": "rehearsal.json", "en": "rehearsal.en.json", "nb": "rehearsal.nb.json"}
ALIKE = 0.15
"""The share of cards that repeat another person's, so that there is something to merge."""

SMALL_ROOM = 15
"""Up to this size people write more cards each; a large room has enough anyway."""

MOST_OTHER_CARDS = 2
"""People have several initiatives under way; of anything else they are asked for one or two."""

MORE_LATER = 0.25
"""The share of people who find one more card to write when a deck is opened again."""

Seen = Mapping[str, Any]
Sleep = Callable[[float], Awaitable[object]]


class Lived(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An experience and its place in the grid."""

    when: str
    outcome: str
    text: str


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All texts that people may send."""

    names: list[str]
    tables: list[str]
    initiatives: list[str]
    proposals: list[str]
    risks: list[str]
    experiences: list[Lived]
    answers: dict[str, dict[str, list[str]]]
    second_thoughts: list[str]

    def people(self, size: int, chance: random.Random) -> list[Habits]:
        """Make `size` people; a duplicate name gets a number from the server."""
        return [
            Habits(
                alias=self.names[place % len(self.names)],
                table=self.tables[place % len(self.tables)],
                slowness=chance.choice((0.7, 0.9, 1.0, 1.0, 1.2, 1.4)),
                words_a_minute=chance.choice(LEADERS_WORDS_A_MINUTE),
                cards=chance.choice((1, 2, 2, 3, 4) if size <= SMALL_ROOM else (1, 1, 2)),
                finishes_early=chance.random() < 0.15,
                says_done=chance.random() < 0.85,
                wavers=chance.random() < 0.25,
                chance=random.Random(chance.random()),  # noqa: S311 - as in the crowd
            )
            for place in range(size)
        ]

    def shuffled(self, chance: random.Random) -> Texts:
        """The texts in a random order shared by the people of one room."""
        by_deck = {"initiatives": self.initiatives, "proposals": self.proposals, "risks": self.risks}
        by_deck |= {"barriers": self.risks, "gaps": self.risks}  # obstacles, used by the packs
        decks = {key: chance.sample(texts, len(texts)) for key, texts in by_deck.items()}
        return Texts(self, decks, chance.sample(self.experiences, len(self.experiences)))


@dataclass(frozen=True, slots=True)
class Habits:
    """One person: how slow to think and type, how many cards, whether they stop early or waver."""

    alias: str
    table: str
    slowness: float
    words_a_minute: float
    cards: int
    finishes_early: bool
    says_done: bool
    wavers: bool
    chance: random.Random


class Texts:
    """The texts not yet used in one room; when all are used, people repeat each other."""

    def __init__(self, bank: Bank, decks: dict[str, list[str]], lived: list[Lived]) -> None:
        """Start with all texts unused."""
        self.bank = bank
        self._decks = decks
        self._lived = lived
        self._said: dict[str, int] = {}

    def card(self, deck: str, chance: random.Random) -> str:
        """A text for a deck; an unknown deck gets initiatives."""
        texts = self._decks.get(deck) or self._decks["initiatives"]
        said = self._said.get(deck, 0)
        if said and chance.random() < ALIKE:
            return texts[chance.randrange(min(said, len(texts)))]
        self._said[deck] = said + 1
        return texts[said % len(texts)]

    def lived(self, chance: random.Random) -> Lived:
        """An experience."""
        return chance.choice(self._lived)

    def answer(self, category: str, question: str, chance: random.Random) -> str:
        """An answer to a question of a category; a general one if the bank has none for it."""
        texts = self.bank.answers.get(category, {}).get(question)
        return chance.choice(texts or self.bank.risks)


class Hand:
    """Sends one person's input for the activity that their phone shows."""

    def __init__(self, texts: Texts, habits: Habits, speed: float, sleep: Sleep = asyncio.sleep) -> None:
        """Send `texts` with these `habits`, `speed` times as fast as a person; `sleep` lets time pass."""
        self._sleep = sleep
        self._texts = texts
        self._habits = habits
        self._speed = speed
        self._chance = habits.chance
        self._written: set[str] = set()

    async def play(self, phone: SimulatedPhone) -> None:
        """Take part once in the open activity. Raises PhoneRefusedError if it closes meanwhile."""
        seen = await phone.picture()
        activity = seen.get("activity")
        if not activity or not activity["open"]:
            return
        parts: dict[str, Callable[[SimulatedPhone, Seen], Awaitable[None]]] = {
            "collect": self._write,
            "place": self._place,
            "reflect": self._answer,
            "rate": self._rate,
            "vote": self._vote,
            "record": self._fill,
        }
        part = parts.get(activity["kind"])
        if part is None:
            return
        phone.shown = activity["id"]
        await self._sleep(INTRODUCING_SECONDS / self._speed)
        await self._wait(LOOKING_SECONDS * self._chance.uniform(0.5, 1.0))
        await part(phone, {**seen["kind"], "round": activity["round"]})
        if self._habits.says_done:
            await phone.send("/api/done", {"done": True})

    async def _wait(self, seconds: float) -> None:
        await self._sleep(seconds * self._habits.slowness / self._speed)

    async def _choose(self, among: str = "") -> None:
        await self._wait(reading_seconds(among) + CHOOSING_SECONDS)

    async def _type(self, text: str) -> str:
        await self._wait(THINKING_SECONDS)
        await self._sleep(typing_seconds(len(text), self._habits.words_a_minute) / self._speed)
        return text

    async def _write(self, phone: SimulatedPhone, seen: Seen) -> None:
        deck = str(seen["deck"]["key"])
        many = self._habits.cards if seen["deck"]["statuses"] else min(self._habits.cards, MOST_OTHER_CARDS)
        count = 1 if self._habits.finishes_early else many
        if deck in self._written:
            count = int(self._chance.random() < MORE_LATER)
        self._written.add(deck)
        for number in range(count):
            body = self._card(seen)
            await self._type(str(body["text"]))
            sent = await phone.send("/api/cards", body)
            if number == 0 and self._habits.wavers:
                more = await self._type(self._chance.choice(self._texts.bank.second_thoughts))
                await phone.send(f"/api/cards/{sent.id}", {**body, "text": f"{body['text']}, {more}"})

    def _card(self, seen: Seen) -> dict[str, object]:
        deck, grid = seen["deck"], seen["grid"]
        body: dict[str, object]
        if grid is None:
            body = {"text": self._texts.card(deck["key"], self._chance)}
        else:
            whens, outcomes = ([choice["key"] for choice in grid[axis]] for axis in ("whens", "outcomes"))
            lived = self._texts.lived(self._chance)
            if lived.when in whens and lived.outcome in outcomes:
                return {"text": lived.text, "when": lived.when, "outcome": lived.outcome}
            # The texts know the shipped method's grid; in another one any box will do.
            box = {"when": self._chance.choice(whens), "outcome": self._chance.choice(outcomes)}
            body = {"text": self._texts.card(deck["key"], self._chance), **box}
        if deck["statuses"]:
            body["status"] = self._chance.choice(deck["statuses"])["key"]
        return body

    async def _place(self, phone: SimulatedPhone, seen: Seen) -> None:
        keys = [category["key"] for category in seen["categories"]]
        again = seen["round"] % 2 == 0
        for number, card in enumerate(seen["cards"]):
            if (again and self._chance.random() < 0.7) or (self._habits.finishes_early and number % 2):
                continue
            await self._choose(card["text"])
            choice = self._opinion(card["id"], keys, 0.9 if again else 0.0)
            body = {"card": card["id"], "category": choice, "round": seen["round"]}
            await phone.send("/api/placements", body)
            if self._habits.wavers and not again and self._chance.random() < 0.1:
                await self._choose()
                await phone.send("/api/placements", {**body, "category": self._chance.choice(keys)})

    def _opinion(self, card: str, keys: list[str], least: float) -> str:
        """Most people agree on some cards; on others the room is split."""
        number = crc32(card.encode())
        agreement = max(least, (0.95, 0.85, 0.6, 0.4)[number // len(keys) % 4])
        return keys[number % len(keys)] if self._chance.random() < agreement else self._chance.choice(keys)

    async def _answer(self, phone: SimulatedPhone, seen: Seen) -> None:
        questions = seen["questions"][:1] if self._habits.finishes_early else seen["questions"]
        for question in questions:
            category = str(seen["suggested"])
            if not category:
                return
            text = await self._type(self._texts.answer(category, question["key"], self._chance))
            body = {"category": category, "question": question["key"], "text": text}
            await phone.send("/api/answers", body)

    async def _fill(self, phone: SimulatedPhone, seen: Seen) -> None:
        """Fill in the form of one card, as a table does that has taken one on."""
        if not seen["cards"]:
            return
        card = self._chance.choice(seen["cards"])
        for field in seen["fields"]:
            if field["by"] == "facilitator" or card["stands"].get(field["key"]):
                continue
            if field["choices"]:
                await self._wait(CHOOSING_SECONDS)
                text = self._chance.choice(field["choices"])
            else:
                text = await self._type(self._texts.answer("", field["key"], self._chance))
            await phone.send("/api/fields", {"card": card["id"], "field": field["key"], "text": text})

    async def _rate(self, phone: SimulatedPhone, seen: Seen) -> None:
        lowest, highest = seen["scale"]["lowest"], seen["scale"]["highest"]
        for statement in seen["statements"]:
            await self._choose(statement["text"])
            value = round(self._chance.triangular(lowest, highest, lowest + 0.65 * (highest - lowest)))
            await phone.send("/api/ratings", {"statement": statement["key"], "value": value})
            if self._habits.wavers:
                await self._choose()
                value = max(lowest, min(highest, value + self._chance.choice((-1, 1))))
                await phone.send("/api/ratings", {"statement": statement["key"], "value": value})
            if seen["second_scale"]:
                value = self._chance.randint(lowest, max(lowest, value))
                body = {"statement": statement["key"], "value": value, "scale": 1}
                await phone.send("/api/ratings", body)

    async def _vote(self, phone: SimulatedPhone, seen: Seen) -> None:
        left, cards = int(seen["dots"]), list(seen["cards"])
        await self._wait(sum(reading_seconds(card["text"]) for card in cards))
        wanted = sorted(cards, key=lambda card: crc32(card["id"].encode()) % 100 + self._chance.randrange(60))
        for card in wanted:
            if left <= 0:
                return
            await self._choose()
            dots = min(left, self._chance.randint(1, int(seen["max_per_item"])))
            await phone.send("/api/votes", {"card": card["id"], "dots": dots})
            left -= dots


def load_bank(language: str = "da") -> Bank:
    """Read the texts that are part of the package, in `language`."""
    file = resources.files("workshop.demo") / FILE_NAMES[language]
    return msgspec.json.decode(file.read_bytes(), type=Bank)
