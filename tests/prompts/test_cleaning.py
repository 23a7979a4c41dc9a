"""The gate: nothing harmful or invisible passes, nothing that people write is lost."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prompts.language.cleaning import MOST_COMBINING, clean, clean_line, is_empty

HARMFUL = [
    "\x1b",
    "\x07",
    "\x00",
    "\x08",
    "\x7f",
    "\x9b",
    "\x9d",
    "\x90",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    *"\u200b\u2060\ufeff\u00ad\u180e\u034f\u3164\u115f\u1160\uffa0\u2800\ufffe\uffff",
    *"\u200c\u200d\ufe0f\ufe00\U000e0001\U000e0041\U000e007f\U000e0100\ue000",
]
EMOJI = [
    "🎉",
    "👍🏽",
    "👩‍🏫",
    "👨‍👩‍👧‍👦",
    "❤️",
    "❤️‍🔥",
    "🏳️‍🌈",
    "1️⃣",
    "#️⃣",
    "🇩🇰",
    "☕",
    "™️",
    "👩🏽‍❤️‍👨🏻",
    "🫨",
    "\U0001fae9",
]
WRITTEN = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            [*HARMFUL, "\u0301", "\u20dd", "\u0308", "a", "å", " ", "\n", "\r", "\u2028", "\ud83d"]
        ),
        st.sampled_from("👩🏽‍❤️🎉1#⃣نم क्ष"),
    ),
    max_size=60,
)


@pytest.mark.parametrize("harmful", HARMFUL, ids=lambda text: f"U+{ord(text):04X}")
def test_two_texts_that_look_alike_are_alike(harmful):
    assert clean(f"Pe{harmful}r") == "Per"
    assert clean_line(f"{harmful}Per{harmful}") == "Per"
    assert is_empty(clean(harmful * 5))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("A\x1b]52;c;aGVq\x07B", "A]52;c;aGVqB"),
        ("\x1b]0;titel\x07x", "]0;titelx"),
        ("\x1b[2Jx", "[2Jx"),
        ("\x9b2Jx", "2Jx"),
        ("a\x85b\u2028c\u2029d\re\r\nf\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("10\u00a0000\u202fkr.\u3000ok", "10\u00a0000\u202fkr. ok"),
        ("\ud800x", "\ufffdx"),
        ("\ud83d\ude00", "😀"),
        ("e\u0301", "é"),
        ("A\u030angst", "Ångst"),
        ("[/red] hej", "[/red] hej"),
        ("<script>", "<script>"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
    ],
)
def test_what_becomes_of_hostile_bytes(raw, kept):
    assert clean(raw) == kept


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_are_kept_whole(emoji):
    assert clean(f"Godt gået {emoji} {emoji}!") == f"Godt gået {emoji} {emoji}!"
    assert not is_empty(clean(emoji))


@pytest.mark.parametrize(
    "text",
    [
        "Ærø, Øland og Ål – “så’n”, 50 % … 3 × 4 = 12 §",
        "Vi går tæt på\n– og måler",
        "Größe, naïve, Čapek, Łódź, Ø",
        "می‌خواهم",
        "क्‍ष",
        "สวัสดีครับ",
        "日本語",
        "ελληνικά",
        "Tiếng Việt",
    ],
)
def test_what_people_write_is_kept(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@settings(max_examples=400, deadline=None)
@given(WRITTEN)
@example("a\u200b\u0301\u0301\u0301\u0301")
@example("🎉\u200d\u200d🎉")
@example("1\ufe0f\ufe0f\u20e3")
@example(" \u0301")
def test_cleaning_twice_is_cleaning_once(raw):
    once = clean(raw)
    assert clean(once) == once
    line = clean_line(raw)
    assert clean_line(line) == line


@settings(max_examples=400, deadline=None)
@given(WRITTEN)
def test_nothing_that_a_terminal_obeys_or_that_hides_passes(raw):
    text = clean(raw)
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Co", "Zl", "Zp")
    assert not set(text) & set(HARMFUL) - {"\u200c", "\u200d", "\ufe0f"}
    assert "\n" not in clean_line(raw)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(categories=["Mn", "Me"]), min_size=1, max_size=200), st.sampled_from("aø🎉"))
def test_marks_never_pile_up(marks, base):
    longest = run = 0
    for character in clean(base + marks + "x"):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, run)
    assert longest <= MOST_COMBINING + 1  # and the style of an emoji


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("abcæøåÆØÅ éüñ0123456789.,:;!?-–()%&/'\"\n"), max_size=80))
def test_danish_is_never_touched(text):
    assert clean(text) == text.strip()
