"""Whoever has only the notes can lead: each names the key for what it asks, and the key does that there."""

from __future__ import annotations

import re

import pytest
from acts_by_kind import CATALOGUE

from prompts.language.words import LANGUAGES
from prompts.methods.loading import load_method
from prompts.methods.model import Activity, Kind, Phase
from workshop.facilitating.acts.anytime import everywhere, parking
from workshop.plain.leading.everywhere import DRIVING, KEEPING, LINES
from workshop.plain.leading.note_keys import in_typed, typed_for_keys
from workshop.terminal.actions.action_spec import key_shown

OPENED = {"d", "D", "p", "B"}
"""The keys that open run sheet, participants, parking lot and decisions, from anywhere."""
TALK_CLOCK, DIGITS = "c", "1–4"
KEY = re.compile(r"\[([^\]]+)\]")
SPELT_OUT = re.compile(r"[Tt]ryk (\S+)\b")
SHORT = {"Ctrl+R": "^r", "Ctrl+O": "^o", "Ctrl+F": "^f", "Ctrl+E": "^e"}
ASKS = {
    r"[Vv]is (kortene|tallene|svarene|resultatet|forslagene)": "Ctrl+R",
    r"[Ss]lå (det|dem) sammen": "s",
    r"parkeringspladsen": "p|P",
    r"[Ss]kriv (aftalen|få aftaler)": "a",
    r"fælles formulering|læringen": "e",
    r"[Ss]kriv (målet|referatet)": "g|w",
    r"[Dd]el kortet": "X",
    r"([Ss]æt|sat) (en dato|datoen)": "M",
    r"[Ss]lut til tiden": "Ctrl+E",
    r"[Gg]odkend": "a",
    r"uenighed med en kort note": "x",
    r"90 sekunder": "c",
    r"skjul kort": "h",
    r"skriver du selv ind": "D",
    r"gør et forslag til en beslutning": "b",
    r"[Gg]å (så )?tilbage (til|og ret) aftale|[Gg]å så tilbage": "PgUp",
}
"""What a note asks in Danish, and the keys one of which it then names."""


def notes_of(activity: Activity) -> tuple[str, ...]:
    return (*activity.notes.say, *activity.notes.watch, activity.notes.when_late)


def keys_there(activity: Activity) -> set[str]:
    """Every key that does something while the activity is on the projector, or in a list opened from it."""
    acts = [*everywhere.DRIVING, *everywhere.KEEPING, *CATALOGUE.get(activity.kind, ())]
    keys = {key_shown(key) for act in acts for key in act.keys} | OPENED
    if activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        keys |= {TALK_CLOCK, DIGITS}
    if any("[p]" in note for note in notes_of(activity)):
        keys |= {key_shown(key) for act in parking.ACTS for key in act.keys}
    return keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_the_notes_does_something_there(language: str) -> None:
    method, named = load_method(language=language), 0
    for activity in method.activities:
        for note in notes_of(activity):
            for key in KEY.findall(note):
                named += 1
                assert SHORT.get(key, key) in keys_there(activity), (activity.key, note)
    assert named >= 30


def test_every_key_that_is_spelt_out_does_something_there() -> None:
    for activity in load_method().activities:
        for note in notes_of(activity):
            for key in SPELT_OUT.findall(note.replace("Page Down", "PgDn")):
                assert SHORT.get(key, key) in keys_there(activity), (activity.key, note)


def test_every_note_names_the_key_for_what_it_asks() -> None:
    for activity in load_method().activities:
        for note in activity.notes.watch:
            for asked, keys in ASKS.items():
                if re.search(asked, note):
                    named = {*KEY.findall(note), *SPELT_OUT.findall(note)}
                    assert named & set(keys.split("|")), (activity.key, note)


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_in_plain_mode_name_what_is_typed_there(language: str) -> None:
    """Where `b` is a decision on the screen it goes back in plain mode: the notes name each face's own."""
    for activity in load_method(language=language).activities:
        actions = (*LINES.of(activity.kind).ACTIONS, *DRIVING, *KEEPING)
        typed = typed_for_keys(actions)
        known = {action.key for action in actions} | OPENED | {"p a"} | {act.typed for act in parking.ACTS}
        for note in notes_of(activity):
            told = in_typed(note, typed)
            assert not re.search(r"Ctrl\+|\bPg(Up|Dn)|Page (Up|Down)", told), told
            assert set(KEY.findall(told)) <= known, told
    decided = load_method(language=language).activity("stem")
    typed = typed_for_keys((*LINES.of(decided.kind).ACTIONS, *DRIVING, *KEEPING))
    assert in_typed("[Ctrl+R] [b] [PgDn] [P]", typed) == " [r] [e] [n] [p a]"


def test_the_languages_name_the_same_keys() -> None:
    methods = [load_method(language=language) for language in LANGUAGES]
    for activity in methods[0].activities:
        told = [[KEY.findall(note) for note in notes_of(method.activity(activity.key))] for method in methods]
        assert told[0] == told[1] == told[2], activity.key
