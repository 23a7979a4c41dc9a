"""The server is held against its description, and the description against the routes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest

from workshop.web.api import openapi
from workshop.web.contract.rate_limits import Rate
from workshop.web.stream.stream_messages import EVENTS
from workshop.web.views.view_registry import ROUTES

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = json.loads((DOCS / "openapi.json").read_text(encoding="utf-8"))


def test_the_file_is_what_the_routes_and_shapes_say() -> None:
    assert (DOCS / "openapi.json").read_text(encoding="utf-8") == openapi.text()


def test_every_route_and_event_is_described_for_people_too() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    for route in ROUTES:
        assert f"{route.method} {route.path}" in text or f"`GET {route.path}`" in text, route.path
    for event in EVENTS:
        assert f"| `{event}` |" in text, event


def holds(schema_name: str, data: object) -> None:
    schema = {"$ref": f"#/components/schemas/{schema_name}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.wide
async def test_the_picture_of_every_activity_fits_its_schema(house) -> None:
    phone = await house.phone()
    holds("ParticipantView", await phone.picture())
    await house.open("collect")
    accepted = await phone.post("/api/cards", {"text": "Kort"})
    holds("Accepted", accepted.data)
    for row in house.live.state.run_sheet():
        await house.open(row.activity)
        picture = await phone.picture()
        holds("ParticipantView", picture)
        name = {"review": "Agree"}.get(picture["activity"]["kind"], picture["activity"]["kind"].capitalize())
        holds(f"{name}Part", picture["kind"])


async def test_every_refusal_fits_its_schema_and_is_described(house) -> None:
    phone = await house.phone()
    refusals = [
        ("post", "/api/cards", await phone.post("/api/cards", {"text": "x"})),
        ("post", "/api/cards", await phone.post("/api/cards", {})),
        ("post", "/api/cards", await phone.ask("POST", "/api/cards", {"text": "x"}, key=None)),
        ("get", "/api/state", await house.stranger().ask("GET", "/api/state")),
        ("get", "/api/minutes", await phone.ask("GET", "/api/minutes")),
        ("post", "/api/join", await house.stranger().join(code="AAAAAA")),
        ("post", "/api/cards/{id}", await phone.post("/api/cards/x", {"text": "x"})),
    ]
    for method, path, answer in refusals:
        assert str(answer.status) in DOCUMENT["paths"][path][method]["responses"]
        holds("ProblemAnswer", answer.data)


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_generated_requests_get_only_described_answers(make_house) -> None:
    """Schemathesis against the real server, in its own process; it comes with the `dev` extra."""
    command = shutil.which("schemathesis")
    if command is None:
        reason = "THE OPENAPI FILE IS NOT HELD AGAINST THE SERVER: schemathesis is not installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    plenty = Rate(10**6, 10**6)
    limits = {
        "posts": plenty,
        "reads": plenty,
        "joins": plenty,
        "joins_per_address": plenty,
        "wrong_per_address": 10**6,
        "wrong_in_all": 10**6,
    }
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    async with make_house(limits) as house:
        phone = await house.phone()
        await house.open("collect")
        process = await asyncio.create_subprocess_exec(
            *(command, "run", str(DOCS / "openapi.json"), "--url", house.base, "--checks", checks),
            *("--header", f"Authorization: Bearer {phone.token}", "--max-examples", "60"),
            *("--exclude-operation-id", "stream"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), 540)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    assert process.returncode == 0, output.decode()
