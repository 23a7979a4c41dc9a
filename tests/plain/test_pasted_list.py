"""A list pasted line by line where a card is asked for becomes a card for each line."""

import io

import pytest

from prompts.language.words import load_words
from workshop.facilitating.conversation import Field
from workshop.plain.conversation.asking import Asking
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.reading import LineReader

TEXT = b"Et\nTo\nTre\n"


@pytest.mark.parametrize(
    "field", [Field("text", "Kort", once_more=True), Field("text", "Svar", multiline=True)]
)
@pytest.mark.parametrize(("interactive", "expected"), [(True, "Et\nTo\nTre"), (False, "Et")])
async def test_lines_that_come_together_are_one_paste_but_a_script_goes_on(field, interactive, expected):
    pieces = iter([TEXT])
    console = Console(LineReader(lambda most: next(pieces, b"")), io.StringIO(), interactive=interactive)
    console.start()
    asking = Asking(console, load_words("da"))
    try:
        filled = await asking.form([field])
        assert filled == {"text": expected}
    finally:
        console.close()
