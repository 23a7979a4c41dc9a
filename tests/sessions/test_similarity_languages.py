"""Near-duplicates are found in English and Norwegian too, and what only looks alike is left alone."""

from __future__ import annotations

import pytest

from sessions.similarity.score import normalise, score
from sessions.similarity.suggest import THRESHOLD, DuplicateIndex

SAME = [
    ("en", "Rehabilitation before we grant help", "Rehabilitating courses before help is granted"),
    ("en", "Fewer and shorter meetings", "Shorter and fewer meetings"),
    ("en", "Reduce sick leave in day care", "Lower sickness absence in day care"),
    ("en", "A shared language about inclusion in all schools", "Inclusion: shared language in schools"),
    ("en", "Better introduction of new employees", "Introducing new employees better"),
    ("en", "A new IT system for child cases", "New IT system for child welfare cases"),
    ("en", "Two-step login for all staff", "Two step logins for staff"),
    ("nb", "Rehabilitering før vi tildeler hjelp", "Rehabiliterende forløp før tildeling av hjelp"),
    ("nb", "Færre og kortere ledermøter", "Kortere og færre ledermøter"),
    ("nb", "Mindre sykefravær i barnehagene", "Redusere sykefraværet i barnehager"),
    ("nb", "Felles språk om inkludering på alle skoler", "Inkludering: felles språk på skolene"),
    ("nb", "Bedre introduksjon av nye medarbeidere", "Introduksjon av nye medarbeidere blir bedre"),
    ("nb", "Ny turnusplan med ønsker", "Turnusplaner med ønskeplan"),
]
DIFFERENT = [
    ("en", "More meetings with parents", "Fewer meetings with parents"),
    ("en", "Fixed teams in home care", "Meals with time to be present"),
    ("en", "New intranet", "New rota"),
    ("en", "Shared goals for sick leave", "Shared template for agendas"),
    ("en", "Plan for green purchasing", "Plan for home care"),
    ("en", "Video visits where the citizen wants them", "Fewer temps at weekends"),
    ("en", "Increase staffing at night", "Reduce staffing at night"),
    ("nb", "Flere møter med foreldre", "Færre møter med foreldre"),
    ("nb", "Faste team i hjemmetjenesten", "Måltider med nærvær"),
    ("nb", "Nytt intranett", "Ny turnus"),
    ("nb", "Felles mål for sykefravær", "Felles mal for dagsorden"),
    ("nb", "Plan for grønne innkjøp", "Plan for hjemmetjenesten"),
    ("nb", "Øke bemanningen om natten", "Redusere bemanningen om natten"),
]


@pytest.mark.parametrize(("language", "first", "second"), SAME)
def test_the_same_in_other_words_is_suggested(language: str, first: str, second: str) -> None:
    assert score(normalise(first, language), normalise(second, language)) >= THRESHOLD


@pytest.mark.parametrize(("language", "first", "second"), DIFFERENT)
def test_what_only_looks_alike_is_not(language: str, first: str, second: str) -> None:
    assert score(normalise(first, language), normalise(second, language)) < THRESHOLD


def test_the_index_reads_its_cards_in_the_workshops_language() -> None:
    for language, expected in (("en", 0), ("da", 1)):
        index = DuplicateIndex(language)
        index.add("a", "More meetings with parents")
        index.add("b", "Fewer meetings with parents")
        assert len(index.pairs(9)) == expected


def test_a_language_without_lists_is_read_as_danish() -> None:
    assert normalise("Færre møder", "sv") == normalise("Færre møder")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_any_text_will_do(language: str) -> None:
    for text in ("", "\x00", "æ" * 5_000, "👍🏽 ﷽ ‮", "~ # ="):
        assert 0 <= score(normalise(text, language), normalise("Fixed teams", language)) <= 1


@pytest.mark.parametrize(
    ("language", "written", "spelt_out"),
    [
        ("da", "Flere møder på skolen", "Flere moeder paa skolen"),
        ("da", "Fælles mål for læring", "Faelles maal for laering"),
        ("da", "Støtte til nyansatte på ældreområdet", "Stoette til nyansatte paa aeldreomraadet"),
        ("da", "Bedre sprog på plejehjemmene nu", "Bedre sprog paa plejehjemmene nu"),
        ("nb", "Flere møter på skolen", "Flere moeter paa skolen"),
        ("nb", "Mindre sykefravær på kvelden", "Mindre sykefravaer paa kvelden"),
    ],
)
def test_letters_that_a_keyboard_lacks_make_no_difference(
    language: str, written: str, spelt_out: str
) -> None:
    assert score(normalise(written, language), normalise(spelt_out, language)) > 0.95
    index = DuplicateIndex(language)
    index.add("one", written)
    index.add("two", spelt_out)
    assert len(index.pairs(5)) == 1
