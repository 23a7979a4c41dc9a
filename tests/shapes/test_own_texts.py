"""The page of a consultancy's own texts, followed to the letter: it runs and says whose words they are."""

import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
from rooms import Rooms

from exports.formats.format_registry import FORMATS
from exports.minutes import build_minutes
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.loading import load_method
from sessions import commands as do

PAGE = Path(__file__).parents[2] / "docs" / "own-texts.md"


@pytest.fixture
def nordlys(tmp_path):
    """The folder that somebody gets who does what the page says."""
    top, categories = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    shipped = Path(str(resources.files("prompts"))) / "methods" / "tre-skridt"
    others = shutil.ignore_patterns("en.toml", "nb.toml", "packs")
    folder = Path(shutil.copytree(shipped, tmp_path / "methods" / "nordlys", ignore=others))
    structure = (folder / "method.toml").read_text(encoding="utf-8")
    (folder / "method.toml").write_text(
        structure.replace('key = "tre-skridt"', 'key = "nordlys"', 1), encoding="utf-8"
    )
    words = (folder / "da.toml").read_text(encoding="utf-8")
    for line in top.splitlines():
        words = re.sub(rf"^{line.split(' = ')[0]} = .*$", line, words, count=1, flags=re.M)
    begin, end = words.index("[categories.goer-det]"), words.index("[categories.sammen]")
    after = words.index("\n[", end + 1)
    (folder / "da.toml").write_text(words[:begin] + categories + words[after:], encoding="utf-8")
    return folder


def test_a_page_of_own_texts_is_a_method_that_runs_and_names_its_author(nordlys, tmp_path, clock):
    assert check_method_folder(nordlys) == ()
    method, shipped = load_method(str(nordlys)), load_method()
    assert [each.title for each in method.categories] == [each.title for each in shipped.categories]
    assert not {each.short for each in method.categories} & {each.short for each in shipped.categories}
    made = Rooms(tmp_path, method, clock)
    room = made.new(run_sheet="90")
    room.ask(do.CloseWorkshop())
    minutes = build_minutes(room.state(), method, room.clock.now(), "1")
    page = FORMATS["md"].renderer()(minutes).decode("utf-8")
    made.stop_all()
    assert minutes.method == "nordlys"
    assert "Teksterne om tilgangene er Nordlys Rådgivnings." in page
    assert "Beskrivelserne er værktøjets egne." not in page
