"""The command line in this process: what it answers with, prints and complains of."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from unittest import mock

from workshop.cli.main import run_command


def workshop(folder: Path, *arguments: str, language: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, {"WORKSHOP_DATA_DIR": str(folder), "WORKSHOP_LANG": language}),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run_command(arguments)
    return code, out.getvalue(), err.getvalue()
