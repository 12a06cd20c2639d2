"""What a server of one model takes and says: as OpenAPI 3.1, and as a page for people that needs nothing but itself."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import __version__, protocol

Json = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    body_bytes: int
    examples: int
    """In one request, and waiting at a time."""

    pixels: int | None
    """Of all images of a request."""

    characters: int | None
    """Of one text."""


@dataclass(frozen=True)
class Described:
    """A model as its clients know it."""

    name: str
    version: str
    kind: protocol.Kind
    labels: Sequence[str]
    max_length: int | None
    limits: Limits
    token: bool
    """Whether clients send one."""

    columns: Sequence[str] = ()
    """What a text is made of; none where clients send the text."""

    numeric: Sequence[str] = ()
    """Those of the columns that hold numbers."""

    @property
    def one(self) -> str:
        """What an example is called."""
        return "image" if self.kind == "image" else "row" if self.columns else "text"


def document(model: Described) -> Json:
    """OpenAPI 3.1 of the server that has this very model."""
    paths: Json = {}
    for base in _bases(model):
        paths[base] = {"get": _get("Names, types and shapes of inputs and outputs", "Metadata", token=model.token)}
        paths[f"{base}/ready"] = {"get": _get("Whether this very model answers now", "Ready", also={503: "Ready"})}
        paths[f"{base}/infer"] = {"post": _infer(model)}
    paths["/v2"] = {"get": _get("The server", "Server")}
    paths["/v2/health/live"] = {"get": _get("Whether the server runs", "Live")}
    paths["/v2/health/ready"] = {"get": _get("Whether the model answers now", "Ready", also={503: "Ready"})}
    paths["/metrics"] = {"get": _text("Counts and latencies for Prometheus", "text/plain")}
    for base in ("", f"/v2/models/{model.name}"):
        paths[f"{base}/docs"] = {"get": _text("This description as a page", "text/html", model.token)}
        paths[f"{base}/openapi.json"] = {"get": _get("This description", "Description", token=model.token)}
    components: Json = {"schemas": _schemas(model), "responses": _errors(model.limits)}
    if model.token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{model.name} {model.version}",
            "version": model.version,
            "description": _about(model),
        },
        "paths": dict(sorted(paths.items())),
        "components": components,
    }


def _bases(model: Described) -> tuple[str, str]:
    name = f"/v2/models/{model.name}"
    return name, f"{name}/versions/{model.version}"


def _about(model: Described) -> str:
    what = "images (PNG or JPEG, in base64)" if model.kind == "image" else f"{model.one}s"
    cut = "" if model.max_length is None else f" Of a {model.one} the first {model.max_length} tokens are read."
    gateway = "" if model.token else f" {_GATEWAY}"
    return (
        f"Classifies {what} into {len(model.labels)} classes, by the Open Inference Protocol v2 (REST)."
        f"{_rows_told(model)}{cut}"
        f" Probabilities stand in the order of the labels, a row an example.{gateway}"
    )


_ROWS = (
    " In place of a tensor, inputs has an object with the columns of the model for each example. A number is read as it"
    " is written; null stands for what is not known."
)


def _rows_told(model: Described) -> str:
    if not model.columns:
        return ""
    if not model.numeric:
        return _ROWS
    names = ", ".join(model.numeric)
    return _ROWS.replace("A number is read as it is written", f"Numbers, and no texts, are {names}")


_GATEWAY = "A gateway before it may ask for a token (Authorization: Bearer TOKEN), and has words of its own for errors."


def _infer(model: Described) -> Json:
    return {
        "summary": f"Classifies one or more {model.one}s",
        "operationId": "infer",
        "requestBody": {
            "required": True,
            "description": f"At most {model.limits.body_bytes} bytes, of any content type.",
            "content": {"application/json": {"schema": _ref("Inference"), "example": _example(model)}},
        },
        "responses": {
            "200": _json("An answer for each example, in their order", "Answer"),
            **{str(code): {"$ref": f"#/components/responses/{code}"} for code in _codes(model.token)},
        },
        **_security(model.token),
    }


def _codes(token: bool) -> list[int]:
    return sorted(code for code in _ERRORS if token or code != 401)


_ERRORS: Mapping[int, str] = {
    400: "What is wrong with the request",
    401: "The header Authorization: Bearer TOKEN is missing, or has another token",
    404: "Another model, or another version of it",
    408: "The request was not whole within 15 s",
    413: "The body is too long",
    429: "Too many examples wait: ask again after Retry-After seconds",
    500: "The model could not answer",
    503: "It warms up, or has too many connections: ask again after Retry-After seconds",
}


def _errors(limits: Limits) -> Json:
    found: Json = {}
    for code, description in _ERRORS.items():
        more = f": more than {limits.body_bytes} bytes" if code == 413 else ""
        found[str(code)] = _json(description + more, "Error")
        if code in (429, 503):
            found[str(code)]["headers"] = {
                "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string", "pattern": "^[0-9]+$"}}
            }
    return found


def _get(summary: str, schema: str, *, also: Mapping[int, str] | None = None, token: bool = False) -> Json:
    responses = {"200": _json(summary, schema)}
    for code, other in (also or {}).items():
        responses[str(code)] = _json("Not now", other)
    if token:
        responses["401"] = {"$ref": "#/components/responses/401"}
    return {"summary": summary, "responses": responses, **_security(token)}


def _text(summary: str, kind: str, token: bool = False) -> Json:
    responses: Json = {"200": {"description": summary, "content": {kind: {"schema": {"type": "string"}}}}}
    if token:
        responses["401"] = {"$ref": "#/components/responses/401"}
    return {"summary": summary, "responses": responses, **_security(token)}


def _security(token: bool) -> Json:
    return {"security": [{"token": []}]} if token else {}


def _json(description: str, schema: str) -> Json:
    return {"description": description, "content": {"application/json": {"schema": _ref(schema)}}}


def _ref(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}


def _schemas(model: Described) -> Json:
    labels = list(model.labels)
    return {
        "Inference": _object(
            {
                "id": {"type": "string", "description": "Comes back with the answer."},
                "inputs": _rows(model) if model.columns else _tensors(model),
                "outputs": {
                    "type": "array",
                    "description": "Which outputs are wanted, in this order; by default all.",
                    "uniqueItems": True,
                    "items": _object({"name": {"enum": list(protocol.OUTPUTS)}}),
                },
            },
            required=["inputs"],
        ),
        "Answer": _object(
            {
                "model_name": {"const": model.name},
                "model_version": {"const": model.version},
                "id": {"type": "string"},
                "outputs": {
                    "type": "array",
                    "maxItems": len(protocol.OUTPUTS),
                    "items": {"oneOf": [_ref("Label"), _ref("Score"), _ref("Probabilities")]},
                },
            },
            required=["model_name", "model_version", "outputs"],
        ),
        "Label": _tensor("label", "BYTES", 1, {"enum": labels}, "The likeliest class of each example."),
        "Score": _tensor("score", "FP32", 1, _SHARE, "The probability of that class."),
        "Probabilities": _tensor(
            "probabilities",
            "FP32",
            2,
            _SHARE,
            "Of each class, a row an example, in the order that the enum of Label has.",
        ),
        "Metadata": _object(
            {
                "name": {"const": model.name},
                "versions": {"type": "array", "items": {"type": "string"}},
                "platform": {"type": "string"},
                "inputs": {"type": "array", "items": _ref("Tensor")},
                "outputs": {"type": "array", "items": _ref("Tensor")},
            }
        ),
        "Tensor": _object(
            {
                "name": {"type": "string"},
                "datatype": {"enum": ["BYTES", "FP32", "FP64"]},
                "shape": {"type": "array", "items": {"type": "integer"}, "description": "-1: as many as there are."},
            }
        ),
        "Ready": _object({"ready": {"type": "boolean"}}),
        "Live": _object({"live": {"type": "boolean"}}),
        "Server": _object(
            {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "extensions": {"type": "array", "items": {"type": "string"}},
            }
        ),
        "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
        "Error": _object({"error": {"type": "string", "description": "One line: what is wrong."}}),
    }


def _tensors(model: Described) -> Json:
    limits = model.limits
    item: Json = {"type": "string"}
    if model.kind == "text" and limits.characters is not None:
        item["maxLength"] = limits.characters
    if model.kind == "image":
        item |= {"contentEncoding": "base64", "description": f"PNG or JPEG; all of a request: {limits.pixels} pixels."}
    shape = {"type": "integer", "minimum": 1}
    return {
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": _object(
            {
                "name": {"const": model.kind},
                "shape": {
                    "type": "array",
                    "description": "[N] or [N, 1], where N is how many examples there are.",
                    "prefixItems": [{**shape, "maximum": limits.examples}, {"const": 1}],
                    "minItems": 1,
                    "maxItems": 2,
                },
                "datatype": {"const": "BYTES"},
                "data": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": limits.examples,
                    "items": {"anyOf": [item, {"type": "array", "items": item, "minItems": 1, "maxItems": 1}]},
                },
            }
        ),
    }


def _rows(model: Described) -> Json:
    value: Json = {"type": ["string", "number", "boolean", "null"]}
    if model.limits.characters is not None:
        value["maxLength"] = model.limits.characters
    number: Json = {
        "anyOf": [
            {"type": ["number", "null"], "minimum": -1e30, "maximum": 1e30},
            {"type": "string", "maxLength": 400},
        ],
        "description": "A number, also as a text of its digits; null where it is not known.",
    }
    row = _object(
        {name: number if name in model.numeric else value for name in model.columns}, additionalProperties=False
    )
    return {"type": "array", "minItems": 1, "maxItems": model.limits.examples, "items": row}


_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1.000001}


def _tensor(name: str, datatype: str, dimensions: int, item: Json, description: str) -> Json:
    extents = {"type": "integer", "minimum": 1}
    return _object(
        {
            "name": {"const": name},
            "shape": {"type": "array", "items": extents, "minItems": dimensions, "maxItems": dimensions},
            "datatype": {"const": datatype},
            "data": {"type": "array", "minItems": 1, "items": item},
        },
        description=description,
    )


def _object(properties: Json, *, required: list[str] | None = None, **more: Any) -> Json:
    needed = list(properties) if required is None else required
    return {"type": "object", "required": needed, "properties": properties, **more}


_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="


def _example(model: Described) -> Json:
    if model.columns:
        row = {name: 12.5 if name in model.numeric else f"What stands under {name}" for name in model.columns}
        return {"inputs": [row]}
    data = "What is to be classified" if model.kind == "text" else _PIXEL
    return {"inputs": [{"name": model.kind, "shape": [1], "datatype": "BYTES", "data": [data]}]}


# Nothing is fetched from elsewhere, and nothing runs.
PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 54rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2.5rem }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884 }
pre { overflow-x: auto; padding: .8rem; background: #8881; border-radius: .3rem }
code { font-family: ui-monospace, monospace }
"""


