"""Plain mode says how far the writing of files is, and Ctrl+C stops it between two files."""

import asyncio

from prompts.language.words import load_words
from workshop.plain.conversation import line_writing
from workshop.plain.conversation.console import Console


class Lines(Console):
    """Keeps what is said, and has nobody to read from."""

    def __init__(self):
        super().__init__(reader=None, interactive=True)
        self.said = []

    def line(self, text):
        self.said.append(text)


async def test_what_takes_long_is_told_and_ctrl_c_stops_before_the_next_file(monkeypatch):
    monkeypatch.setattr(line_writing, "PATIENCE", 0.02)
    console = Lines()
    with line_writing.told_writing(console, load_words("da")) as writing:
        for number, name in enumerate(("docx", "pdf"), start=1):
            writing.told(name, number, 9)
            await asyncio.sleep(0.07)
        assert not writing.stopped
        console.interrupt()
        assert writing.stopped
    assert console.said == [
        "Filerne skrives. Ctrl+C stopper før den næste fil.",
        "1 af 9: docx",
        "2 af 9: pdf",
    ]


async def test_what_is_written_at_once_needs_no_word():
    console = Lines()
    with line_writing.told_writing(console, load_words("da")) as writing:
        writing.told("md", 1, 1)
    await asyncio.sleep(0)
    assert console.said == []
