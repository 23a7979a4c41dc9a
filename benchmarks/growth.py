"""How cost grows with participants, cards and connected phones: at size, and at ten times the size.

`python benchmarks/growth.py` prints a table and writes `docs/figures/cost.svg`. The room's and the
picture's share is processor time in this process; the phones' share is read from the running server.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from chart import Curve, draw
from figure import Bound, Figure, middle, percentile, table
from phones import product
from prepared import prepared
from scenarios import Spec, played

from prompts.methods.loading import load_method
from sessions.clock import SteadyClock
from sessions.command_answers import IdempotencyKey
from sessions.commands import CastVote, Command, JoinWorkshop, OpenActivity, WriteCard
from sessions.model import FACILITATOR
from sessions.room.rulebook import decide
from sessions.rules.decide import Context
from sessions.rules.history import History
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.state import State
from workshop.live.secrets import new_id

MOST = 1.2
RUNS = 5
SAMPLES = 100
VOTERS = 800
MOST_PEOPLE = 900
"""A workshop takes a thousand; some must be left for the phones that are timed."""
SIZES = (50, 100, 200, 500, 900, 2_000)
PICTURE = Path(__file__).parent.parent / "docs" / "figures" / "cost.svg"


class Desk:
    """Decides and applies in memory: what the room and the loop's picture do with each command."""

    def __init__(self, people: int, cards: int, activity_with: str = "initiatives") -> None:
        """A workshop with so many participants and cards."""
        self.method, self.clock = load_method(), SteadyClock()
        self.state, self.history = State(), History()
        access = Access(secrets.token_urlsafe(16), "ABC234")
        wish = NewWorkshop("Vækst", run_sheet="120")
        self.state.load(first_rows(wish, self.method, access, self.clock.now(), new_id))
        self.people = [secrets.token_hex(6) for _ in range(people)]
        for person in self.people:
            self.ask(JoinWorkshop(person, secrets.token_hex(32)), person)
        self.open("collect", activity_with)
        for number in range(cards):
            self.ask(WriteCard(f"korte møder {number}"), self.people[number % people])

    def open(self, kind: str, deck: str) -> None:
        """Put the first activity of this kind and deck on the projector."""
        for row in self.state.run_sheet():
            activity = self.method.activity(row.activity)
            if (activity.kind, activity.deck) == (kind, deck):
                self.ask(OpenActivity(row.id), FACILITATOR)
                return
        raise LookupError(kind)

    def ask(self, command: Command, actor: str) -> None:
        """What the room does with one command, but for the disk."""
        post = None if actor == FACILITATOR else IdempotencyKey(secrets.token_urlsafe(16), "0" * 64)
        context = Context(self.state, self.method, actor, self.clock.now(), new_id, self.history)
        _, event = decide(context, command, post)
        if event is not None:
            self.state.apply(event.writes)
            self.state.seq = event.seq
            self.history.remember(event)


def one_more_card(size: int) -> float:
    """Microseconds for one more card among `size`, from fifty participants."""
    desk = Desk(50, size)
    return per_call(lambda number: desk.ask(WriteCard(f"nyt {number}"), desk.people[number % 50]))


def one_more_vote(size: int) -> float:
    """Microseconds for one more vote among `size`, on two hundred cards; each voter has three."""
    desk = Desk(VOTERS + SAMPLES, 200, "proposals")
    desk.open("vote", "proposals")
    cards = [card.id for card in desk.state.cards]
    for number in range(size):
        desk.ask(CastVote(cards[number % 199], 1), desk.people[number % VOTERS])
    return per_call(lambda number: desk.ask(CastVote(cards[number % 200], 1), desk.people[-1 - number]))


def one_more_person(size: int) -> float:
    """Microseconds for one more phone that joins `size` others."""
    desk = Desk(size, 1)
    fresh = [secrets.token_hex(6) for _ in range(SAMPLES)]
    return per_call(
        lambda number: desk.ask(JoinWorkshop(fresh[number], secrets.token_hex(32)), fresh[number])
    )


