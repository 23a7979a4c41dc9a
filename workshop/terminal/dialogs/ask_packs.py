"""Choosing packs: their names, lengths and descriptions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App

from prompts.methods.run_sheets import Pack
from workshop.facilitating.choices import pack_choices
from workshop.terminal.dialogs.ask import ask_many
from workshop.terminal.theme.themed_app import words_of


async def ask_packs(
    app: App[Any], title: str, packs: Iterable[Pack], chosen: tuple[str, ...] = (), note: str = ""
) -> tuple[str, ...] | None:
    """Ask for any number of packs. Returns their keys; None if cancelled."""
    return await ask_many(app, title, pack_choices(words_of(app), packs), chosen, note)
