"""What plain mode says in words: what is missing and what to do about it, names for signs, lists as lists."""

import pytest


@pytest.mark.wide
def test_nothing_to_work_on_is_said_with_what_to_do(plain):
    plain.do("n")
    said = plain.do("n")
    assert "Ingen telefoner er med endnu" in said
    assert "0 af 0" not in said
    for _ in range(3):  # to the cards, the groups and the themes
        said = plain.do("n")
    assert "6 af 20" not in said
    assert "Der er ingen kort endnu. Tryk a" in said
    plain.do("a", "Ny vagtplan")
    assert "Her er kun 1 kort, og der skal 2 til." in plain.do("s")
    plain.do("a", "- Digital post", "- Fælles sprog", "1")
    assert "det første bliver stående" not in plain.do("g", "1", "Drift")
    assert "Hjemmeplejen" in plain.do("G", "1", "Hjemmeplejen") + plain.do("v")
    assert "det første bliver stående" in plain.do("s", "1 2", "1")


@pytest.mark.wide
def test_placing_without_initiatives_says_to_go_back(plain):
    for _ in range(7):
        said = plain.do("n")
    assert "Der er ingen kort at placere. Gå tilbage i drejebogen" in said


@pytest.mark.wide
def test_more_people_than_the_sheet_is_for_are_told_of_before_it_begins(plain):
    for number in range(8):
        plain.do("D", f"a Person {number}", "", "0")
    assert "har tid til (7)" in plain.do("v")
    plain.do("n")
    assert "har tid til" not in plain.do("v")


@pytest.mark.wide
def test_a_list_is_shown_line_by_line_before_it_is_taken_in(plain, tmp_path):
    (tmp_path / "tiltag.txt").write_text("Ny vagtplan\nDigital post\n")
    plain.do("n")
    said = plain.do("L", "1", str(tmp_path / "tiltag.txt"), "", "ja").splitlines()
    assert "– Ny vagtplan" in [line.strip() for line in said]


@pytest.mark.wide
def test_an_approach_is_named_and_not_drawn(plain):
    for name in ("Anne", "Bo", "Cilla"):
        plain.do("D", f"a {name}", "", "0")
    for _ in range(3):
        plain.do("n")
    plain.do("a", "Ny vagtplan")
    for _ in range(4):
        plain.do("n")
    plain.do("k", "1", "2", "1", "0", "0")
    plain.do("n")
    plain.do("t", "1", "4")
    assert "2 af 3 valgte Gør det!" in plain.do("v")
