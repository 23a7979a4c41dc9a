"""Every input a phone can make: what stands ready, what thumbs do, what must be stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sessions.commands import WriteCard


@dataclass(frozen=True)
class Input:
    """`ready` and `make` are awaited with (phone, house); `stored` tells what the workshop holds of it.
    `most` is how many commands it may become: two taps may be sent as two, or as the last one.
    """

    name: str
    ready: Callable
    make: Callable
    stored: Callable
    wanted: object
    most: int = 1


def texts(house) -> list[str]:
    return sorted(card.text for card in house.live.state.cards if not card.withdrawn)


async def collect_ready(phone, house) -> None:
    await phone.open("skriv-tiltag")


async def collect_make(phone, house) -> None:
    await phone.write("Kun én gang")


async def grid_ready(phone, house) -> None:
    await phone.open("styrker-udfordringer")
    await phone.choose(house.live.method.grid.whens[0].title)
    await phone.choose(house.live.method.grid.outcomes[1].title)


def grid_stored(house) -> list:
    return [(card.text, bool(card.occurred), bool(card.outcome)) for card in house.live.state.cards]


async def own_card_ready(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.write("Skrevet før")
    await phone.saved()


async def edit_make(phone, house) -> None:
    await phone.press("edit.edit")
    await phone.page.get_by_label(phone.word("edit.label")).fill("Rettet imens")
    await phone.press("edit.save")


async def withdraw_make(phone, house) -> None:
    await phone.press("edit.withdraw")
    await phone.press("edit.withdraw_yes")


async def place_ready(phone, house) -> None:
    await house.open("skriv-tiltag")
    await house.do(WriteCard("Kort A"))
    await phone.open("place", "alone")


async def place_make(phone, house) -> None:
    await phone.page.get_by_role("button", name="Tæt på").click()


async def reflect_ready(phone, house) -> None:
    await phone.open("reflect", "alone")


async def reflect_make(phone, house) -> None:
    await phone.page.get_by_role("textbox").first.fill("Det virkede")
    await phone.page.get_by_role("textbox").nth(1).focus()


async def rate_ready(phone, house) -> None:
    await phone.open("opbakning")


async def rate_make(phone, house) -> None:
    await phone.choose("God idé")


async def vote_ready(phone, house) -> None:
    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")


async def vote_make(phone, house) -> None:
    plus = phone.page.get_by_role("button", name=phone.word("vote.plus"))
    await plus.click()
    await plus.click()


async def done_make(phone, house) -> None:
    await phone.press("done.button")


async def name_make(phone, house) -> None:
    await phone.press("me.change")
    await phone.page.get_by_label(phone.word("join.alias")).fill("Nyt navn")
    await phone.press("edit.save")


def participant(house):
    return next(iter(house.live.state.participants))


INPUTS = [
    Input("collect", collect_ready, collect_make, texts, ["Kun én gang"]),
    Input("grid", grid_ready, collect_make, grid_stored, [("Kun én gang", True, True)]),
    Input("edit", own_card_ready, edit_make, texts, ["Rettet imens"]),
    Input("withdraw", own_card_ready, withdraw_make, texts, []),
    Input(
        "place",
        place_ready,
        place_make,
        lambda house: [row.category for row in house.live.state.placements],
        ["taet-paa"],
    ),
    Input(
        "reflect",
        reflect_ready,
        reflect_make,
        lambda house: [row.text for row in house.live.state.answers],
        ["Det virkede"],
    ),
    Input(
        "rate",
        rate_ready,
        rate_make,
        lambda house: [row.value for row in house.live.state.ratings],
        [4],
    ),
    Input(
        "vote",
        vote_ready,
        vote_make,
        lambda house: [row.dots for row in house.live.state.votes],
        [2],
        most=2,
    ),
    Input("done", rate_ready, done_make, lambda house: len(house.live.state.done_marks), 1),
    Input("name", rate_ready, name_make, lambda house: participant(house).alias, "Nyt navn"),
]
