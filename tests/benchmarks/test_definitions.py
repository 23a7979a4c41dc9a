"""What the benchmarks mean by their words: at once, worse, and this checkout."""

import asyncio
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"

pytestmark = [
    pytest.mark.skipif(not BENCHMARKS.exists(), reason="the benchmarks are in the checkout only"),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]


@pytest.fixture(autouse=True)
def on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


class WaitingPhone:
    """Answers no card before all that are expected have been sent."""

    waiting: asyncio.Barrier

    def __init__(self) -> None:
        self.lanes: list[int] = []
        self.moments: set[float] = set()
        self.connected: set[int] = set()

    async def connect(self, lane: int = 0) -> None:
        self.connected.add(lane)

    async def post(self, *, lane: int = 0, since: float = 0.0) -> None:
        assert lane in self.connected
        self.lanes.append(lane)
        self.moments.add(since)
        await asyncio.wait_for(self.waiting.wait(), 5)


async def test_a_burst_is_every_card_in_one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    import scenarios

    async def nothing(*_: object) -> scenarios.Noted:
        return scenarios.Noted()

    monkeypatch.setattr(scenarios, "noted", nothing)
    phones = [WaitingPhone() for _ in range(4)]
    WaitingPhone.waiting = asyncio.Barrier(12)
    made = await scenarios.burst(scenarios.Spec("burst", 0, each=3), phones)
    assert [sorted(phone.lanes) for phone in phones] == [[0, 1, 2]] * 4
    assert set().union(*(phone.moments for phone in phones)) == {made.began} != {0.0}


@pytest.mark.parametrize(
    ("unit", "before", "after", "verdict"),
    [
        ("ms", (4.0, 4.2, 4.6), (4.1, 4.7, 9.0), "same"),
        ("ms", (4.0, 4.2, 4.6), (4.9, 5.0, 5.1), "worse"),
        ("ms", (4.0, 4.2, 4.6), (3.0, 3.1, 3.2), "better"),
        ("/s", (100.0, 101.0, 102.0), (90.0, 91.0, 92.0), "worse"),
        ("/s", (100.0, 101.0, 102.0), (110.0, 111.0, 112.0), "better"),
    ],
)
def test_a_change_counts_where_it_is_more_than_the_runs_before_it_differ(
    unit: str, before: tuple[float, ...], after: tuple[float, ...], verdict: str
) -> None:
    from pairs import Pair

    assert Pair("x", unit, before, after).verdict == verdict


def test_a_program_from_elsewhere_is_not_measured_as_this_checkout(tmp_path: Path) -> None:
    from checkout import OWN, Checkout, OtherCheckoutError

    OWN.require()
    with pytest.raises(OtherCheckoutError, match="is not in"):
        Checkout(tmp_path).require()
