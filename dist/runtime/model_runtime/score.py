"""score: functions of the user's give every prediction a number; the predictions are written again with it."""

from __future__ import annotations

import copy
import importlib.util
import io
import itertools
import json
import math
import numbers
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .evaluate import write_predictions
from .events import Events
from .failures import RuntimeFailure
from .reading import open_regular

Predictions = list[dict[str, Any]]
Function = Callable[[Predictions], Any]

# A function is called with so many predictions at most: a million of them need no more memory than these.
_AT_A_TIME = 1000


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    """The verb `score`: paths.in.predictions → out, the same files with `scores` of every function."""
    paths = config["paths"]
    functions = load(Path(paths["in"]["functions"]) / config["file"], config["functions"])
    for done, name in enumerate(config["predictions"], start=1):
        write_predictions(Path(paths["out"]) / name, scored(Path(paths["in"]["predictions"]) / name, functions))
        events.progress("score", done, len(config["predictions"]), "files")
    return {"verb": "score"}


def load(file: Path, wanted: list[dict[str, str]]) -> dict[str, tuple[str, Function]]:
    """By metric, what the function is called for people, and the function."""
    spec = importlib.util.spec_from_file_location("metrics_of_the_user", file)
    if spec is None or spec.loader is None:
        raise RuntimeFailure("configuration", f"{file.name} is no Python file", "Name a .py file.")
    module = importlib.util.module_from_spec(spec)
    # Beside the file lies the user's checkout.
    sys.dont_write_bytecode = True
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as cause:
        raise RuntimeFailure(
            "configuration",
            f"{file.name} cannot be loaded: {_told(cause, file)}",
            "Mend it: it is loaded alone, so that it may import packages, and no other file of yours.",
        ) from cause
    found: dict[str, tuple[str, Function]] = {}
    for one in wanted:
        function = getattr(module, one["function"], None)
        if not callable(function):
            there = sorted(name for name, value in vars(module).items() if callable(value) and not name.startswith("_"))
            raise RuntimeFailure(
                "configuration",
                f"{file.name} has no function {one['function']!r} (there: {', '.join(there[:10]) or 'none'})",
                "Name one that it has in evaluate.metrics.",
            )
        found[one["name"]] = f"{file.name}:{one['function']}", function
    return found


def scored(file: Path, functions: dict[str, tuple[str, Function]]) -> Iterator[dict[str, Any]]:
    with io.TextIOWrapper(open_regular(file), encoding="utf-8") as lines:
        for part in iter(lambda: list(itertools.islice(lines, _AT_A_TIME)), []):
            predictions: Predictions = [json.loads(line) for line in part if line.strip()]
            for metric, (told, function) in functions.items():
                values = numbers_of(told, function, predictions)
                for prediction, value in zip(predictions, values, strict=True):
                    prediction.setdefault("scores", {})[metric] = value
            yield from predictions


def numbers_of(told: str, function: Function, predictions: Predictions) -> list[float]:
    """One finite number for each prediction. RuntimeFailure `configuration` says what the function did instead."""
    try:
        # What it does to its arguments is its own affair.
        given = list(function(copy.deepcopy(predictions)))
    except (Exception, SystemExit) as cause:
        where = Path(getattr(getattr(function, "__code__", None), "co_filename", ""))
        raise RuntimeFailure(
            "configuration",
            f"{told} ended with {_told(cause, where)}",
            f"It is called with a list of predictions and returns one number for each, in their order; first among "
            f"these was example {predictions[0]['id']!r}.",
        ) from cause
    if len(given) != len(predictions):
        raise RuntimeFailure(
            "configuration",
            f"{told} gave {len(given)} numbers for {len(predictions)} predictions",
            "Return one number for each prediction, in their order.",
        )
    for prediction, value in zip(predictions, given, strict=True):
        if not isinstance(value, numbers.Real) or not math.isfinite(value):
            raise RuntimeFailure(
                "configuration",
                f"{told} gave {value!r:.60} for example {prediction['id']!r}",
                "Return a finite number for every prediction.",
            )
    return [float(value) for value in given]


def _told(cause: BaseException, file: Path) -> str:
    """An error of the user's code in one line, with its line there."""
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if frame.filename == str(file)]
    line = cause.lineno if isinstance(cause, SyntaxError) else frames[-1].lineno if frames else None
    message = " ".join(str(cause.msg if isinstance(cause, SyntaxError) else cause).split())[:200]
    return f"{type(cause).__name__}{f': {message}' if message else ''}{'' if line is None else f' (line {line})'}"
