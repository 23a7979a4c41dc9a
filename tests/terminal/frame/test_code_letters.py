"""The letters of the code in the lobby are not taken for each other."""

import pytest

from workshop.live.secrets import CODE_ALPHABET
from workshop.terminal.widgets.big_text import big_lines


def drawn(letter):
    """The half cells of a letter, upper and lower."""
    halves = {" ": "00", "▀": "10", "▄": "01", "█": "11"}
    return "".join(halves[sign] for row in big_lines(letter) for sign in row)


@pytest.mark.parametrize("pair", ["7T", "7Z", "NW", "MN", "MH"])
def test_letters_that_look_alike_differ_in_five_places(pair):
    assert set(pair) <= set(CODE_ALPHABET)
    one, other = map(drawn, pair)
    assert sum(here != there for here, there in zip(one, other, strict=True)) >= 5
