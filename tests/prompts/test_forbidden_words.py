"""Words that may not appear: what people read otherwise than it is meant, and second words for one thing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method

FORBIDDEN = {
    "da": (
        r"spares væk",  # of people: dismissed
        r"kan undværes",  # of an organisation
        r"\bstab(en|ens|e|ene)?\b",  # the employees' groups are meant
        r"\bfolk,? (og )?kompetencer",
        r"\bskalere\w*",
        r"\blærred\w*",  # storskærm
        r"høres ad",
        r"eftersommer|efter sommerferien",
        r"mister meningen",
        r"[»«]",  # quotation marks are “ ”
        r"[Aa]ndre ser først",
        r"[Ff]ordel dine stemmer|[Gg]iv hver to stemmer|^Stemmerne ",  # dots
        r"eftersyn",  # of a computer: tjek
        r"Sætter ramme\b|nysgerrigt til",
        r"bære det\?|skal bære",  # løfte
        r"Vi siger:",
        r"[Ff]orskelligt på|[Vv]i ser forskelligt|[Ii] ser forskelligt",  # uenige om
        r"\bslagsen\b",  # type
        r"kan andre se først|andre kan se først",  # første synlige resultat
        r"^Trin \{",  # skridt
    ),
    "nb": (
        r"spares bort",
        r"\bstabe(r|n|ne|ns)\b|\bstab\b",
        r"\blerret\w*",  # storskjerm
        r"\bslag\b",  # type
        r"\bsparring\b",
        r"[Hh]old stillheten",
        r"like straks",
        r"ettersyn",
        r"[Ss]ommerferien",
        r"\b[Rr]ett (kortet|navn|det parkerte)",  # rediger
        r"samler opp det",
        r"Det er et år senere",
        r"(Søk|Reis deg|Reis dere), og ",
        r"mister meningen",
        r"ser (mest )?ulikt",  # uenige om
        r"\bslaget\b",
        r"kan utelates",
        r"\bbære(r|t|nde)?\b",
        r"[Ff]elles ord\b",
        r"^[Ss]temmene |[Ff]ordel stemmene|to stemmer",  # prikker
        r"andre (kan )?se(r)? først\b",  # første synlige resultat
        r"\btid,? (og )?folk\b|\bfolk,? (og )?(tid|kompetanse)",  # bemanning
        r"^[Rr]ett (teksten|workshop|den)",  # rediger
        # no comma between two short imperatives
        r"(^|[.:] )(Trykk|Tenk|Slå|Hopp|Les|Velg|Ta|Gi|Gå|Fjern) [^,.:]{1,12}, og "
        r"(skriv|gå|ta|la|snakk|finn|bruk|les|gi|trykk)\b",
        r"[“”]",  # quotation marks are « »
    ),
    "en": (
        r"support functions?",
        r"\bsparring\b",
        r"\btheme days?\b",
        r"\bCannot be left out\b",
        r"[Kk]eep the silence",
        r"lose the meaning",
        r"\bwith us\b",
        r"\bone can see\b",
        r"Close by|Who shall|clock stands still|It is full|not open for input|after the summer",
        r"\b(is|are) (we |you )?to be\b|\b(we|you) are to\b|\bare (we|you) to implement\b",
        r"\b[Ss]hall (?!we\b)",
        r"(?<!this )\bone can\b|\bmay well\b",
        r"\bstands? (at the top of|in) (the|its own) minutes\b|date stands",
        r"^Our words$|shared words",  # agreed text
        r"[Cc]an (we|the organisation|the leaders) carry it",
        r"^The votes|[Ss]pread your votes|two votes",  # dots
        r"[Oo]thers (can |will )?see first\b",  # first visible result
        r"see (it|this initiative|things) (most )?differently|Talk about where you differ",
        r"[»«]",  # quotation marks are “ ”
    ),
}


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))


def texts_of(language: str) -> Iterator[str]:
    """Every text of the interface and of the shipped method with its packs, but no search words."""
    for key, found in load_words(language).under("").items():
        if not key.endswith(".palette"):
            yield from (found,) if isinstance(found, str) else found.values()
    yield from texts_in(load_method(language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_forbidden_word_is_used(language: str) -> None:
    forbidden = [re.compile(word) for word in FORBIDDEN[language]]
    found = {text for text in texts_of(language) for word in forbidden if word.search(text)}
    assert found == set()
