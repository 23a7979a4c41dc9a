"""Putting completion by Tab into the user's shell, and taking it out again.

bash and zsh get one marked line at the end of their own start file, fish a file of its own. Nothing else in
a start file is touched, and the line does nothing where the program is gone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prompts.language.words import Words, load_words

MARK = "# tre-skridt"
SHELLS = ("bash", "zsh", "fish")
_ENCODING, _AS_IT_IS = "utf-8", "surrogateescape"

_FISH = "command -q workshop; and _WORKSHOP_COMPLETE=fish_source workshop | source"
_BASH = 'command -v workshop >/dev/null && eval "$(_WORKSHOP_COMPLETE=bash_source workshop)"'
_ZSH = (
    "command -v workshop >/dev/null && "
    "{ (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }; "
    'eval "$(_WORKSHOP_COMPLETE=zsh_source workshop)"; }'
)


class CompletionError(Exception):
    """The shell's start file could not be changed."""

    def __init__(self, file: Path) -> None:
        """Name the file."""
        super().__init__(file.name)
        self.file = file

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())("completion.failed", file=self.file)


@dataclass(frozen=True, slots=True)
class ShellCompletion:
    """One shell's completion: `file` holds `line`, and nothing but it where `whole`."""

    shell: str
    file: Path
    line: str
    whole: bool = False

    def install(self) -> bool:
        """Put the line in; False if it is there already. Raises CompletionError."""
        if self.line in self._lines():
            return False
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            apart = "\n" if self._text() and not self._text().endswith("\n") else ""
            with self.file.open("a", encoding=_ENCODING, errors=_AS_IT_IS, newline="") as file:
                file.write(f"{apart}{self.line}\n")
        except OSError as problem:
            raise CompletionError(self.file) from problem
        return True

    def remove(self) -> bool:
        """Take every line of ours out; False if there is none. Raises CompletionError."""
        lines = self._text().splitlines(keepends=True)
        others = [line for line in lines if not line.rstrip("\r\n").endswith(MARK)]
        if len(others) == len(lines):
            return False
        try:
            if self.whole and not others:
                self.file.unlink()
            else:
                self._write("".join(others))
        except OSError as problem:
            raise CompletionError(self.file) from problem
        return True

    def _write(self, text: str) -> None:
        with self.file.open("w", encoding=_ENCODING, errors=_AS_IT_IS, newline="") as file:
            file.write(text)

    def _lines(self) -> list[str]:
        return self._text().splitlines()

    def _text(self) -> str:
        try:
            with self.file.open(encoding=_ENCODING, errors=_AS_IT_IS, newline="") as file:
                return file.read()
        except FileNotFoundError:
            return ""
        except OSError as problem:
            raise CompletionError(self.file) from problem


def shell_in_use(environment: Mapping[str, str] = os.environ) -> str | None:
    """The user's shell by name; None if it is none of `SHELLS`."""
    name = Path(environment.get("SHELL", "")).name
    return name if name in SHELLS else None


def completion_of(shell: str, environment: Mapping[str, str] = os.environ) -> ShellCompletion:
    """The completion of one of `SHELLS`, where that shell looks for it."""
    home = Path(environment.get("HOME") or Path.home())
    if shell == "fish":
        settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        file = settings / "fish" / "completions" / "workshop.fish"
        return ShellCompletion(shell, file, f"{_FISH}  {MARK}", whole=True)
    if shell == "zsh":
        return ShellCompletion(shell, Path(environment.get("ZDOTDIR") or home) / ".zshrc", f"{_ZSH}  {MARK}")
    return ShellCompletion(shell, home / ".bashrc", f"{_BASH}  {MARK}")
