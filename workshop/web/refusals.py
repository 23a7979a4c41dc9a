"""Every answer that says no, in one shape, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from aiohttp import web

from prompts.words import Words
from sessions.errors import Refused
from workshop.web.answers import Problem, ProblemAnswer
from workshop.web.errors import WireError

JSON = "application/json"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
MINUTES_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
"""The minutes are a self-contained page: looks inside it, no script, nothing from elsewhere."""

SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), "
        "xr-spatial-tracking=()"
    ),
}
SECONDS_UNTIL_STORED = 2


def problem_body(problem: WireError | Refused, words: Words) -> bytes:
    """The JSON of a refusal."""
    return msgspec.json.encode(ProblemAnswer(Problem(problem.code, problem.sentence(words))))


def refused(problem: WireError | Refused, words: Words) -> web.Response:
    """The whole answer of a refusal."""
    return web.Response(
        status=problem.status,
        body=problem_body(problem, words),
        headers=_extra_headers(problem),
        content_type=JSON,
    )


def raw_refusal(problem: WireError, words: Words) -> bytes:
    """The same as bytes for the socket, where the framework is not asked; the socket is closed after."""
    body = problem_body(problem, words)
    headers = {
        "Content-Type": f"{JSON}; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **_extra_headers(problem),
        **SECURITY_HEADERS,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    phrase = HTTPStatus(problem.status).phrase
    return f"HTTP/1.1 {problem.status} {phrase}\r\n{lines}\r\n".encode("latin-1") + body


def _extra_headers(problem: WireError | Refused) -> dict[str, str]:
    headers: dict[str, str] = {}
    retry_after = getattr(problem, "retry_after", 0)
    if not retry_after and problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        retry_after = SECONDS_UNTIL_STORED
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    allow = getattr(problem, "allow", "")
    if allow:
        headers["Allow"] = allow
    return headers
