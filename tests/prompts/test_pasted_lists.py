"""A pasted list becomes its items, whatever it was copied from; a row becomes an agreement's fields."""

from datetime import date

import pytest

from prompts.language.pasted_lists import agreement_in, cells_of, items_of

DAY = date(2026, 3, 4)
THREE = ("Færre møder om fredagen", "Et fælles overblik over sager", "Kortere svartid til borgerne")

WRITTEN = {
    "lines": "{}\n{}\n{}\n",
    "lines of Windows": "{}\r\n\r\n{}\r\n{}",
    "dashes": "- {}\n- {}\n- {}",
    "dots of Word": "•\t{}\n•\t{}\n·  {}",
    "numbers": "1. {}\n2) {}\n(3) {}",
    "boxes": "- [ ] {}\n- [x] {}\n☐ {}",
    "under headings": "## Mål\n**Foråret**\n\n- {}\n\n### Andet\n* {}\n* {}",
    "bold and links": "- **{}**\n- [{}](https://example.org/1)\n- `{}`",
    "table": "| Nr. | Tiltag | Frist |\n|---|:--:|---|\n| 1 | {} | fre |\n| 2 | {} | |\n| 3 | {} | |",
    "spreadsheet": "{}\tBo\tfredag\n{}\tEva\t\n{}\t\tuge 3",
    "spreadsheet with a header": "Nr.\tOpgave\tHvem\n1\t{}\tBo\n2\t{}\tEva\n3\t{}\t",
    "commas": 'id,title,owner\n1,{},Bo\n2,"{}",Eva\n3,{},',
    "table without bars at the edges": "Tiltag | Hvem\n--- | ---\n{} | Bo\n{} | Eva\n{} | ",
    "rules between": "----\n{}\n====\n{}\n***\n{}",
    "bold numbers": "**1)** {}\n**2)** {}\n**3)** {}",
    "second level of Word": "o {}\no {}\no {}",
    "lines of Unicode": "{}\u2028{}\x0b{}",
    "a head alone": "Initiativer\n{}\n{}\n{}",
    "semicolons": "Sted;Tiltag;Status\nBy;{};i gang\nBy;{};\nBy;{};",
}


@pytest.mark.parametrize("form", WRITTEN.values(), ids=WRITTEN)
def test_each_form_of_a_list_becomes_its_items(form):
    pasted = items_of(form.format(*THREE))
    assert pasted.items == THREE
    assert pasted.is_list


@pytest.mark.parametrize(
    ("form", "column"),
    [("table", "Tiltag"), ("spreadsheet", ""), ("spreadsheet with a header", "Opgave"), ("commas", "title")],
)
def test_the_column_that_is_taken_is_named(form, column):
    assert items_of(WRITTEN[form].format(*THREE)).column == column


@pytest.mark.parametrize(
    "text", ["Vi mødes 1. marts, kl. 9, i kantinen", "- Støt projektet", "a | b", "", "\n \n", "2. runde"]
)
def test_one_text_is_no_list(text):
    assert not items_of(text).is_list


def test_commas_in_sentences_make_no_table():
    lines = ("Kaffe, te, og kage", "Ro, tid, og plads")
    assert items_of("\n".join(lines)).items == lines


@pytest.mark.parametrize(
    "pasted",
    [
        "1. En plan, der er lang og\n   brudt i to\n2. Et mål",
        "- En plan, der er lang og\n  brudt i to\n- Et mål",
        '"En plan, der er lang og\nbrudt i to"\tBo\nEt mål\tEva',
        'Tiltag;Hvem\n"En plan, der er lang og\nbrudt i to";Bo\nEt mål;Eva',
    ],
)
def test_a_point_that_is_broken_into_lines_is_one(pasted):
    assert items_of(pasted).items == ("En plan, der er lang og brudt i to", "Et mål")


