"""The API as an OpenAPI 3.1 document, made of the same routes and shapes that the server uses.

`python -m workshop.web.api.openapi > docs/openapi.json` writes it; a test holds the file equal.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec

from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Kind
from workshop.web.contract.responses import ProblemAnswer
from workshop.web.contract.routes import Route
from workshop.web.views.view_registry import VIEWS, routes_of

Json = dict[str, Any]

TITLE = "Tre skridt: the phones' API"
VERSION = "1"
_REFERENCE = "#/components/schemas/{name}"
_MEANINGS = {
    400: "Not readable as a request, or without a good idempotency key.",
    401: "The token is missing, unknown, or that of a removed participant.",
    403: "The page of another site, or a wrong secret or code.",
    404: "There is nothing under this path, or no such card of one's own.",
    405: "Another method.",
    409: "Not now: the activity or the workshop is closed, or not closed yet, or the group has moved on.",
    411: "A body without a length.",
    413: "The body is over 32 KiB.",
    414: "The request line is over 2 KiB.",
    415: "The body is not JSON in UTF-8.",
    421: "The host is not this server. No body.",
    422: "The content cannot be taken.",
    429: "Too many; `Retry-After` says when.",
    431: "The headers are over 16 KiB.",
    500: "A defect.",
    503: "No room, or the disk does not answer; `Retry-After` says when.",
}
_ALWAYS = (400, 404, 405, 414, 421, 431, 500, 503)
_WITH_TOKEN = (401, 429)
_WITH_BODY = (403, 411, 413, 415, 422)


def document(kinds: tuple[Kind, ...] = BUILT_IN) -> Json:
    """The whole document of a workshop whose activities are of `kinds`."""
    routes = routes_of(kinds)
    parts_of_kinds = list(dict.fromkeys(VIEWS.of(kind).PART for kind in kinds))
    shapes: list[Any] = [ProblemAnswer, *parts_of_kinds]
    shapes += [shape for route in routes for shape in (route.body, route.answer) if shape is not None]
    unique = list(dict.fromkeys(shapes))
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REFERENCE)
    references = dict(zip(unique, schemas, strict=True))
    parts = [references[part] for part in parts_of_kinds]
    components["ParticipantView"]["properties"]["kind"] = {"anyOf": [*parts, {"type": "null"}]}
    paths: Json = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, references)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": "docs/api.md says the same for people."},
        "security": [{"participant": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"participant": {"type": "http", "scheme": "bearer"}},
            "schemas": components,
            "responses": {str(status): _refusal(status, references) for status in _MEANINGS},
        },
    }


def _operation(route: Route, references: dict[Any, Json]) -> Json:
    operation: Json = {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": _parameters(route),
        "responses": _responses(route, references),
    }
    if route.open_to_all:
        operation["security"] = [{}, {"participant": []}] if route.name == "join" else [{}]
    if route.body is not None:
        content = {"application/json": {"schema": references[route.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(route: Route) -> list[Json]:
    found: list[Json] = []
    if "{id}" in route.path:
        schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
        found.append({"name": "id", "in": "path", "required": True, "schema": schema})
    if route.idempotent:
        schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"}
        found.append({"name": "Idempotency-Key", "in": "header", "required": True, "schema": schema})
    if route.name == "stream":
        seen = {"type": "integer", "minimum": 0, "description": "The last journal number seen."}
        found.append({"name": "Last-Event-ID", "in": "header", "required": False, "schema": seen})
        found.append({"name": "since", "in": "query", "required": False, "schema": seen})
    return found


def _responses(route: Route, references: dict[Any, Json]) -> Json:
    content: Json = {route.content_type: {"schema": {"type": "string"}}}
    if route.answer is not None:
        content = {"application/json": {"schema": references[route.answer]}}
    responses: Json = {"200": {"description": "Done.", "content": content}}
    statuses = {*_ALWAYS, *route.statuses}
    if not route.open_to_all or route.name == "join":
        statuses |= set(_WITH_TOKEN)
    if route.body is not None:
        statuses |= set(_WITH_BODY)
    for status in sorted(statuses):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return responses


def _refusal(status: int, references: dict[Any, Json]) -> Json:
    refusal: Json = {"description": _MEANINGS[status]}
    if status != 421:
        refusal["content"] = {"application/json": {"schema": references[ProblemAnswer]}}
    if status in (429, 503):
        refusal["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return refusal


def text() -> str:
    """The document as it stands in the file."""
    return json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
