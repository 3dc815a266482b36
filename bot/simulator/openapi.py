"""LINE's OpenAPI description as JSON Schema validators, discriminators included."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

DESCRIPTION = Path(__file__).parents[1] / "line" / "openapi" / "messaging-api.yml"
REF = "#/components/schemas/"


@cache
def _description() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(DESCRIPTION.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def _schemas() -> dict[str, Any]:
    """All schemas by name. One with a discriminator is checked by the schema its `type` names.

    Children refer back to their parent; they get the parent without its choice of children (`…__base`), else a
    validator would run in a circle.
    """
    schemas: dict[str, Any] = _description()["components"]["schemas"]
    parents = {name for name, schema in schemas.items() if "discriminator" in schema}
    found: dict[str, Any] = {}
    for name, schema in schemas.items():
        base = _convert({key: value for key, value in schema.items() if key != "discriminator"}, parents)
        if name in parents:
            found[f"{name}__base"] = base
            found[name] = {"allOf": [base, *_choices(schema["discriminator"])]}
        else:
            found[name] = base
    return found


def _choices(discriminator: dict[str, Any]) -> list[dict[str, Any]]:
    key, mapping = discriminator["propertyName"], discriminator["mapping"]
    listed = {"properties": {key: {"enum": list(mapping)}}, "required": [key]}
    return [
        listed,
        *({"if": {"properties": {key: {"const": value}}}, "then": {"$ref": ref}} for value, ref in mapping.items()),
    ]


def _convert(schema: Any, parents: set[str]) -> Any:
    """OpenAPI 3.0 to JSON Schema: inside `allOf` a parent loses its choice; `nullable` becomes a type."""
    if isinstance(schema, list):
        return [_convert(item, parents) for item in schema]
    if not isinstance(schema, dict):
        return schema
    converted = {
        key: _convert(value, parents) for key, value in schema.items() if key not in ("example", "description")
    }
    converted["allOf"] = [_as_base(item, parents) for item in converted.get("allOf", ())]
    if not converted["allOf"]:
        del converted["allOf"]
    if converted.pop("nullable", False) and isinstance(converted.get("type"), str):
        converted["type"] = [converted["type"], "null"]
    return converted


def _as_base(item: dict[str, Any], parents: set[str]) -> dict[str, Any]:
    name = str(item.get("$ref", "")).removeprefix(REF)
    return {"$ref": f"{REF}{name}__base"} if name in parents else item


@cache
def validator(schema: str) -> Callable[[Any], list[str]]:
    """A function from a JSON value to what is wrong with it by the named schema ("path: message")."""
    compiled = jsonschema_rs.validator_for({"$ref": REF + schema, "components": {"schemas": _schemas()}})

    def faults(value: Any) -> list[str]:
        return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in compiled.iter_errors(value)]

    return faults


def request_schema(method: str, path: str) -> str | None:
    """The name of the schema of an operation's JSON body. Raises KeyError for an address LINE does not have."""
    operation = _description()["paths"][path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    ref = content.get("application/json", {}).get("schema", {}).get("$ref")
    return ref.removeprefix(REF) if ref else None
