"""The Open Inference Protocol (v2, REST) for a classification model: JSON in and out, and what is wrong with it.

Format: https://github.com/open-inference/open-inference-protocol, `specification/protocol/inference_rest.md`.
"""

from __future__ import annotations

import base64
import binascii
import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from . import metrics
from .row_text import Written, integer, row_text, value_text
from .tabular import PLAIN_NUMBER, number_in

Kind = Literal["text", "image"]
OUTPUTS = ("label", "score", "probabilities")


class BadRequestError(Exception):
    """A request that cannot be answered; the message says which part is wrong and what it should be."""


@dataclass(frozen=True)
class Inference:
    """A parsed request: items are str for texts and bytes for images; outputs in the order asked for."""

    id: str | None
    items: list[Any]
    outputs: tuple[str, ...]


def parse(
    body: bytes, kind: Kind, most_items: int, columns: Sequence[str] = (), numeric: Sequence[str] = ()
) -> Inference:
    """Raises BadRequestError for anything that is not `most_items` or fewer well-formed examples.

    `columns`: what a text is made of; an example is then an object with these, instead of a place in a tensor. Those of
    them that are `numeric` hold numbers.
    """
    try:
        # How a number was written counts in a row alone, and an object for each number takes its time.
        document = json.loads(body, parse_int=integer, parse_float=Written if columns else None)
    except (ValueError, RecursionError) as cause:
        raise BadRequestError(f"the body is not JSON: {str(cause)[:200]}") from cause
    if not isinstance(document, dict):
        raise BadRequestError('the body must be an object with "inputs"')
    identifier = document.get("id")
    if identifier is not None and not isinstance(identifier, str):
        raise BadRequestError("id must be a string")
    if identifier is not None and _has_half_a_pair(identifier):
        raise BadRequestError("id holds half a surrogate pair, which is no text")
    inputs = document.get("inputs")
    items = _rows(inputs, columns, numeric, most_items) if columns else _items(inputs, kind, most_items)
    return Inference(identifier, items, _outputs(document.get("outputs")))


def _rows(inputs: Any, columns: Sequence[str], numeric: Sequence[str], most_items: int) -> list[str]:
    wanted = f"an object with the columns {', '.join(columns)}"
    if not isinstance(inputs, list) or not inputs:
        raise BadRequestError(f"inputs must be a list with {wanted} for each example")
    if len(inputs) > most_items:
        raise BadRequestError(f"inputs holds {len(inputs)} examples, at most {most_items} are taken at once")
    return [_row(row, f"inputs[{index}]", columns, numeric, wanted) for index, row in enumerate(inputs)]


def _row(row: Any, place: str, columns: Sequence[str], numeric: Sequence[str], wanted: str) -> str:
    if not isinstance(row, dict):
        raise BadRequestError(f"{place} must be {wanted}")
    for name in row:
        if name not in columns:
            near = difflib.get_close_matches(name[:100], columns, n=1)
            meant = f": did you mean {_shown(near[0])}?" if near else ""
            raise BadRequestError(f"{place} must be {wanted}, and has {_shown(name)}{meant}")
    values: dict[str, str | None] = {}
    for name in columns:
        if name not in row:
            raise BadRequestError(f"{place} has no {_shown(name)}: send null for what is not known")
        try:
            values[name] = value_text(row[name])
            if name in numeric:
                number_in(values[name])
        except ValueError as cause:
            told = f"must be {PLAIN_NUMBER}" if name in numeric else cause
            raise BadRequestError(f"{place}: {_shown(name)} {told}") from cause
        if _has_half_a_pair(values[name] or ""):
            raise BadRequestError(f"{place}: {_shown(name)} holds half a surrogate pair, which is no text")
    return row_text(values, columns)


def _shown(name: str) -> str:
    """A name for a message: short, and in characters that can be written."""
    return json.dumps(name if len(name) <= 100 else f"{name[:97]}...")


