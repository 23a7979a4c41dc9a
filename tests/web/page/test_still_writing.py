"""The page tells that a text is being written, and takes it back when it has been sent or deleted."""

from __future__ import annotations

import pytest
from waiting import until


@pytest.mark.wide
async def test_a_draft_is_counted_until_it_is_sent_or_gone(phone, house) -> None:
    await phone.open("skriv-tiltag")
    field = phone.page.get_by_label(phone.word("collect.label"))
    assert house.server.writing == 0
    await field.fill("Halvt")
    await until(lambda: house.server.writing == 1)
    await field.fill("")
    await until(lambda: house.server.writing == 0)
    await field.fill("Helt")
    await until(lambda: house.server.writing == 1)
    await phone.press("collect.send", exact=True)
    await until(lambda: house.server.writing == 0)
