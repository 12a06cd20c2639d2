"""The Open Inference Protocol (v2, REST) for a classification model: JSON in and out, and what is wrong with it.

Format: https://github.com/open-inference/open-inference-protocol, `specification/protocol/inference_rest.md`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from . import metrics

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


def parse(body: bytes, kind: Kind, most_items: int) -> Inference:
    """Raises BadRequestError for anything that is not `most_items` or fewer well-formed examples."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as cause:
        raise BadRequestError(f"the body is not JSON: {str(cause)[:200]}") from cause
    if not isinstance(document, dict):
        raise BadRequestError('the body must be an object with "inputs"')
    identifier = document.get("id")
    if identifier is not None and not isinstance(identifier, str):
        raise BadRequestError("id must be a string")
    if identifier is not None and _has_half_a_pair(identifier):
        raise BadRequestError("id holds half a surrogate pair, which is no text")
    return Inference(identifier, _items(document.get("inputs"), kind, most_items), _outputs(document.get("outputs")))


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


def describe(name: str, version: str, kind: Kind, labels: Sequence[str]) -> dict[str, Any]:
    """The protocol's model metadata; -1 is a free dimension."""
    return {
        "name": name,
        "versions": [version],
        "platform": "onnxruntime_onnx",
        "inputs": [{"name": kind, "datatype": "BYTES", "shape": [-1]}],
        "outputs": [
            {"name": "label", "datatype": "BYTES", "shape": [-1]},
            {"name": "score", "datatype": "FP32", "shape": [-1]},
            {"name": "probabilities", "datatype": "FP32", "shape": [-1, len(labels)]},
        ],
    }