def _items(inputs: Any, kind: Kind, most_items: int) -> list[Any]:
    if not isinstance(inputs, list) or len(inputs) != 1 or not isinstance(inputs[0], dict):
        raise BadRequestError(f'inputs must be a list with one tensor, named "{kind}"')
    tensor = inputs[0]
    if tensor.get("name") != kind:
        raise BadRequestError(f'inputs[0].name must be "{kind}"')
    if tensor.get("datatype") != "BYTES":
        raise BadRequestError('inputs[0].datatype must be "BYTES"')
    data, shape = tensor.get("data"), tensor.get("shape")
    if not isinstance(data, list) or not data:
        raise BadRequestError("inputs[0].data must be a list of at least one string")
    if len(data) > most_items:
        raise BadRequestError(f"inputs[0].data holds {len(data)} examples, at most {most_items} are taken at once")
    flat = [one[0] if isinstance(one, list) and len(one) == 1 else one for one in data]
    if shape not in ([len(data)], [len(data), 1]) or not all(type(extent) is int for extent in shape):
        raise BadRequestError(f"inputs[0].shape must be [{len(data)}], the number of examples in data")
    for index, one in enumerate(flat):
        if not isinstance(one, str):
            raise BadRequestError(f"inputs[0].data[{index}] must be a string")
        if kind == "text" and _has_half_a_pair(one):
            raise BadRequestError(f"inputs[0].data[{index}] holds half a surrogate pair, which is no text")
    if kind == "text":
        return flat
    return [_image(one, index) for index, one in enumerate(flat)]


def _has_half_a_pair(text: str) -> bool:
    """JSON can say what UTF-8 cannot."""
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def _image(text: str, index: int) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise BadRequestError(f"inputs[0].data[{index}] must be a PNG or JPEG file in base64: {cause}") from cause


def _outputs(asked: Any) -> tuple[str, ...]:
    if asked is None or asked == []:
        return OUTPUTS
    if not isinstance(asked, list) or not all(isinstance(one, dict) and one.get("name") in OUTPUTS for one in asked):
        raise BadRequestError(f"outputs may name {', '.join(OUTPUTS)}")
    # A name asked for forty thousand times would be answered as often.
    if len({one["name"] for one in asked}) < len(asked):
        raise BadRequestError("outputs names one more than once")
    return tuple(one["name"] for one in asked)


def respond(name: str, version: str, request: Inference, labels: Sequence[str], logits: np.ndarray) -> dict[str, Any]:
    """The protocol's answer; `logits` is (examples, classes) and finite."""
    probabilities = metrics.softmax(logits)
    best = logits.argmax(axis=1)
    count, classes = probabilities.shape
    tensors = {
        "label": {"shape": [count], "datatype": "BYTES", "data": [labels[index] for index in best]},
        "score": {"shape": [count], "datatype": "FP32", "data": probabilities[np.arange(count), best].tolist()},
        "probabilities": {"shape": [count, classes], "datatype": "FP32", "data": probabilities.ravel().tolist()},
    }
    answer: dict[str, Any] = {"model_name": name, "model_version": version}
    if request.id is not None:
        answer["id"] = request.id
    answer["outputs"] = [{"name": output, **tensors[output]} for output in request.outputs]
    return answer


def describe(
    name: str, version: str, inputs: Sequence[str], labels: Sequence[str], numeric: Sequence[str] = ()
) -> dict[str, Any]:
    """The protocol's model metadata, by the names of the inputs; -1 is a free dimension."""
    return {
        "name": name,
        "versions": [version],
        "platform": "onnxruntime_onnx",
        "inputs": [{"name": one, "datatype": "FP64" if one in numeric else "BYTES", "shape": [-1]} for one in inputs],
        "outputs": [
            {"name": "label", "datatype": "BYTES", "shape": [-1]},
            {"name": "score", "datatype": "FP32", "shape": [-1]},
            {"name": "probabilities", "datatype": "FP32", "shape": [-1, len(labels)]},
        ],
    }