def page(model: Described, described: Json) -> str:
    """The same as HTML; what a model's files say is text in it, never markup."""
    text = html.escape
    infer = f"/v2/models/{model.name}/infer"
    body = json.dumps(_example(model), ensure_ascii=False)
    limits = model.limits
    bounds = [
        ("body", f"{limits.body_bytes} bytes"),
        ("examples in a request", str(limits.examples)),
        *([(f"characters of a {model.one}", str(limits.characters))] if limits.characters is not None else []),
        *([(f"tokens that are read of a {model.one}", str(model.max_length))] if model.max_length is not None else []),
        *([("pixels of all images of a request", str(limits.pixels))] if limits.pixels is not None else []),
    ]
    paths = [
        (f"{method.upper()} {path}", operation["summary"])
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    errors = [(str(code), _ERRORS[code]) for code in _codes(model.token)]
    token = ' \\\n  -H "authorization: Bearer $TOKEN"' if model.token else ""
    curl = f"curl -sS http://HOST:PORT{infer} \\\n  -H 'content-type: application/json'{token} \\\n  -d '{body}'"
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{text(model.name)} {text(model.version)}</title><style>{_STYLE}</style>
<h1>{text(model.name)} {text(model.version)}</h1>
<p>{text(described["info"]["description"])}
For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<h2>Ask it</h2>
<pre><code>{text(curl)}</code></pre>
<h2>Its answer</h2>
<p><code>outputs</code> has three tensors, or those that the request names: <code>label</code>, the likeliest class of
each example; <code>score</code>, the probability of that class; <code>probabilities</code>, of every class.</p>
<h2>Order of the labels</h2>
<ol start="0">{"".join(f"<li><code>{text(label)}</code>" for label in model.labels)}</ol>
<h2>Limits</h2>{_table(("of", "at most"), bounds)}
<h2>Errors</h2><p>The body is <code>{{"error": "what is wrong"}}</code>.</p>{_table(("status", "meaning"), errors)}
<h2>Paths</h2>{_table(("request", "answer"), paths)}
<p>model_runtime {text(__version__)}</p></html>
"""


def _table(head: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td><code>{html.escape(left)}</code><td>{html.escape(right)}" for left, right in rows)
    return f"<table><tr><th>{head[0]}<th>{head[1]}{cells}</table>"
