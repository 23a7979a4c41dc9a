"""The options for what stands at the top of the minutes; `new` keeps it, `export` says it for one export."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from workshop.cli.options import HELP_WORDS

HEAD_OPTIONS = (
    "purpose",
    "place",
    "hours",
    "facilitator",
    "absentees",
    "case_number",
    "drafted_by",
    "approved_by",
)


def head_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each field; it is called with `head`: the texts that were said."""

    @functools.wraps(command)
    def with_head(**values: Any) -> Any:  # noqa: ANN401 - click passes anything
        said = {name: values.pop(name) for name in HEAD_OPTIONS}
        return command(head={name: text for name, text in said.items() if text}, **values)

    for name in reversed(HEAD_OPTIONS):
        flag = f"--{name.replace('_', '-')}"
        option = click.option(flag, name, default="", help=HELP_WORDS(f"cli.opt-head-{name}"))
        with_head = option(with_head)
    return with_head
