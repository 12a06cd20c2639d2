"""Candidate and baseline on the same test examples, one answer per example; every score is derived from those."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from . import metrics
from .environment import environment, thread_count
from .events import Events
from .examples import Split, dataset_labels, read_split, same_labels
from .failures import RuntimeFailure
from .files import file_whole
from .inputs import load
from .predictors import Predictor, load_predictor, predict

Answers = list[dict[str, Any]]
"""One `prediction` of the contract per example, in the order of the test split."""


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    """The verb `evaluate`: out/predictions.jsonl, out/baseline-predictions.jsonl and the contract's evaluate_result."""
    paths = config["paths"]["in"]
    out = Path(config["paths"]["out"])
    data = Path(paths["data"])
    labels = dataset_labels(data)
    split = read_split(data, "test")
    unknown = sorted(set(split.labels) - set(labels))
    if unknown:
        raise RuntimeFailure(
            "data", f"test.arrow has the class {unknown[0]!r}, dataset.json does not", "Prepare the data again."
        )

    def judge(which: str, directory: str) -> Answers:
        predictor = load_predictor(directory, config["task"], thread_count())
        return answer(which, predictor, directory, split, labels, config["max_length"], config["batch_size"], events)

    candidate = judge("candidate", paths["candidate"])
    if config["baseline"] == "majority":
        baseline = majority(split, read_split(data, "train").labels)
    elif "baseline" in paths:
        baseline = judge("baseline", paths["baseline"])
    else:
        raise RuntimeFailure(
            "configuration", "config.paths.in: key 'baseline' is missing", "Add the baseline's directory."
        )
    write_answers(out / "predictions.jsonl", candidate)
    write_answers(out / "baseline-predictions.jsonl", baseline)
    result = {
        "verb": "evaluate",
        "examples": len(split.ids),
        "labels": labels,
        "candidate": score(candidate, labels),
        "baseline": score(baseline, labels),
        "environment": environment(),
    }
    events.metric("accuracy", result["candidate"]["accuracy"])
    events.metric("baseline_accuracy", result["baseline"]["accuracy"])
    return result


def answer(
    which: str,
    predictor: Predictor,
    directory: str | Path,
    split: Split,
    labels: Sequence[str],
    max_length: int,
    batch_size: int,
    events: Events,
) -> Answers:
    """A model's answer to every example; `score` is the probability of the answer, `loss` -ln of the truth's."""
    same_labels(which, predictor.labels, labels)
    inputs = load(directory, max_length)
    logits = predict(
        predictor,
        inputs,
        split.inputs,
        batch_size,
        lambda done: events.progress(which, done, len(split.ids), "examples"),
    )
    place = {label: index for index, label in enumerate(predictor.labels)}
    probabilities, logarithms = metrics.softmax(logits), metrics.log_softmax(logits)
    best = logits.argmax(axis=1)
    return [
        {
            "id": split.ids[row],
            "label": split.labels[row],
            "prediction": predictor.labels[best[row]],
            "score": float(np.clip(probabilities[row, best[row]], 0.0, 1.0)),
            "loss": float(-logarithms[row, place[split.labels[row]]]),
            **_cluster(split, row),
        }
        for row in range(len(split.ids))
    ]


def majority(split: Split, train_labels: Sequence[str]) -> Answers:
    """The answers of whoever always says the most frequent class of the training data (the first by name of equals)."""
    if not train_labels:
        raise RuntimeFailure("data", "train.arrow holds no examples", "Prepare the data again.")
    counts = Counter(train_labels)
    chosen = min(counts, key=lambda label: (-counts[label], label))
    return [
        {"id": one, "label": split.labels[row], "prediction": chosen, **_cluster(split, row)}
        for row, one in enumerate(split.ids)
    ]


def _cluster(split: Split, row: int) -> dict[str, str]:
    return {} if split.clusters is None or not split.clusters[row] else {"cluster": split.clusters[row]}


def score(answers: Answers, labels: Sequence[str]) -> dict[str, Any]:
    """The contract's `scores` of per-example answers."""
    losses = [one["loss"] for one in answers if "loss" in one]
    return metrics.scores(
        [one["label"] for one in answers],
        [one["prediction"] for one in answers],
        labels,
        losses if len(losses) == len(answers) else None,
    )


def write_answers(path: Path, answers: Answers) -> None:
    """One JSON object a line, whole or not at all."""
    with file_whole(path) as temporary:
        lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n" for one in answers)
        temporary.write_text("".join(lines), encoding="utf-8")
