"""Candidate and baseline on the same test examples, one answer per example; every score is derived from those."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .changes import Changes
from .environment import environment, thread_count
from .events import Events
from .examples import Dataset, Retold, Row, Split, common_labels, open_dataset, same_labels
from .explain import explanations
from .failures import RuntimeFailure
from .files import file_whole
from .inputs_generation import Writing
from .manifest import read_manifest
from .predictors import Predictor, load_predictor
from .row_text import as_read_by
from .tabular import form_in
from .tasks import Asked, Task, task_of
from .tasks.classification import prediction
from .writers import Generating

Predictions = Iterable[dict[str, Any]]
"""One `prediction` of the contract per example, in the order of the rows; made as they are asked for."""

Judge = Callable[..., Iterator[dict[str, Any]]]
"""By what a model is called in the progress, its directory, the model itself, the rows, and how those are asked."""


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    """The verb `evaluate`: out/predictions.jsonl, out/baseline-predictions.jsonl and the contract's evaluate_result."""
    paths = config["paths"]["in"]
    out, task = Path(config["paths"]["out"]), task_of(config["task"])
    data = open_dataset(Path(paths["data"]))
    rows = data.split("test")
    base = Path(paths["base"]) if "base" in paths else None

    writing = Writing(data.system, data.messages, config.get("max_target_length"))
    generating = Generating(**config["generation"]) if "generation" in config else None

    def judge(
        which: str, directory: str, predictor: Predictor, asked: Sequence[Row], how: Writing = writing
    ) -> Iterator[dict[str, Any]]:
        inputs = task.inputs(directory, config["max_length"], how)
        return task.answers(Asked(which, predictor, inputs, asked, config["batch_size"], generating), events)

    if not task.classes:
        return _judge_texts(config, task, rows, judge, base, data)

    # Both are opened before either answers: a baseline that does not fit costs no wait.
    ours = load_predictor(paths["candidate"], task, thread_count(), base)
    same_labels("candidate", ours.labels, data.labels)
    candidate = judge("candidate", paths["candidate"], ours, rows)
    classes: dict[str, list[str]] = {}
    if config["baseline"] == "majority":
        baseline = majority(rows, Split(data.directory, "train"))
    elif "baseline" in paths:
        predictor = load_predictor(paths["baseline"], task, thread_count(), base)
        classes = _differing(predictor.labels, data.labels)
        asked = _as_read(_of_common(rows, classes), Path(paths["baseline"]), data)
        baseline = judge("baseline", paths["baseline"], predictor, asked)
    else:
        raise RuntimeFailure(
            "configuration", "config.paths.in: key 'baseline' is missing", "Add the baseline's directory."
        )
    changes = Changes(shown=task.content.kind == "image")
    write_predictions(out / "predictions.jsonl", changes.of_candidate(candidate))
    write_predictions(out / "baseline-predictions.jsonl", changes.of_baseline(baseline))
    pictures = changes.pictures(rows, task.content)
    explained: dict[str, Any] = {"pictures": pictures} if pictures else {}
    wanted = config.get("explain")
    if wanted is not None:
        explained["explanations"] = explanations(
            task.reading(data.form),
            ours,
            task.inputs(paths["candidate"], config["max_length"]),
            changes.worst(rows, wanted["examples"]),
            batch_size=config["batch_size"],
            seconds=wanted["seconds"],
            events=events,
        )
    forgetting = _forgetting(config, task, {"candidate": ours}, judge, base, data)
    return {"verb": "evaluate", **classes, **explained, **forgetting, "environment": environment()}


def _judge_texts(
    config: dict[str, Any],
    task: Task,
    rows: Split,
    judge: Judge,
    base: Path | None,
    data: Dataset,
) -> dict[str, Any]:
    """Of two models that write: what both say to every test example."""
    paths, out = config["paths"]["in"], Path(config["paths"]["out"])
    if config["baseline"] == "majority" or "baseline" not in paths or "explain" in config:
        raise RuntimeFailure(
            "configuration",
            f"config: {task.name} has no classes: it is compared with a model, and nothing of it is explained",
            "Set evaluate.baseline: base, and leave out evaluate.explain.",
        )
    which = {"candidate": paths["candidate"], "baseline": paths["baseline"]}
    # Both are opened before either answers: a baseline that does not fit costs no wait.
    models = {name: task.load(directory, thread_count(), base) for name, directory in which.items()}
    asked = {"candidate": rows, "baseline": _as_read(rows, Path(paths["baseline"]), data)}
    for name, file in (("candidate", "predictions.jsonl"), ("baseline", "baseline-predictions.jsonl")):
        write_predictions(out / file, judge(name, which[name], models[name], asked[name]))
    forgetting = _forgetting(config, task, models, judge, base, data)
    return {"verb": "evaluate", **forgetting, "environment": environment()}


