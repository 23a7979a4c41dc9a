"""What phones may fetch after the close, made without access to the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from exports.formats.format_registry import FORMATS
from exports.minutes import Minutes, build_minutes
from exports.options import Options
from prompts.language.personal_numbers import without_cpr
from prompts.methods.model import Method
from sessions.state import State
from workshop.machine.version import version


def minutes_of(state: State, method: Method, options: Options | None = None) -> Minutes:
    """The minutes of the current state, in the language of `method`."""
    if method.language != state.workshop.language:
        state = state.copy()
        state.workshops.put(replace(state.workshop, language=method.language))
    return build_minutes(state, method, datetime.now(UTC).astimezone(), version(), options)


def minutes_page(state: State, method: Method) -> bytes:
    """The minutes as the HTML page that phones may fetch after the close.

    Nobody can be asked here whether a personal number may be included, so none is.
    """
    page = FORMATS["html"].renderer()(minutes_of(state, method))
    return without_cpr(page.decode("utf-8")).encode("utf-8")


def minutes_pdf(state: State, method: Method) -> bytes:
    """The same minutes as a PDF; no personal number is in it either. Raises LibraryMissingError."""
    from exports.formats.pdf import render

    return render(minutes_of(state, method), masked=True)


def agreements_calendar(state: State, method: Method) -> bytes:
    """The dates of the agreements and follow-ups as an .ics file; no personal number is in it either."""
    page = FORMATS["ics"].renderer()(minutes_of(state, method))
    return without_cpr(page.decode("utf-8")).encode("utf-8")
