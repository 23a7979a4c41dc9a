"""A pack of one's own for a shipped method lies by itself; what is wrong with it is told with the place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import workshop
from played_packs import PlayedPack
from rooms import Rooms
from shown_and_written import minutes_of

from prompts.methods.loading import load_method
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import opened
from workshop.hosting.session_listing import list_sessions
from workshop.launch.preview import LastGood
from workshop.live.method_files import chosen_method
from workshop.live.named_packs import named_pack

SHAPES = Path(__file__).parent.parent / "shapes" / "egne-former"
"""A pack with categories, questions, a grid and a record of its own."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SHAPES, tmp_path / "methods" / "egne-former"))
    spoil(folder / "pack.toml", lambda text: text.replace("\nkey = ", '\nmethod = "tre-skridt"\nkey = ', 1))
    return folder


def spoil(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


@pytest.mark.wide
def test_it_is_offered_and_kept_by_the_workshop_that_uses_it(pack: Path, tmp_path: Path) -> None:
    assert workshop(tmp_path, "methods", "check", str(pack))[0] == 0
    assert "egne-former" in workshop(tmp_path, "methods", "show")[1]
    assert workshop(tmp_path, "new", "Dag", "--pack", "egne-former")[0] == 0
    shutil.rmtree(pack)
    (listing,) = list_sessions(tmp_path / "sessions")
    with opened(listing.path) as session:
        planned = {row.activity for row in read_state(listing.path).run_sheet()}
        assert {part.activity for part in session.method.pack("egne-former").plan} <= planned
    code, _, told = workshop(tmp_path, "export", "dag", "--format", "md", "--out", str(tmp_path / "out"))
    assert (code, told) == (0, "")


@pytest.mark.wide
def test_a_workshop_is_made_while_a_pack_is_faulty_but_not_with_it(pack: Path, tmp_path: Path) -> None:
    spoil(pack / "da.toml", lambda text: text.replace("title =", "titel =", 1))
    assert workshop(tmp_path, "new", "Dag")[0] == 0
    code, _, told = workshop(tmp_path, "new", "Dag", "--pack", "egne-former")
    assert code == 2
    assert "da.toml, linje" in told


MANY = "\n".join(f'  {{ key = "k{number}", sign = "V" }},' for number in range(501))


@pytest.mark.parametrize(
    ("name", "change", "place"),
    [
        ("pack.toml", lambda text: text.replace('"tre-skridt"', '"risikovaerksted"', 1), "linje"),
        ("pack.toml", lambda text: text.replace('"tre-skridt"', '"findes-ikke"', 1), "findes-ikke"),
        ("pack.toml", lambda text: text.replace('method = "tre-skridt"', "", 1), "method"),
        ("pack.toml", lambda text: text.replace("\nkey = ", '\nkey = "a"\nkey = ', 1), "står to gange"),
        ("pack.toml", lambda text: text.replace("categories = [\n", f"categories = [\n{MANY}\n", 1), "linje"),
        ("da.toml", lambda text: "", "title"),
    ],
    ids=["for another method", "for no method", "without one", "a key twice", "500 categories", "no words"],
)
def test_the_check_tells_what_is_wrong_and_where(pack: Path, tmp_path: Path, name, change, place) -> None:
    spoil(pack / name, change)
    code, _, told = workshop(tmp_path, "methods", "check", str(pack))
    assert code == 2
    assert name in told
    assert place in told


def small(tmp_path: Path, name: str, change: Callable[[str], str]) -> tuple[int, str]:
    workshop(tmp_path, "methods", "new", "vores", "--like", "risikovaerksted")
    spoil(tmp_path / "methods" / "vores" / name, change)
    code, _, told = workshop(tmp_path, "methods", "check", "vores")
    assert workshop(tmp_path, "new", "Dag", "--method", "vores")[0] != 0
    return code, told


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (
            lambda text: text.replace(
                'kind = "vote"\ndeck = "risici"',
                'kind = "rate"\ndeck = "risici"\nscale = "tro"\ninput = "risiko-udfyld"',
            ),
            "activities.risiko-stem.input",
        ),
        (
            lambda text: text.replace(
                'whens = ["sjaelden", "mulig", "sandsynlig"]', f"whens = {[f'n{n}' for n in range(20)]}"
            ).replace('outcomes = ["lille", "maerkbar", "alvorlig"]', 'outcomes = ["en"]'),
            "grids.risiko-skema",
        ),
    ],
    ids=["cyclic links", "a grid of 1 x 20"],
)
def test_a_structure_that_cannot_be_is_told_where_it_stands(tmp_path: Path, change, place: str) -> None:
    code, told = small(tmp_path, "method.toml", change)
    assert code == 2
    assert place in told
    assert "\n    " in told  # the line itself


