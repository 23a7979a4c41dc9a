"""Personal numbers are found in every way that people write them, and only they are masked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prompts.language.personal_numbers import looks_like_cpr, masked_excerpt, without_cpr

TEXTS = json.loads(
    (Path(__file__).parent.parent / "data" / "personal_numbers.json").read_text(encoding="utf-8")
)
"""What people write: `numbers` are to be found, `others` not. The page's test uses the same file."""


@pytest.mark.parametrize("text", TEXTS["numbers"])
def test_what_looks_like_a_personal_number_is_noticed(text):
    assert looks_like_cpr(text)
    masked = without_cpr(f"Ring til Ulla, {text}, om de 3 forslag")
    assert masked.endswith(", om de 3 forslag")
    assert not any(sign.isdigit() for sign in masked.removesuffix(", om de 3 forslag"))


@pytest.mark.parametrize("text", TEXTS["others"])
def test_other_numbers_are_not(text):
    assert not looks_like_cpr(text)
    assert without_cpr(text) == text


def test_only_the_number_itself_is_dotted() -> None:
    said = "Ring til Ulla, 010190-1234, senest den 4.3. om de 3 forslag"
    assert without_cpr(said) == "Ring til Ulla, ••••••-••••, senest den 4.3. om de 3 forslag"


@given(st.text(alphabet="0123456789- a", max_size=40))
@example("551290 0101901234 0101 901234")
@example("451290-1234010190-1234")
def test_a_text_without_its_personal_numbers_holds_none(text: str) -> None:
    dotted = without_cpr(text)
    assert not looks_like_cpr(dotted)
    assert len(dotted) == len(text)
    assert without_cpr(dotted) == dotted


@pytest.mark.parametrize("before", ["", "Ring til ", "ord " * 30])
@pytest.mark.parametrize("after", ["", " i dag", " ord" * 30])
def test_an_excerpt_has_the_masked_number_in_it(before: str, after: str) -> None:
    told = masked_excerpt(f"{before}010190-1234{after}", 40)
    assert "••••••-••••" in told
    assert len(told) <= 42
