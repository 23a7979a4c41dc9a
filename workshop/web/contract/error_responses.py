"""Every answer that says no, in one shape, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate
from http import HTTPStatus

import msgspec
from aiohttp import web

from prompts.language.words import Words
from sessions.errors import Reason, Refused
from workshop.web.contract.errors import WireError
from workshop.web.contract.responses import Problem, ProblemAnswer

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
"""The minutes are a self-contained page: inline styles, no scripts, no other resources."""

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

_STATUS_OF: Mapping[Reason, HTTPStatus] = {
    Reason.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.UNKNOWN: HTTPStatus.NOT_FOUND,
    Reason.STRANGER: HTTPStatus.UNAUTHORIZED,
    Reason.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Reason.CONFLICT: HTTPStatus.CONFLICT,
    Reason.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Reason.DEFECT: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(problem: WireError | Refused) -> int:
    """The HTTP status that says the same as `problem`."""
    return problem.status if isinstance(problem, WireError) else _STATUS_OF[problem.reason]


def problem_body(problem: WireError | Refused, words: Words) -> bytes:
    """The JSON of a refusal."""
    return msgspec.json.encode(ProblemAnswer(Problem(problem.code, problem.sentence(words))))


def refused(problem: WireError | Refused, words: Words) -> web.Response:
    """The whole answer of a refusal."""
    return web.Response(
        status=status_of(problem),
        body=problem_body(problem, words),
        headers=_extra_headers(problem),
        content_type=JSON,
        charset="utf-8",
    )


def raw_refusal(problem: WireError, words: Words) -> bytes:
    """The same as bytes for a socket that is closed after it, where the framework is not asked."""
    body, status = problem_body(problem, words), status_of(problem)
    headers = {
        "Content-Type": f"{JSON}; charset=utf-8",
        **SECURITY_HEADERS,
        **_extra_headers(problem),
        "Content-Length": str(len(body)),
        "Date": formatdate(usegmt=True),
        "Connection": "close",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}\r\n".encode("latin-1") + body


def _extra_headers(problem: WireError | Refused) -> dict[str, str]:
    headers: dict[str, str] = {}
    retry_after = getattr(problem, "retry_after", 0)
    if not retry_after and status_of(problem) == HTTPStatus.SERVICE_UNAVAILABLE:
        retry_after = SECONDS_UNTIL_STORED
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    if status_of(problem) == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    allow = getattr(problem, "allow", "")
    if allow:
        headers["Allow"] = allow
    return headers
