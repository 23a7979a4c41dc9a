"""Whatever a group wrote, and however much: nothing on its screen is drawn over something else."""

import random

import pytest

from workshop.facilitating.telling.clock_reading import Level
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Bar,
    Bars,
    Clock,
    End,
    Figure,
    Focus,
    Group,
    Item,
    Join,
    Spread,
    Spreads,
    Talk,
    Wall,
    Working,
)
from workshop.terminal.audience.draw_frame import paint

WORDS = (
    *(
        "Ny",
        "sygeplejefaglig",
        "udredning",
        "af",
        "alle",
        "borgere",
        "med",
        "demens",
        "i",
        "hele",
        "kommunen",
    ),
    *("før", "sommerferien", "og", "Tæt", "på", "hverdagen", "kurser", "for", "ledere"),
)
SIZES = ((80, 24), (100, 30), (120, 30), (132, 36), (160, 45), (200, 50))
JOIN = Join("192.168.100.200:8140", "KLM274", "blå ko", "http://192.168.100.200:8140/#abc")


class Chance:
    """Contents of every kind, at random; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def one_of(self, *choices):
        return self._random.choice(choices)

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def text(self, least: int, most: int) -> str:
        return " ".join(self._random.choice(WORDS) for _ in range(self.number(least, most)))

    def texts(self, least: int, most: int, words: int) -> tuple[str, ...]:
        return tuple(self.text(2, words) for _ in range(self.number(least, most)))

    def items(self, most: int) -> tuple[Item, ...]:
        return tuple(
            Item(self.text(1, 14), self.one_of("", self.text(1, 6))) for _ in range(self.number(1, most))
        )

    def bars(self, count: int) -> tuple[Bar, ...]:
        return tuple(
            Bar(self.text(1, 4), self.number(0, 7), 7, self.number(0, 4), self.one_of("", "2 timer om ugen"))
            for _ in range(count)
        )

    def spread(self) -> Spread:
        counts = tuple((str(value), self.number(0, 5)) for value in range(self.number(5, 11)))
        return Spread(self.text(3, 16), self.one_of((), counts), self.text(3, 12))

    def content(self):
        groups = tuple(
            Group(self.text(1, 5), self.items(15), self.number(0, 4)) for _ in range(self.number(1, 6))
        )
        return self.one_of(
            Wall(groups),
            Wall((Group("", self.items(25)),)),
            Focus(
                self.text(1, 30),
                self.one_of((), self.bars(4)),
                self.one_of("", self.text(1, 6)),
                self.one_of("", self.text(1, 4)),
                self.texts(0, 4, 16),
                self.one_of((), self.items(15)),
            ),
            Bars(self.bars(self.number(1, 17)), self.one_of("", self.text(3, 10))),
            Spreads(tuple(self.spread() for _ in range(self.number(1, 10)))),
            Talk(self.texts(1, 7, 20)),
            Working((Figure(str(self.number(0, 40)), self.text(2, 7)),), self.texts(0, 17, 12)),
            End("Tak for i dag.", (self.text(4, 10),), groups[:3]),
        )

    def view(self) -> AudienceView:
        notice = self.one_of("", "", "Noget virker ikke lige nu")
        clock = Clock("03:12", "tilbage", Level.CALM)
        return AudienceView(
            "Skridt 2 · De fire tilgange",
            self.text(2, 5),
            "fælles",
            self.text(4, 14),
            self.content(),
            JOIN,
            clock,
            notice,
            self.texts(0, 4, 14),
            "og {n} til",
        )


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 60))])
def test_nothing_is_drawn_over_anything_else(seed: int) -> None:
    chance = Chance(seed)
    for _ in range(24):
        view, size = chance.view(), chance.one_of(*SIZES)
        page = paint(view, *size)
        assert not page.crowded, f"{size}: {view.content}\n{page.text()}"
