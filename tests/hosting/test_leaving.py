"""What the question before leaving says is what happens to the phones."""

from __future__ import annotations

from pathlib import Path

from hosted import hosted, order_for
from waiting import until

from prompts.language.words import load_words
from sessions.commands import CloseWorkshop
from workshop.attaching.attached_workshop import attach
from workshop.facilitating.leaving import what_leaving_does
from workshop.launch.open_on_screen import OpenOnScreen

WORDS = load_words("da")


def said(face, folder: Path) -> str:
    return what_leaving_does(OpenOnScreen(face, folder, None), WORDS)


async def test_it_says_whether_phones_wait_lose_the_minutes_or_notice_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path / "sessions") as (face, phone):
        assert "Telefonerne venter" in said(face, tmp_path)
        other = await attach(order_for(face.path))
        await until(lambda: "1 anden skærm leder den også" in said(face, tmp_path))
        await other.close()
        await until(lambda: "Telefonerne venter" in said(face, tmp_path))
        assert await phone.picture(), "phones noticed nothing"
        await face.live.send(CloseWorkshop())
        await until(lambda: "kan ikke længere læses på telefonerne" in said(face, tmp_path))