def test_a_missing_language_is_no_fault_but_is_told_when_a_workshop_is_made(tmp_path: Path) -> None:
    workshop(tmp_path, "methods", "new", "vores")
    (tmp_path / "methods" / "vores" / "en.toml").unlink()
    assert workshop(tmp_path, "methods", "check", "vores")[0] == 0
    code, _, told = workshop(tmp_path, "new", "Day", "--method", "vores", "--lang", "en")
    assert code == 0
    assert "There is no English version" in told


@pytest.mark.wide
def test_the_pack_on_the_page_for_authors_is_held_to_the_minutes(tmp_path: Path, clock) -> None:
    page = (Path(__file__).parents[2] / "docs" / "method-files.md").read_text(encoding="utf-8")
    structure, words = (part.split("```")[0] for part in page.split("```toml\n")[-2:])
    folder = tmp_path / "methods" / "hvad-koster-det"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(structure, encoding="utf-8")
    (folder / "da.toml").write_text(words, encoding="utf-8")
    assert workshop(tmp_path, "methods", "check", "hvad-koster-det")[0] == 0
    method = chosen_method(tmp_path / "methods", "tre-skridt", "da")
    made = Rooms(tmp_path, method, clock)
    try:
        played = PlayedPack(made.new(run_sheet="90", packs=("hvad-koster-det",)))
        for planned in method.pack("hvad-koster-det").plan:
            played.play(planned.activity)
        for written in minutes_of(played.room):
            assert [text for text in played.wrote if text not in written] == []
    finally:
        made.stop_all()


@pytest.mark.wide
def test_two_packs_of_ones_own_with_the_same_keys_are_told_of_and_the_first_is_offered(
    pack: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(pack, pack.with_name("ny")))
    assert workshop(tmp_path, "methods", "check", str(pack))[0] == 0
    code, _, told = workshop(tmp_path, "methods", "check", "ny")
    assert code == 2
    assert "ny/pack.toml, linje" in told
    assert "packs/" not in told  # it lies by itself
    spoil(other / "pack.toml", lambda text: text.replace("egne-former", "ny"))
    code, _, told = workshop(tmp_path, "new", "Dag", "--run-sheet", "ny")
    assert code == 2
    assert "ny/pack.toml, linje" in told


@pytest.mark.wide
def test_a_pack_that_does_not_speak_the_wanted_language_says_so_when_it_is_used(
    pack: Path, tmp_path: Path
) -> None:
    told = workshop(tmp_path, "new", "Day", "--run-sheet", "egne-former", "--lang", "en")[2]
    assert told.count("There is no English version") == 1
    assert "no English" not in workshop(tmp_path, "new", "Day", "--lang", "en")[2]


def test_it_is_listed_and_shown_by_its_own_name_with_the_keys_of_its_activities(
    pack: Path, tmp_path: Path
) -> None:
    assert "egne-former" in workshop(tmp_path, "methods", "list")[1]
    told = workshop(tmp_path, "methods", "show", "egne-former")[1]
    shown = [line.split()[-1] for line in told.splitlines() if line.startswith("  ")]
    method = chosen_method(tmp_path / "methods", "tre-skridt", "da")
    assert shown == [planned.activity for planned in method.pack("egne-former").plan]


