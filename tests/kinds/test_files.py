"""The list of files in docs/architecture.md is all there is to a kind of activity."""

import copy
import importlib
import pickle
import re
import tomllib
from pathlib import Path

import pytest

import exports
import prompts
import sessions
import workshop
from prompts.language.words import LANGUAGES, load_words
from prompts.methods import kinds

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "architecture.md"
PACKAGES = [Path(package.__file__).parent for package in (prompts, sessions, exports, workshop)]
NO_ACTS = {"present"}
ROW = re.compile(r"^\| ([^|`]+) \| (.+) \| (.+) \|$", re.M)


@pytest.fixture(scope="module")
def rows():
    section = DOCUMENT.read_text("utf-8").split("## A new kind of activity")[1].split("\n## ")[0]
    found = ROW.findall(section)
    assert len(found) == 9 + 1
    return [
        (re.findall(r"`([^`]+)`", own), re.findall(r"`([^`]+)`", package)) for _, own, package in found[1:]
    ]


@pytest.fixture(scope="module")
def listed(rows):
    return [path for own, _ in rows for path in own]


def in_program(path):
    return (
        PACKAGES[0].parent / path
        if path.startswith("prompts/")
        else next(package.parent / path for package in PACKAGES if path.startswith(f"{package.name}/"))
    )


def test_each_of_the_programs_own_kinds_has_the_files_of_the_list(listed):
    for kind in kinds.BUILT_IN:
        for path in listed:
            if "/acts/" in path and kind in NO_ACTS:
                continue
            for language in LANGUAGES:
                place = path.replace("<kind>", kind).replace("<language>", language)
                assert in_program(place).is_file(), place


def test_no_other_file_of_the_program_is_called_like_a_kind(listed):
    places = {in_program(path.replace("<kind>", kind)) for kind in kinds.BUILT_IN for path in listed}
    named = {
        file
        for package in PACKAGES
        for file in package.rglob("*")
        if file.suffix in (".py", ".js") and file.stem in kinds.BUILT_IN
    }
    assert named <= places


def test_the_package_has_exactly_the_files_of_the_list(rows):
    wanted = {package[0].replace("<language>", language) for _, package in rows for language in LANGUAGES}
    found = {
        file.relative_to(HERE / "rank_kind").as_posix()
        for file in (HERE / "rank_kind").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert found == wanted


def test_each_module_of_the_package_offers_what_the_list_says(rows, installed):
    for _, (file, *names) in rows:
        if file.endswith(".py"):
            module = file.removesuffix(".py").replace("__init__", "").strip(".")
            module = importlib.import_module(f"rank_kind.{module}".rstrip("."))
            assert [name for name in names if not hasattr(module, name)] == [], file


def test_nothing_in_the_program_knows_the_package():
    texts = (file.read_text("utf-8") for package in PACKAGES for file in package.rglob("*.py"))
    assert not any("rank_kind" in text for text in texts)


def test_the_package_speaks_every_language_and_takes_no_sentence_of_the_programs(installed, ranking):
    def keys(language):
        return leaves(tomllib.loads((HERE / "rank_kind" / "words" / f"{language}.toml").read_text("utf-8")))

    assert keys("da") == keys("en") == keys("nb")
    assert all(key.split(".")[1] == "rank" for key in keys("da"))
    assert load_words("en")("minutes.rank.title") == "In order"
    assert load_words("en")("panels.rank.sent", n=2) == "2 have sent an order"


def leaves(tree, prefix=""):
    """The keys of all sentences, those with plural forms by their name alone."""
    if not isinstance(tree, dict) or set(tree) == {"one", "other"}:
        return {prefix.rstrip(".")}
    return {key for name, entry in tree.items() for key in leaves(entry, f"{prefix}{name}.")}


def test_a_module_that_lacks_what_its_house_needs_is_named(installed, ranking):
    house = kinds.KindModules(kinds.KindModules, "nowhere", "rules")
    with pytest.raises(kinds.IncompleteKindError, match=r"rank_kind\.rules"):
        house.of(kinds.Kind("rank"))


def test_two_packages_cannot_share_a_name(installed, ranking):
    with pytest.raises(kinds.OtherKindError):
        kinds.register(kinds.KindTraits("rank", package="another_kind"))
    with pytest.raises(kinds.OtherKindError):
        kinds.register(kinds.KindTraits("rate", package="another_kind"))


@pytest.mark.parametrize(
    "wrong", [{"name": "Not a module"}, {"needs": frozenset({"colour"})}, {"anonymous": "votes"}]
)
def test_traits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        kinds.KindTraits(**{"name": "own", **wrong})


def test_there_is_one_object_for_each_kind_wherever_its_name_comes_from():
    for kind in (*kinds.BUILT_IN, kinds.Kind("rank")):
        assert kinds.Kind(str(kind)) is kind
        assert pickle.loads(pickle.dumps(kind)) is kind  # noqa: S301 - our own bytes
        assert copy.deepcopy(kind) is kind
