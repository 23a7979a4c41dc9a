"""Runs plain mode: home, workshops, signals, end of input, exit code."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path

from prompts.language.words import Words
from workshop.facilitating.ports import HomePort, sentence_of
from workshop.machine.signals import ENDED_BY_SIGNAL, ENDING_SIGNALS, is_hang_up, on_signals, terminal_is_gone
from workshop.machine.transliteration import UTF_8, own_letters
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.reading import EndOfInput, LineReader
from workshop.plain.home_lines import HomeLines
from workshop.plain.leading.loop import Leading

QUIT = "quit"


def run_plain(home: HomePort, path: Path | None, words: Words) -> int:
    """Run plain mode at `home`, or in the workshop at `path`; returns the exit code.

    Raises what `home.open` raises if `path` cannot be opened.
    """
    return asyncio.run(PlainMode(home, words, _console()).run(path))


def _console() -> Console:
    raw = getattr(getattr(sys.stdin, "buffer", None), "raw", None)
    typed = sys.stdin is not None and sys.stdin.isatty()
    read = raw.read if isinstance(raw, RawIOBase) else lambda most: b""
    return Console(LineReader(read, own_letters() if typed else UTF_8), interactive=typed)


class PlainMode:
    """One run of plain mode."""

    def __init__(self, home: HomePort, words: Words, console: Console) -> None:
        """Show what `home` offers on `console`."""
        self._home = home
        self._words = words
        self._console = console
        self._ended_by = 0

    async def run(self, path: Path | None) -> int:
        """Run until the user leaves, the input ends, or a signal arrives; returns the exit code."""
        self._console.start()
        try:
            with self._signals(asyncio.get_running_loop()):
                return await self._until_left(path)
        finally:
            self._console.close()
            _let_go_of_a_broken_pipe()

    async def _until_left(self, path: Path | None) -> int:
        try:
            await self._lead(path)
        except EndOfInput:
            self._console.line(self._words("plain.end-of-input"))
        except asyncio.CancelledError:
            if not self._ended_by:
                raise
            self._console.line(self._words("cli.interrupted"))
            return ENDED_BY_SIGNAL + self._ended_by
        self._console.line(self._words("plain.goodbye"))
        return 0

    async def _lead(self, path: Path | None) -> None:
        if path is not None and await self._workshop(path) == QUIT:
            return
        home = HomeLines(self._console, self._words, self._home)
        while (chosen := await home.choose_workshop()) is not None:
            try:
                if await self._workshop(chosen) == QUIT:
                    return
            except EndOfInput:
                raise
            except Exception as problem:
                if not callable(getattr(problem, "sentence", None)):
                    raise
                self._console.line(sentence_of(problem, self._words))

    async def _workshop(self, path: Path) -> str:
        self._console.line(self._words("terminal.home.opening"))
        session = await self._home.open(path)
        try:
            return await Leading(self._console, session.live.words, session).run()
        finally:
            await asyncio.shield(session.close(hung_up=is_hang_up(self._ended_by) or terminal_is_gone()))

    @contextlib.contextmanager
    def _signals(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Handle signals: Ctrl+C asks first if there is a person; any other one closes the workshop."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - for the type checker

        def end(number: int) -> None:
            self._ended_by = number
            task.cancel()

        def interrupt(number: int) -> None:
            if self._console.interactive:
                self._console.interrupt()
            else:
                end(number)

        with on_signals(loop, {"SIGINT": interrupt, **dict.fromkeys(ENDING_SIGNALS, end)}):
            yield


def _let_go_of_a_broken_pipe() -> None:
    """Avoid Python's error message at exit when our output is a broken pipe."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
