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
    assert await filled_in(field, TEXT, interactive=interactive) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (b"- Et\n- To\n* Tre\nn\n", "- Et\n- To\n* Tre"),
        (b"1. Et\n2. To\n- 3\nr\n", "1. Et\n2. To\n- 3"),
        (b"Et\\\nTo \\\nTre\nn\n", "Et\nTo\nTre"),
        (b"Et\n- To\n", "Et"),
    ],
    ids=["marks", "numbers", "lines that go on", "no list"],
)
@pytest.mark.parametrize(
    "field", [Field("text", "Kort", once_more=True), Field("text", "Svar", multiline=True)]
)
async def test_a_script_writes_a_list_or_several_lines_in_one_field(field, script, expected):
    assert await filled_in(field, script, interactive=False) == expected


async def filled_in(field, typed, *, interactive):
    pieces = iter([typed])
    console = Console(LineReader(lambda most: next(pieces, b"")), io.StringIO(), interactive=interactive)
    console.start()
    try:
        return (await Asking(console, load_words("da")).form([field]))["text"]
    finally:
        console.close()


async def test_a_text_of_several_lines_is_read_with_a_point_between_them():
    out = io.StringIO()
    console = Console(LineReader(lambda most: b""), out)
    console.start()
    console.line("Vi lytter\nVi holder aftaler")
    console.close()
    assert out.getvalue() == "Vi lytter · Vi holder aftaler\n"
