"""Where something is missing, plain mode says what, and what to do about it."""

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
