"""A method file from a stranger is refused quickly, in plain words, and never brings the program down."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.methods import errors
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.checks.findings import MOST_PROBLEMS
from prompts.methods.errors import MethodError
from prompts.methods.files.line_numbers import index_positions

PATIENCE = 2.0  # far above what is needed, far below what a bomb would take

BOMBS = {
    "nested brackets": ("a = " + "[" * 100_000, errors.TooDeepError),
    "nested tables": ("a = " + "{a=" * 50_000, errors.TooDeepError),
    "one long dotted key": (".".join("a" * 100_000) + " = 1", errors.TooDeepError),
    "one long dotted header": ("[" + ".".join("a" * 100_000) + "]", errors.TooDeepError),
    "fifty megabytes": ("a = 1\n" * 8_000_000, errors.TooLargeError),
    "a number of a hundred thousand digits": ("a = " + "1" * 100_000, errors.SyntaxFaultError),
    "unclosed strings": ('"""\\' * 50_000, errors.SyntaxFaultError),
    "quotes only": ('"' * 200_000, errors.SyntaxFaultError),
    "a null byte": ("a = '\0'", errors.SyntaxFaultError),
    "yaml": ("!!python/object/apply:os.system ['true']", errors.SyntaxFaultError),
}


def folder_with(tmp_path: Path, structure: str, words: str = "") -> Path:
    (tmp_path / "method.toml").write_text(structure, encoding="utf-8")
    (tmp_path / "da.toml").write_text(words, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_plain_words(tmp_path: Path, name: str) -> None:
    text, error = BOMBS[name]
    folder = folder_with(tmp_path, text)
    started = time.perf_counter()
    first = check_method_folder(folder)[0]
    assert time.perf_counter() - started < PATIENCE
    assert (type(first), first.file) == (error, "method.toml")
    assert len(first.sentence()) < 1000


def test_brackets_inside_texts_and_comments_are_only_text(tmp_path: Path) -> None:
    brackets = "[{" * 50 + "." * 50
    folder = folder_with(tmp_path, f'# {brackets}\nx = \'{brackets}\'\ny = """{brackets}\n"""\n')
    assert not [
        problem for problem in check_method_folder(folder) if isinstance(problem, errors.TooDeepError)
    ]


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "")
    (folder / "method.toml").write_bytes("key = 1\ntitle = 'Tæt på'".encode("latin-1"))
    first = check_method_folder(folder)[0]
    assert (type(first), first.line) == (errors.NotTextError, 2)


def test_more_than_five_hundred_activities_are_refused(tmp_path: Path) -> None:
    many = "".join(f'[[activities]]\nkey = "a{number}"\nkind = "agree"\n' for number in range(501))
    problems = check_method_folder(folder_with(tmp_path, many))
    assert [(p.place, p.expected) for p in problems if isinstance(p, errors.TooManyError)] == [
        ("activities", "højst 500")
    ]


@pytest.mark.wide
def test_a_file_full_of_faults_is_told_in_time(tmp_path: Path) -> None:
    many = "".join(f"k{number} = 1\n" for number in range(20_000))
    started = time.process_time()
    problems = check_method_folder(folder_with(tmp_path, many, many))
    assert time.process_time() - started < 2 * PATIENCE
    assert len(problems) == 2 * MOST_PROBLEMS


def test_what_a_stranger_wrote_reaches_no_terminal_as_a_control(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, '"\\u001b[2J\\u202e" = 1\nkey = "\\u001b]0;x\\u0007"\n[["\\u001b"]]\n')
    for problem in check_method_folder(folder):
        assert problem.sentence().isprintable()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "")
    (folder / "method.toml").unlink()
    os.mkfifo(folder / "method.toml")
    assert isinstance(check_method_folder(folder)[0], errors.MissingFileError)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ab.=\"'[]{},#\n\\ 1æ"), max_size=80))
def test_no_text_brings_the_check_or_the_line_index_down(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    index_positions(text)
    folder = folder_with(tmp_path_factory.mktemp("method"), text)
    assert all(isinstance(problem, MethodError) for problem in check_method_folder(folder))
