"""The page's scripts are modules: each says what it takes from others, and none writes what another holds."""

from __future__ import annotations

import importlib.util
import json
import posixpath
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import workshop.web
from prompts.language.words import load_words
from workshop.web.page.assets import Assets

ROOT = Path(__file__).parents[2]
PAGE = Path(workshop.web.__path__[0]) / "page"
MODULES = {
    file.relative_to(PAGE).as_posix(): file.read_text(encoding="utf-8") for file in sorted(PAGE.rglob("*.js"))
}
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|let) (\w+)", re.MULTILINE)


def imports(name: str) -> dict[str, set[str]]:
    """What module `name` takes, by the module that it comes from."""
    found = {}
    for names, path in IMPORT.findall(MODULES[name]):
        source = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        found[source] = {each.strip() for each in names.split(",") if each.strip()}
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_is_exported_and_what_it_uses(name) -> None:
    code = IMPORT.sub("", MODULES[name])
    for source, names in imports(name).items():
        assert source in MODULES
        assert names <= set(EXPORT.findall(MODULES[source])), source
        assert {each for each in names if not re.search(rf"\b{each}\b", code)} == set(), source


@pytest.mark.parametrize("name", MODULES)
def test_a_module_writes_no_variable_of_another(name) -> None:
    code = IMPORT.sub("", MODULES[name])
    taken = {each for names in imports(name).values() for each in names}
    written = r"(?<![\w.])%s\s*(?:=(?![=>])|[-+*/|&]=|\+\+|--)"
    assert {each for each in taken if re.search(written % each, code)} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter({name: list(imports(name)) for name in MODULES}).prepare()


def test_everything_is_reached_from_the_module_that_starts() -> None:
    reached, waiting = set(), ["start.js"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += imports(name)
    assert reached == set(MODULES)


def test_the_script_that_is_served_has_no_word_of_modules() -> None:
    script = Assets(load_words("da")).script.plain.decode()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)


def test_the_types_of_the_wire_are_those_of_the_description() -> None:
    tool = importlib.util.spec_from_file_location("make_page_types", ROOT / "tests/tools/make_page_types.py")
    assert tool is not None
    made = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(made)
    description = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert (PAGE / "wire.d.ts").read_text(encoding="utf-8") == made.page_types(description)
