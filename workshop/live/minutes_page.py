"""The minutes as phones may fetch them after the close; what makes them knows no store."""

from __future__ import annotations

from datetime import UTC, datetime

from exports.formats.registry import FORMATS
from exports.minutes import Minutes, build_minutes
from prompts.language.cleaning import without_cpr
from prompts.methods.model import Method
from sessions.state import State
from workshop.machine.version import version


def minutes_of(state: State, method: Method) -> Minutes:
    """The minutes as the state stands now."""
    return build_minutes(state, method, datetime.now(UTC).astimezone(), version())


def minutes_page(state: State, method: Method) -> bytes:
    """The minutes as the HTML page that phones may fetch after the close.

    Nobody is there to be asked whether a personal number may be in it, so none is.
    """
    page = FORMATS["html"].renderer()(minutes_of(state, method))
    return without_cpr(page.decode("utf-8")).encode("utf-8")