def per_call(call: Callable[[int], None]) -> float:
    """The median microseconds of processor time of `SAMPLES` calls."""
    times = []
    for number in range(SAMPLES):
        begun = time.thread_time_ns()
        call(number)
        times.append((time.thread_time_ns() - begun) / 1_000)
    return percentile(times, 0.5)


def over_the_wire(phones: int, cards: int, posts: int = 60) -> tuple[float, float]:
    """Bytes to each phone, and milliseconds of server time, for one more card."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = prepared(Path(folder), phones, cards)
        with product(Path(folder), made, screen=False, roomy=True) as served:
            time.sleep(1.0)
            spec = Spec("steady", served.port, made.tokens, per_second=20)
            played(replace(spec, cards=5))
            begun = served.cpu_seconds()
            noted = played(replace(spec, cards=posts))
            spent = served.cpu_seconds() - begun
    return noted.bytes_per_phone / posts, spent * 1_000 / posts


def in_memory(runs: int, small: int) -> list[Figure]:
    """One more card, vote and phone at ten times the size against one."""
    lines = []
    for word, cost, few in (
        ("card", one_more_card, small),
        ("vote", one_more_vote, small),
        ("phone", one_more_person, min(small, MOST_PEOPLE // 10)),
    ):
        name = f"one more {word} at {few * 10:,} / at {few}"
        base, large = [], []
        for _ in range(runs):
            base.append(cost(few))
            large.append(cost(few * 10))
        lines.append(Figure(name, middle(large), "µs", middle(base), Bound.RATIO_AT_MOST, MOST))
    return lines


def on_the_wire(few: int, many: int, cards: int) -> list[Figure]:
    """Bytes and server time for one more card: by cards on the wall, and by phones that listen."""
    bytes_few, cost_few = over_the_wire(few, cards)
    bytes_cards, cost_cards = over_the_wire(few, cards * 10)
    bytes_phones, cost_phones = over_the_wire(many, cards)
    wall = f"{cards * 10:,} cards / {cards}"
    crowd = f"{many} phones / {few}"
    bound = (Bound.RATIO_AT_MOST, MOST)
    return [
        Figure(f"bytes a phone for one more card, {wall}", bytes_cards, "B", bytes_few, *bound),
        Figure(f"bytes a phone for one more card, {crowd}", bytes_phones, "B", bytes_few, *bound),
        Figure(f"server time for one more card, {wall}", cost_cards, "ms", cost_few, *bound),
        Figure(
            f"server time a phone for one more card, {crowd}",
            cost_phones / many,
            "ms",
            cost_few / few,
            *bound,
        ),
    ]


def figures(quick: bool = False) -> list[Figure]:
    """The table."""
    if quick:
        return in_memory(1, 20)
    return [*in_memory(RUNS, 200), *on_the_wire(30, 300, 200)]


def picture(sizes: Sequence[int]) -> str:
    """The growth as an SVG: microseconds for one more of each, by how many there are."""
    curves = []
    for word, cost in (("card", one_more_card), ("vote", one_more_vote), ("phone", one_more_person)):
        known = [size for size in sizes if word != "phone" or size <= MOST_PEOPLE]
        runs = [[cost(size) for size in known] for _ in range(RUNS)]
        # The least of the runs: the machine's own speed varies more than what is drawn.
        points = zip(known, map(min, zip(*runs, strict=True)), strict=True)
        curves.append(Curve(f"one more {word}", tuple(points)))
    return draw("Processor time for one more, by how many there are already", "µs", curves)


def main() -> None:
    """Print the table and draw the picture."""
    quick = "--quick" in sys.argv
    print(table(figures(quick)))
    if not quick:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(SIZES), encoding="utf-8")


if __name__ == "__main__":
    main()