@pytest.mark.wide
def test_a_pack_is_printed_by_its_own_name_and_a_faulty_one_told_of(pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("egne-former", str(pack), "trappen"):
        assert workshop(tmp_path, "methods", "print", name, "--out", str(out))[0] == 0
    assert len(list(out.glob("*.html"))) == 3
    spoil(pack / "da.toml", lambda text: text.replace("title =", "titel =", 1))
    for command in ("show", "print", "preview"):
        code, _, told = workshop(tmp_path, "methods", command, "egne-former")
        assert code == 2
        assert "egne-former/da.toml, linje" in told


@pytest.mark.wide
def test_a_pack_that_lies_by_itself_is_previewed_with_its_method_and_the_last_good_version_stays(
    pack: Path, tmp_path: Path
) -> None:
    named = named_pack(tmp_path / "methods", "egne-former")
    assert named is not None
    (tmp_path / "shelf").mkdir()
    good = LastGood(named.method_folder, tmp_path / "shelf", named.place)
    assert good.take() == ()
    assert load_method(str(good.copy)).pack("egne-former").title == "Egne former"
    spoil(pack / "da.toml", lambda text: text.replace('title = "Egne former"', "title = Nye former", 1))
    assert good.is_changed()
    assert [problem.file for problem in good.take()] == ["egne-former/da.toml"]
    assert load_method(str(good.copy)).pack("egne-former").title == "Egne former"


def test_a_pack_for_a_method_that_is_not_there_says_which_there_are(tmp_path: Path) -> None:
    workshop(tmp_path, "methods", "new", "vores", "--pack")
    spoil(
        tmp_path / "methods" / "vores" / "pack.toml", lambda text: text.replace("tre-skridt", "fire-skridt")
    )
    code, _, told = workshop(tmp_path, "methods", "check", "vores")
    assert code == 2
    assert "linje 3" in told
    assert "Metoden “fire-skridt” findes ikke. Forventet: en af disse: tre-skridt, " in told


@pytest.mark.wide
def test_a_pack_asked_for_where_it_does_not_belong_is_told_with_its_method(
    pack: Path, tmp_path: Path
) -> None:
    for command in (("rehearse", "--plain"), ("new", "Dag")):
        code, _, told = workshop(tmp_path, *command, "--method", "egne-former")
        assert code == 2
        assert "“egne-former” er en pakke til metoden tre-skridt" in told
        assert "--run-sheet egne-former" in told
    code, _, told = workshop(tmp_path, "new", "Dag", "--method", "risikovaerksted", "--pack", "egne-former")
    assert code == 2
    assert "hører til metoden tre-skridt" in told
    code, _, told = workshop(tmp_path, "new", "Dag", "--method", "risikovaerksted", "--pack", "findes-ikke")
    assert "Metoden risikovaerksted har ingen pakker" in told


@pytest.mark.wide
def test_a_check_by_name_says_which_folder_it_looked_at(pack: Path, tmp_path: Path) -> None:
    spoil(pack / "da.toml", lambda text: text.replace("title =", "titel =", 1))
    moved = pack.rename(pack.with_name("kladde"))
    code, _, told = workshop(tmp_path, "methods", "check", "egne-former")
    assert code == 2
    assert str(moved) in told


@pytest.mark.wide
def test_a_check_by_name_takes_the_folder_of_that_name_before_a_copy_with_its_key(
    pack: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(pack, pack.with_name("a-kopi")))
    code, _, told = workshop(tmp_path, "methods", "check", "egne-former")
    assert code == 2
    assert f"“egne-former” bruges allerede af en anden pakke, i {copy}." in told
    assert str(pack) in told.splitlines()[-1]
    assert workshop(tmp_path, "methods", "check", "a-kopi")[0] == 0