def _forgetting(
    config: dict[str, Any],
    task: Task,
    models: Mapping[str, Predictor],
    judge: Judge,
    base: Path | None,
    data: Dataset,
) -> dict[str, Any]:
    """What candidate and parent say to the test examples that the parent was judged by.

    A class that the data has no more was not forgotten, but given up: its examples are left out.
    """
    paths, out = config["paths"]["in"], Path(config["paths"]["out"])
    if "earlier" not in paths:
        return {}
    earlier = open_dataset(Path(paths["earlier"]))
    test = earlier.split("test")
    rows: Sequence[Row] = test
    if task.classes:
        kept = [label for label in earlier.labels if label in data.labels]
        rows = test.of_classes(kept)
        if not rows:
            return {"forgetting": {"examples": 0, "left_out": len(test)}}
    writing = Writing(earlier.system, earlier.messages, config.get("max_target_length"))
    parent = task.load(paths["parent"], thread_count(), base)
    for which, directory, predictor, file in (
        ("candidate", paths["candidate"], models["candidate"], "earlier-predictions.jsonl"),
        ("parent", paths["parent"], parent, "earlier-parent-predictions.jsonl"),
    ):
        asked = _as_read(rows, Path(directory), earlier)
        write_predictions(out / file, judge(f"{which} on the earlier test", directory, predictor, asked, writing))
    return {"forgetting": {"examples": len(rows), "left_out": len(test) - len(rows)}}


def _differing(found: Sequence[str], labels: Sequence[str]) -> dict[str, list[str]]:
    """Keys of the result that tell which classes the baseline and the data have in common, where they differ."""
    common, others = common_labels("baseline", found, labels), sorted(set(found) - set(labels))
    return {
        **({"compared_labels": common} if others or len(common) < len(labels) else {}),
        **({"baseline_only_labels": others} if others else {}),
    }


def _of_common(rows: Split, classes: dict[str, list[str]]) -> Sequence[Row]:
    """What the baseline is asked: of a class that it does not know it could only be wrong."""
    if "compared_labels" not in classes:
        return rows
    common = rows.of_classes(classes["compared_labels"])
    if not common:
        raise RuntimeFailure(
            "data",
            "no test example has a class that the baseline knows, too",
            "Add test examples of those classes, or compare with evaluate.baseline: majority.",
        )
    return common


def _as_read(rows: Sequence[Row], baseline: Path, data: Dataset) -> Sequence[Row]:
    """What a baseline is asked that reads other columns: its own, or it would be judged by what it never saw."""
    manifest, form = read_manifest(baseline), form_in(baseline)
    theirs = form.columns if form is not None else None if manifest is None else manifest.columns
    # A directory of the user's own, in which nothing says what it reads.
    retell = None if theirs is None else as_read_by(theirs, data.input_columns)
    return rows if retell is None else Retold(rows, retell)


def majority(rows: Sequence[Row], train: Split) -> Iterator[dict[str, Any]]:
    """The answers of whoever always says the most frequent class of the training data (the first by name of equals).

    Its probabilities are the shares of the classes there, so that it has a log loss as well. A class that was never
    trained counts as one example more: it is improbable, and not impossible.
    """
    counts = train.class_counts()
    if not counts:
        raise RuntimeFailure("data", "train.arrow holds no examples", "Prepare the data again.")
    chosen = min(counts, key=lambda label: (-counts[label], label))
    total = sum(counts.values())
    losses = {label: math.log(total / count) for label, count in counts.items()}
    unseen = math.log(total + 1)
    return (
        prediction(
            row,
            {"label": row.label, "prediction": chosen, "score": counts[chosen] / total},
            {"log_loss": losses.get(row.label, unseen)},
        )
        for row in rows
    )


def write_predictions(path: Path, predictions: Predictions) -> None:
    """One JSON object a line, whole or not at all."""
    with file_whole(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        for one in predictions:
            file.write(json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n")
