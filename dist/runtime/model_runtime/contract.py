"""The contract between an action and this runtime: one JSON Schema, from which both languages validate."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .failures import Code, RuntimeFailure

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Kind = Literal["config", "event", "result", "prediction"]

SCHEMA_FILE = Path(__file__).with_name("contract.schema.json")
VERSION = 1

# What tells the variants of a kind apart. Going straight to the right variant gives an error about the wrong key
# instead of "is valid under none of the given schemas".
_DISCRIMINATOR = {"config": "verb", "result": "verb", "event": "type"}


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def variants(kind: Kind) -> list[str]:
    """The names a discriminator may have, for example the verbs of `config`."""
    references = schema()["$defs"][kind].get("oneOf", [])
    return [entry["$ref"].rsplit("/", 1)[1].removesuffix(f"_{kind}") for entry in references]


def validate(kind: Kind, document: Any, *, foreign: bool = False) -> None:
    """Raises a RuntimeFailure that names the JSON path and the nearest known key.

    The code is `configuration` for a config and `crashed` for what this runtime itself has made. A result or an event
    of a `foreign` image may have keys that are not in the contract; ours may not.
    """
    code: Code = "configuration" if kind == "config" else "crashed"
    if not isinstance(document, dict):
        raise RuntimeFailure(
            code,
            f"{kind}: expected an object, found {_shown(document)}",
            f"Give what {SCHEMA_FILE.name} says of {kind}.",
        )
    definition: str = kind
    discriminator = _DISCRIMINATOR.get(kind)
    if discriminator is not None:
        name = document.get(discriminator)
        known = variants(kind)
        if name not in known:
            found = "nothing" if name is None else _shown(name)
            raise RuntimeFailure(code, f"{kind}.{discriminator}: found {found}", _nearest(name, known))
        definition = f"{name}_{kind}"
    errors = sorted(
        _validator(definition, foreign).iter_errors(document), key=lambda error: list(map(str, error.absolute_path))
    )
    if errors:
        message, hint = _explain(kind, errors[0])
        raise RuntimeFailure(code, message, hint)


@lru_cache(maxsize=32)
def _validator(definition: str, foreign: bool) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    definitions = schema()["$defs"] if foreign else _closed(schema()["$defs"])
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": definitions})


def _closed(schema: Any) -> Any:
    """The schema with unknown keys refused wherever keys are listed: what is written is held to what is known."""
    if isinstance(schema, list):
        return [_closed(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    own = {key: _closed(value) for key, value in schema.items()}
    listed = isinstance(own.get("properties"), dict) and own.get("type") == "object"
    return {"additionalProperties": False, **own} if listed else own


def _explain(kind: str, error: ValidationError) -> tuple[str, str]:
    place = "".join([kind, *(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)])
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        unknown = next(key for key in error.instance if key not in known)
        return f"{place}: unknown key {unknown!r}", _nearest(unknown, known)
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        return f"{place}: key {missing!r} is missing", f"Add {missing!r} to {place}."
    if error.validator in ("enum", "const"):
        allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
        return f"{place}: found {_shown(error.instance)}", _nearest(error.instance, allowed)
    if error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, str) else " or ".join(error.validator_value)
        return f"{place}: expected {wanted}, found {_shown(error.instance)}", f"Correct {place}."
    return f"{place}: {error.message}", f"Correct {place}."


def _nearest(found: Any, known: Iterable[Any]) -> str:
    names = [str(name) for name in known]
    close = difflib.get_close_matches(str(found), names, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(names)}."


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 80 else f"{text[:77]}..."
