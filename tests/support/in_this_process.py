"""A workshop's own server in this process, and phones that speak to it as the page does."""

import asyncio
import contextlib
import secrets

import aiohttp

from workshop.hosting.open_sessions import open_session
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.server import PhoneServer


class Phone:
    """Joins, asks and posts, as the page does."""

    def __init__(self, http, base):
        self._http, self._base, self._token = http, base, ""

    async def join(self, secret):
        answer = await self.post("/api/join", {"secret": secret})
        self._token = answer["token"]

    async def post(self, path, body, status=200):
        headers = {"Origin": self._base, "Idempotency-Key": secrets.token_urlsafe(16)}
        return await self._ask("POST", path, status, headers, json=body)

    async def get(self, path):
        return await self._ask("GET", path, 200, {})

    async def _ask(self, method, path, status, headers, **body):
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        async with self._http.request(method, self._base + path, headers=headers, **body) as answer:
            assert answer.status == status, await answer.text()
            is_json = answer.content_type == "application/json"
            return await (answer.json() if is_json else answer.text())


@contextlib.asynccontextmanager
async def served(path):
    """The workshop in `path` with its server, and what makes phones that have joined."""
    session = await asyncio.to_thread(open_session, path)
    session.live.attach()
    server = PhoneServer(session.live, ServerSettings(clock=session.clock))
    port = await server.start()
    async with aiohttp.ClientSession() as http:

        async def phone():
            joined = Phone(http, f"http://127.0.0.1:{port}")
            await joined.join(session.live.access.secret)
            return joined

        try:
            yield session.live, phone
        finally:
            await server.stop()
            session.live.detach()
            await asyncio.to_thread(session.close)
