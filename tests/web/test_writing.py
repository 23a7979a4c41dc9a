"""Whether phones hold a text that has not been sent: a count for whoever leads, and nothing else."""

from __future__ import annotations

from waiting import until

from workshop.web.stream.writers import SECONDS_KEPT, Writers


async def test_it_is_a_count_of_phones_that_are_there_and_is_stored_nowhere(house) -> None:
    one, other = await house.phone(), await house.phone()
    await house.open("skriv-tiltag")
    for phone in (one, other):
        await phone.listen()
    seq = house.live.state.seq
    assert (await one.post("/api/writing", {"writing": True}, key="")).data == {"noted": True}
    for _ in range(2):  # saying it twice counts once
        await other.post("/api/writing", {"writing": True}, key="")
    assert house.server.writing == 2
    await other.post("/api/writing", {"writing": False}, key="")
    assert house.server.writing == 1
    await one.leave()
    await until(lambda: house.server.writing == 0)
    assert house.live.state.seq == seq
    assert "writing" not in (await other.picture())


async def test_what_is_no_boolean_and_a_stranger_are_refused(house) -> None:
    phone = await house.phone()
    for body in ({"writing": 1}, {"writing": True, "text": "x"}, {}):
        assert (await phone.post("/api/writing", body, key="")).status == 422
    assert (await house.stranger().post("/api/writing", {"writing": True}, key="")).status == 401


def test_a_phone_that_has_fallen_silent_is_not_counted() -> None:
    now = [0.0]
    writers = Writers(lambda: now[0])
    writers.note("a", writing=True)
    now[0] = SECONDS_KEPT - 1
    writers.note("b", writing=True)
    assert writers.count({"a", "b"}) == 2
    now[0] = SECONDS_KEPT + 1
    assert writers.count({"a", "b"}) == 1
    assert writers.count(set()) == 0
