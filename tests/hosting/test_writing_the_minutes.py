"""What an organisation chose in the export menu holds for every way of writing its minutes."""

from __future__ import annotations

from pathlib import Path

from hosted import hosted

from workshop.archive.remembered_choices import remember
from workshop.facilitating.export_choices import ExportChoices
from workshop.launch.open_on_screen import OpenOnScreen


async def test_the_key_that_writes_at_once_writes_what_was_chosen_last(tmp_path: Path) -> None:
    async with hosted(tmp_path / "sessions") as (face, _):
        session = OpenOnScreen(face, tmp_path / "out", None)
        organisation = face.live.state.workshop.organisation
        remember(face.path.parent.parent, organisation, ExportChoices(("md", "mail"), "short", language="en"))
        written = await session.write_minutes()
        assert session.minutes == written
        assert len(written) == 2
        (minutes,) = (file for file in written if file.suffix == ".md")
        assert "**Workshop minutes**" in minutes.read_text(encoding="utf-8")
