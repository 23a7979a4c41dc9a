"""The command line says nothing in English to who speaks Danish, not even what click says by itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from command_line import workshop

from prompts.language.words import LANGUAGES, load_words
from workshop.cli.main import COMMANDS
from workshop.cli.methods_and_paths import methods

READ_UP_TO = (8, 5)
"""The newest click whose sentences were looked through for the catalogue."""

NEVER_MET = {
    # What a programmer hears of, not whoever runs the program.
    "Value must be an iterable.",
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead?"
    " Did you mean to pass '--{name}'?",
    "Invalid start character for option ({option})",
    "Unknown standard stream '{name}'",
    "Unknown color {colour!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "deprecated",
    "(dynamic)",
    "%(prog)s, version %(version)s",
    # Kinds of values and of questions that no command of ours has.
    "Argument {name!r} takes {nargs} values.",
    "Takes {nargs} values but 1 was given.",
    "{len_type} values are required, but {len_value} was given.",
    "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.",
    "{name} {filename!r} is not executable.",
    "Could not open file {filename!r}: {message}",
    "unknown error",
    "Choice({choices})",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "Repeat for confirmation",
    "Error: The two entered values do not match.",
    "Error: invalid input",
    "Press any key to continue...",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "Windows error: {error}",
    "d",
    # `run_command` says these itself.
    "Aborted!",
    # A shell's completion is set up in English, like the shell.
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
}
ENGLISH = re.compile(
    r"(?<![-\w])(usage|options|the|and|this|message|exit|default|integer|range|text|directory|file"
    r"|commands?|args|number|missing|invalid|error|such|unexpected|extra|argument|value|valid|not|is"
    r"|try|for help|did you|name|key|folder)(?![-\w])",
    re.IGNORECASE,
)
MISTAKES = [
    ["run", "--plian"],
    ["run", "--port"],
    ["run", "--plain=3"],
    ["runn"],
    ["methods", "chek"],
    ["new"],
    ["new", "a", "b"],
    ["new", "a", "b", "c"],
    ["new", "a", "--dots", "x"],
    ["new", "a", "--dots", "99"],
    ["rehearse", "--speed", "x"],
    ["run", "--tls-cert", "/findes/ikke"],
    ["run", "--tls-cert", "/"],
    ["list", "--data-dir", __file__],
    ["methods", "check"],
    ["list", "--lang", "sv"],
    ["--nej"],
]
EVERY_HELP = """
from workshop.cli.main import COMMANDS, run_command
from workshop.cli.methods_and_paths import methods
commands = [[], *([name] for name in COMMANDS), *(["methods", name] for name in methods.commands)]
for command in commands:
    assert run_command([*command, "--help"]) == 0
"""


def sentences_of_click() -> set[str]:
    """Everything that the installed click asks gettext for; of two forms the first."""
    found = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                asked = node.args[0]
                if isinstance(asked, ast.Constant):
                    found.add(asked.value)
    return found


def test_every_sentence_of_click_that_can_be_met_is_known() -> None:
    installed = tuple(int(part) for part in version("click").split(".")[:2])
    if installed > READ_UP_TO:
        pytest.skip(f"NOBODY HAS READ WHAT CLICK {installed} SAYS BY ITSELF: what is new stays English")
    english = load_words("en").under("click.")
    known = {text if isinstance(text, str) else text["one"] for text in english.values()}
    assert sentences_of_click() - known - NEVER_MET == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_every_command_is_in_one_language(language: str) -> None:
    environment = os.environ | {"WORKSHOP_LANG": language, "COLUMNS": "200"}
    command = [sys.executable, "-c", EVERY_HELP]
    said = subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()
    words = load_words(language)
    commands = 1 + len(COMMANDS) + len(methods.commands)
    assert said.count(words("click.usage")) == said.count(words("click.show-help")) == commands
    assert said.count(f"{words('click.options')}:") == commands
    foreign = set() if language == "en" else {found[0] for found in ENGLISH.finditer(said)}
    assert foreign == set()


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_danish(tmp_path: Path, arguments: list[str]) -> None:
    code, out, err = workshop(tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert "Fejl: " in err
    told = re.sub(r"'[^']*'|“[^”]*”|workshop [a-z ]*--help", "", err)
    assert not ENGLISH.search(told), told


@pytest.mark.parametrize("case", ["findes-ikke.json", "."])
def test_a_case_that_cannot_be_opened_is_told_in_danish(tmp_path: Path, case: str) -> None:
    code, _, err = workshop(tmp_path, "demo", "--headless", "--case", str(tmp_path / case))
    assert (code, err.strip()) == (2, load_words()("demo.no-case", file=tmp_path / case))


@pytest.mark.parametrize(("language", "said"), [("en", "Error: "), ("nb", "Feil: "), ("da", "Fejl: ")])
def test_a_mistake_is_told_in_the_language_wherever_it_is_chosen(
    tmp_path: Path, language: str, said: str
) -> None:
    for arguments in (["--lang", language, "run", "--plian"], ["run", "--plian", "--lang", language]):
        assert said in workshop(tmp_path, *arguments)[2]
    assert said in workshop(tmp_path, "run", "--plian", language=language)[2]


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(["run", "--plian"], "'--plain'"), (["runn"], "“run”"), (["methods", "chek"], "'check'")],
)
def test_what_was_probably_meant_is_named(tmp_path: Path, arguments: list[str], meant: str) -> None:
    _, _, err = workshop(tmp_path, *arguments)
    assert "Mente du" in err
    assert meant in err


def test_a_sentence_that_no_catalogue_knows_stays_as_it_is() -> None:
    assert click.core._("Options") == "Tilvalg"
    assert click.core._("Brand new.") == "Brand new."
    assert [click.core.ngettext("One.", "More.", n) for n in (1, 2)] == ["One.", "More."]
