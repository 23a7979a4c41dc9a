"""Methods are found by key or path, in a folder of one's own too, and what is missing is said."""

import re
import shutil
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from exports.formats.json_format import schema
from prompts.language.words import load_words
from prompts.methods import errors
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.errors import MethodError
from prompts.methods.kinds import BUILT_IN
from prompts.methods.languages import fallback_sentence
from prompts.methods.loading import list_methods, load_method


def test_a_method_in_a_folder_of_ones_own_is_loaded_by_its_path_and_listed(folder: Path) -> None:
    assert check_method_folder(folder) == ()
    assert load_method(str(folder)) == load_method(str(folder / "method.toml")) == load_method()
    assert [listing.path for listing in list_methods(folder.parent)[len(list_methods()) :]] == [folder]


def test_a_broken_method_is_listed_by_its_folder_so_that_it_can_be_found(folder: Path) -> None:
    (folder / "method.toml").write_text("key = [", encoding="utf-8")
    (folder / "da.toml").write_bytes(b"\xff\xfe")
    assert [
        (listing.key, listing.title) for listing in list_methods(folder.parent)[len(list_methods()) :]
    ] == [("min-metode", "min-metode")]


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(folder: Path) -> None:
    for file in folder.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert check_method_folder(folder) == ()


def test_a_folder_without_words_says_which_file_is_missing(folder: Path) -> None:
    (folder / "da.toml").unlink()
    (problem,) = check_method_folder(folder)
    assert (type(problem), problem.file) == (errors.MissingFileError, "da.toml")


@pytest.mark.parametrize("key", ["fire-skridt", "", "../..", "a\0b"])
def test_an_unknown_method_names_those_there_are(key: str) -> None:
    with pytest.raises(MethodError) as caught:
        load_method(key)
    assert "method.toml" in caught.value.expected


@pytest.mark.parametrize("language", ["../da", "", "DA"])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(MethodError) as caught:
        load_method(language=language)
    assert "da" in caught.value.expected


def test_a_method_without_the_wanted_language_speaks_danish_and_so_do_its_packs(folder: Path) -> None:
    method = load_method(str(folder), "en")
    assert (method.language, method.title) == ("da", "Tre skridt")
    assert method.packs == load_method("tre-skridt", "da").packs


def test_a_pack_without_the_wanted_language_speaks_danish_in_a_method_that_has_it(folder: Path) -> None:
    shutil.copy(Path(str(resources.files("prompts"))) / "methods" / "tre-skridt" / "en.toml", folder)
    method = load_method(str(folder), "en")
    assert method.language == "en"
    assert [pack.title for pack in method.packs] == [pack.title for pack in load_method().packs]


def test_a_method_in_a_foreign_language_alone_is_given_in_it(folder: Path) -> None:
    for words in folder.rglob("da.toml"):
        words.rename(words.with_name("sv.toml"))
    assert load_method(str(folder), "nb").language == "sv"


def test_the_facilitator_is_told_when_a_method_speaks_another_language() -> None:
    words = load_words("nb")
    assert "engelsk" not in fallback_sentence("Min metode", "da", "nb", words)
    assert "på norsk" in fallback_sentence("Min metode", "da", "nb", words)
    assert "sv" in fallback_sentence("Min metode", "sv", "en", load_words("en"))
    assert fallback_sentence("Min metode", "da", "da", words) == ""


def test_the_example_in_the_documentation_is_a_method_without_problems(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "method-files.md").read_text(encoding="utf-8")
    structure, words = (part.split("```")[0] for part in page.split("```toml\n")[1:3])
    (tmp_path / "method.toml").write_text(structure, encoding="utf-8")
    (tmp_path / "da.toml").write_text(words, encoding="utf-8")
    assert check_method_folder(tmp_path) == ()
    assert load_method(str(tmp_path)).run_sheet("20").minutes == 20


def test_the_page_says_of_each_kind_what_stands_in_the_minutes_by_keys_that_they_have() -> None:
    docs = Path(__file__).parents[2] / "docs"
    page = (docs / "method-files.md").read_text(encoding="utf-8")
    table = page.split("### What of each kind stands in the minutes")[1].split("\n\n")[1]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    assert {kind.strip("`") for kind, _, _ in rows} == set(BUILT_IN)
    keys = {key for _, _, named in rows for key in re.findall(r"`(\w+)`", named)}
    assert keys <= set(schema()["properties"])


def test_every_example_on_the_page_can_be_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "method-files.md").read_text(encoding="utf-8")
    for example in page.split("```toml\n")[1:]:
        assert tomllib.loads(example.split("```")[0])
