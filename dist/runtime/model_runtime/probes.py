"""probes.jsonl: test inputs with the answers that were judged, which a server of this very model is asked first."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .examples import Row
from .inputs import Inputs
from .metrics import softmax
from .predictors import Classifier, run_batch
from .row_text import values_in

PROBES_FILE = "probes.jsonl"
MOST = 100
# An answer is the same where its label is, and its score is within this; src/rollout/golden.ts has it too. On 300 texts
# and MiniLM, 1, 2 and 4 threads move no score of INT8, nor does a batch of 8 one of FP32 (with one thread); INT8 in
# batches of 8, for which it was not judged, moves one by 0.1 and turns 10 answers.
TOLERANCE = 0.01
# Requests travel as a text in JSON in one argument of a command, which Linux ends at 128 KiB.
_LONGEST_REQUEST = 48 << 10
_EXTREMES = 10
_HARDEST = 20
# A model with more classes shows some of them by chance.
_CLASSES = 40


def write_probes(
    path: Path,
    predictions: Path,
    rows: Sequence[Row],
    inputs: Inputs,
    predictor: Classifier,
    kind: str,
    columns: Sequence[str] = (),
) -> int:
    """Chooses inputs of `rows` and writes them with the answers of `predictions`; returns how many there are.

    `columns` are those that a text was made of, by which a server is asked.
    Of each class, the shortest, the longest, the least sure, and the rest by chance: by a fixed seed, so that the same
    test gives the same file. An input whose two likeliest classes are closer than rounding can turn is none: which of
    them leads is said by the machine, not by the model.
    """
    judged = _Judged(predictions)
    chosen: dict[int, str] = {}
    for quota, order in _groups(judged, rows):
        taken = 0
        # What cannot be taken is passed over, and not without end.
        for index in order[: 3 * quota]:
            if taken == quota or len(chosen) == MOST:
                break
            if index in chosen:
                continue
            line = _probe(index, judged, rows[index], inputs, predictor, _asked(rows[index].input, kind, columns))
            if line is not None:
                chosen[index] = line
                taken += 1
    path.write_text("".join(chosen[index] + "\n" for index in sorted(chosen)), encoding="utf-8")
    return len(chosen)


class _Judged:
    """What was said of every example, in the order of the rows."""

    def __init__(self, predictions: Path) -> None:
        labels, answers, scores = [], [], []
        with predictions.open(encoding="utf-8") as lines:
            for line in lines:
                answer = json.loads(line)["answer"]
                labels.append(answer["label"])
                answers.append(answer["prediction"])
                scores.append(answer["score"])
        self.labels, self.answers, self.scores = labels, answers, np.array(scores)


def _groups(judged: _Judged, rows: Sequence[Row]) -> Iterator[tuple[int, list[int]]]:
    """How many of a group are taken, and the group's examples in the order in which they are tried."""
    random = np.random.default_rng(0)
    by_chance = random.permutation(len(rows)).tolist()
    for_class: dict[str, list[int]] = {}
    for index in by_chance:
        for_class.setdefault(judged.labels[index], []).append(index)
    for indices in list(for_class.values())[:_CLASSES]:
        yield 1, indices
    lengths = np.array([len(row.input) for row in rows])
    by_length = np.argsort(lengths, kind="stable").tolist()
    yield _EXTREMES, by_length[::-1]
    yield _EXTREMES, by_length
    yield _HARDEST, np.argsort(judged.scores, kind="stable").tolist()
    yield MOST, by_chance


def _asked(content: Any, kind: str, columns: Sequence[str]) -> dict[str, Any]:
    if columns:
        return dict(values_in(content, columns))
    data = content if isinstance(content, str) else base64.b64encode(content).decode()
    return {"name": kind, "shape": [1], "datatype": "BYTES", "data": [data]}


def _probe(
    index: int, judged: _Judged, row: Row, inputs: Inputs, predictor: Classifier, asked: dict[str, Any]
) -> str | None:
    request = {
        "inputs": [asked],
        "outputs": [{"name": "label"}, {"name": "score"}],
    }
    answer = {"label": judged.answers[index], "score": float(judged.scores[index])}
    line = json.dumps({"id": row.id, "request": request, "answer": answer}, ensure_ascii=False)
    if len(line.encode()) > _LONGEST_REQUEST:
        return None
    # As a server would answer it where nothing else is asked.
    alone = softmax(run_batch(predictor, inputs, inputs.read([row.input])))[0]
    first, second = np.sort(alone)[::-1][:2] if len(alone) > 1 else (alone[0], 0.0)
    same = predictor.labels[int(alone.argmax())] == answer["label"] and abs(first - answer["score"]) <= TOLERANCE / 4
    return line if same and first - second > 2 * TOLERANCE else None
