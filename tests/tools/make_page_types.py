"""Write what phones and host say to each other as TypeScript declarations, from the description of the API.

Usage, from the top of the checkout: python tests/tools/make_page_types.py

The scripts of the page are checked against them (`make types`), so that a field which the server no longer
sends is found before a phone asks for it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DESCRIPTION = ROOT / "docs" / "openapi.json"
WRITTEN = ROOT / "workshop" / "web" / "page" / "wire.d.ts"
HEAD = "// Made by tests/tools/make_page_types.py from docs/openapi.json: what goes over the wire.\n"
SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def page_types(description: dict[str, Any]) -> str:
    """The declarations of every schema in the API's `description`."""
    schemas = description["components"]["schemas"]
    return HEAD + "".join(f"\n{_declared(name, schemas[name])}\n" for name in sorted(schemas))


def _declared(name: str, schema: dict[str, Any]) -> str:
    if "properties" not in schema:
        return f"type {name} = {_type(schema)};"
    # What has a default may be left out of what a phone sends; what it is sent is always whole.
    needed = schema.get("required", ()) if name.endswith("Body") else schema["properties"]
    fields = (
        f"  {key}{'' if key in needed else '?'}: {_type(field)};\n"
        for key, field in schema["properties"].items()
    )
    return f"interface {name} {{\n{''.join(fields)}}}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(map(_type, schema['prefixItems']))}]"
        return f"({_type(schema.get('items') or {})})[]"
    if kind == "object":
        return f"Record<string, {_type(schema.get('additionalProperties') or {})}>"
    return SIMPLE.get(str(kind), "unknown")


if __name__ == "__main__":
    WRITTEN.write_text(page_types(json.loads(DESCRIPTION.read_text(encoding="utf-8"))), encoding="utf-8")
