"""The facilitator is told how many still have a text that is not sent, and never who."""

from __future__ import annotations

from waiting import until

from sessions.commands import OpenInput


async def test_those_who_are_connected_and_write_in_the_open_activity_are_counted(house) -> None:
    phones = [await house.phone() for _ in range(3)]
    row = await house.open("skriv-tiltag")
    before = house.live.state.seq
    for phone in phones:
        await phone.listen()
        assert (await phone.post("/api/writing", {"activity": row.id})).status == 200
    assert house.server.writing == 3
    await phones[0].post("/api/writing", {})
    assert house.server.writing == 2
    await phones[1].leave()
    await until(lambda: house.server.writing == 1)
    assert house.live.state.seq == before, "it is kept in memory only"
    await house.do(OpenInput(False))
    assert house.server.writing == 0
    await house.do(OpenInput(True))
    assert house.server.writing == 1
    await house.open("grupper")
    assert house.server.writing == 0


async def test_no_other_phone_hears_of_it(house) -> None:
    one, other = await house.phone(), await house.phone()
    row = await house.open("skriv-tiltag")
    await other.listen()
    await one.listen()
    heard, picture = list(other.names()), await other.picture()
    await one.post("/api/writing", {"activity": row.id})
    shown = await other.picture()
    for each in (picture, shown):
        each["activity"].pop("clock")
    assert shown == picture
    assert other.names() == heard
