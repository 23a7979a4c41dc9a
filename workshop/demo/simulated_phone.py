"""A simulated phone: joins and sends through the phones' own HTTP API, as the page does."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from workshop.web.views.view_registry import ROUTES

TRIES = 40
LONGEST_WAIT = 5.0

OF_THE_ACTIVITY = frozenset(
    route.path for route in ROUTES if route.body is not None and "activity" in route.body.__struct_fields__
)
"""The routes of input for the activity that the phone shows."""

Body = Mapping[str, object]


class PhoneRefusedError(Exception):
    """The server refused what a phone sent: HTTP `status`, stable `code`, and its `sentence`."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        """Keep what the server said."""
        super().__init__(sentence)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server acknowledged: the journal's `seq` and the `id` of what was made."""

    seq: int
    id: str


class SimulatedPhone:
    """One participant's phone. It retries an input while the server is busy or briefly unreachable."""

    def __init__(self, client: aiohttp.ClientSession, origin: str, alias: str, table: str = "") -> None:
        """Use `client` for the requests; `origin` is `http://127.0.0.1:8140`."""
        self.alias = alias
        self.table = table
        self.token = ""
        self.shown = ""
        """The activity this phone shows; input names it, so that it never counts for the next one."""
        self._client = client
        self._origin = origin
        self._join_key = secrets.token_urlsafe(16)

    async def join(self, secret: str) -> None:
        """Join with the secret of the QR code. Raises PhoneRefusedError."""
        body = {"secret": secret, "alias": self.alias, "table": self.table, "join_key": self._join_key}
        answer = await self._request("/api/join", body, {})
        self.token = str(answer["token"])

    async def send(self, path: str, body: Body) -> Sent:
        """Post one input, with its own idempotency key, until it is answered. Raises PhoneRefusedError."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": secrets.token_urlsafe(16)}
        if path in OF_THE_ACTIVITY and self.shown:
            body = {**body, "activity": self.shown}
        answer = await self._request(path, body, headers)
        return Sent(int(answer["seq"]), str(answer["id"]))

    async def picture(self) -> Mapping[str, Any]:
        """The current view of this phone (`docs/api.md`, the state)."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self._client.get(self._origin + "/api/state", headers=headers) as response:
            answer: Mapping[str, Any] = await response.json()
            return answer

    async def _request(self, path: str, body: Body, headers: Mapping[str, str]) -> Mapping[str, Any]:
        wait = 0.05
        headers = {"Origin": self._origin, **headers}
        for _ in range(TRIES):
            try:
                async with self._client.post(self._origin + path, json=body, headers=headers) as response:
                    if response.status in (429, 503):
                        wait = float(response.headers.get("Retry-After", wait))
                    else:
                        return await _answer(response)
            except (aiohttp.ClientConnectionError, TimeoutError):
                wait *= 2
            await asyncio.sleep(min(wait, LONGEST_WAIT))
        raise PhoneRefusedError(0, "no-answer", path)


async def _answer(response: aiohttp.ClientResponse) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = await response.json()
    if response.status >= 400:
        error = answer.get("error", {})
        raise PhoneRefusedError(response.status, str(error.get("code", "")), str(error.get("sentence", "")))
    return answer