@pytest.mark.parametrize("part", ["marts", "kvartal", "halvår"])
def test_a_part_of_the_year_keeps_its_number(part):
    lines = tuple(f"{number}. {part}: {text}" for number, text in enumerate(THREE, start=1))
    assert items_of("\n".join(lines)).items == lines


def test_a_number_that_begins_a_sentence_stays():
    lines = ("1. marts er for tidligt", "Vi venter", "Bo ringer")
    assert items_of("\n".join(lines)).items == lines


def test_points_under_a_point_that_ends_with_a_colon_belong_to_it():
    pasted = items_of("- Find ud af:\n  - hvem\n  - hvornår\n- Ring til Bo")
    assert pasted.items == ("Find ud af: hvem, hvornår", "Ring til Bo")


def test_three_thousand_lines_are_three_thousand_items():
    lines = [f"Tiltag nummer {number}" for number in range(3_000)]
    assert items_of("\n".join(lines)).items == tuple(lines)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Plan for dialog\tJN / Bo\tSnarest",
            {"what": "Plan for dialog", "who": "JN / Bo", "due": "Snarest"},
        ),
        ("Et fælles bilag\tBo\t", {"what": "Et fælles bilag", "who": "Bo"}),
        ("Et fælles bilag\t\tuge 12", {"what": "Et fælles bilag", "due": "uge 12"}),
        (
            "| 17 | PM5 | Samle alle svar | Bo | 22. juni 2026 | i gang |",
            {"what": "Samle alle svar", "who": "Bo", "due": "22. juni 2026"},
        ),
        ("| Møde | Alle | 8. jan kl 10 |", {"what": "Møde", "who": "Alle", "due": "8. jan kl 10"}),
    ],
)
def test_a_row_is_read_as_an_agreement(row, told):
    assert agreement_in(cells_of(row), DAY) == told


@pytest.mark.parametrize("text", ["Ring til Bo", "a\tb\nc\td", "x | y", ""])
def test_what_is_not_one_row_has_no_cells(text):
    assert cells_of(text) == ()


def test_numbers_in_order_count_items_also_where_other_lines_have_other_marks():
    mixed = "1. {}\n2. {}\n3. {}\n- Ro på\n* Kaffe\nTe".format(*THREE)
    assert items_of(mixed).items == (*THREE, "Ro på", "Kaffe", "Te")
    two = ("1. maj holder vi fri", "2. halvår er stramt", "Bo ringer", "Eva skriver")
    assert items_of("\n".join(two)).items == two


@pytest.mark.parametrize(
    ("pasted", "items"),
    [
        ("a) Fælles mål\nb) Nye teams", ("Fælles mål", "Nye teams")),
        ("A. Mål\nB. Teams\nC. Kurser", ("Mål", "Teams", "Kurser")),
        ("A. P. Møllers fond\nB. Teams", ("A. P. Møllers fond", "B. Teams")),
        ("I. Mål\nII. Kurser", ("Mål", "Kurser")),
        ("1.1 Mål\n1.2 Kurser\n2.1 Teams", ("Mål", "Kurser", "Teams")),
        ("1.3 Kickoff\n15.3 Workshop", ("1.3 Kickoff", "15.3 Workshop")),
        ("10:30 Pause\n11:00 Slut", ("10:30 Pause", "11:00 Slut")),
        ("#1 Mål\n#2 Kurser", ("Mål", "Kurser")),
        ("1 - Mål\n2 - Kurser", ("Mål", "Kurser")),
        ("→ Mål\n=> Møder\n-> Kurser", ("Mål", "Møder", "Kurser")),
        ("Initiativer:\n- Mål\n- Kurser", ("Mål", "Kurser")),
        ("Tiltag;Ansvarlig\nMål for alle;Mette", ("Mål for alle",)),
    ],
)
def test_what_counts_or_heads_the_items_is_no_part_of_them(pasted: str, items: tuple[str, ...]) -> None:
    assert items_of(pasted).items == items
