from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jobs import run_job
from PIL import Image
from tiny import Heard, dataset, image_model, lines, text_model

from model_runtime import contract, evaluate, explain
from model_runtime.examples import Row
from model_runtime.failures import RuntimeFailure
from model_runtime.inputs import load
from model_runtime.metrics import log_softmax
from model_runtime.predictors import load_predictor, windows
from model_runtime.tasks import task_of
from model_runtime.tasks.content import Images, Texts


def judge(directory: Path, model: Path, data: Path, explain: dict[str, Any] | None) -> dict[str, Any]:
    directory.mkdir()
    config = {
        "task": "text-classification",
        "paths": {"in": {"data": str(data), "candidate": str(model)}, "out": str(directory)},
        "baseline": "majority",
        "batch_size": 8,
        "max_length": 16,
        **({} if explain is None else {"explain": explain}),
    }
    result = evaluate.run(config, Heard())
    contract.validate("result", result)
    return result


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, Path]:
    return text_model(tmp_path / "model"), dataset(tmp_path / "data")


def test_a_word_is_told_with_what_its_absence_does_to_the_answer(parts: tuple[Path, Path], tmp_path: Path) -> None:
    model, data = parts
    found = judge(tmp_path / "out", model, data, {"examples": 3, "seconds": 600})["explanations"]
    ours, theirs = (
        {line["id"]: line for line in lines(tmp_path / "out" / name)}
        for name in ("predictions.jsonl", "baseline-predictions.jsonl")
    )

    def right(line: dict[str, Any]) -> bool:
        return line["answer"]["label"] == line["answer"]["prediction"]

    lost = [name for name in ours if right(theirs[name]) and not right(ours[name])]
    worst = sorted(lost, key=lambda name: -ours[name]["scores"]["log_loss"])[:3]
    assert worst
    assert [one["id"] for one in found] == worst

    predictor = load_predictor(model, task_of("text-classification"), 1)
    inputs = load(model, 16)
    from model_runtime.examples import Split

    texts = {row.id: row.input for row in Split(data, "test")}

    def chance(text: str, answer: str) -> float:
        logits = predictor.logits(inputs.encode([text]))
        return float(np.exp(log_softmax(logits))[0, predictor.labels.index(answer)])

    for one in found:
        text, answer = texts[one["id"]], ours[one["id"]]["answer"]["prediction"]
        assert one["confidence"] == pytest.approx(chance(text, answer), abs=1e-4)
        for told in one["parts"]:
            effects = [
                one["confidence"] - chance(text[:at] + text[at + len(told["part"]) :], answer)
                for at in range(len(text))
                if text.startswith(told["part"], at)
            ]
            assert any(told["effect"] == pytest.approx(effect, abs=1e-4) for effect in effects)
        assert one["parts"] == sorted(one["parts"], key=lambda told: -abs(told["effect"]))


def test_answers_are_the_same_whether_they_are_explained_or_not(parts: tuple[Path, Path], tmp_path: Path) -> None:
    first = judge(tmp_path / "one", *parts, {"examples": 5, "seconds": 600})
    again = judge(tmp_path / "again", *parts, {"examples": 5, "seconds": 600})
    plain = judge(tmp_path / "plain", *parts, None)
    assert first["explanations"] == again["explanations"]
    assert "explanations" not in plain
    for name in ("predictions.jsonl", "baseline-predictions.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()


def test_no_example_is_begun_when_the_time_is_over(parts: tuple[Path, Path], tmp_path: Path) -> None:
    assert judge(tmp_path / "out", *parts, {"examples": 5, "seconds": 1e-9})["explanations"] == []


def test_an_explanation_that_fails_is_told_and_costs_neither_answers_nor_the_others(
    parts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = judge(tmp_path / "whole", *parts, {"examples": 5, "seconds": 600})["explanations"]
    calls: list[int] = []

    def breaks(*given: Any) -> Any:
        calls.append(len(calls))
        if len(calls) == 1:
            raise RuntimeFailure("diverged", "the model's output is not finite", "Train again.")
        return windows(*given)

    monkeypatch.setattr(explain, "windows", breaks)
    told: list[str] = []
    monkeypatch.setattr(Heard, "warning", lambda _, message, hint=None: told.append(f"{message} {hint}"))
    assert judge(tmp_path / "out", *parts, {"examples": 5, "seconds": 600})["explanations"] == whole[1:]
    assert len(told) == 1
    assert f"{whole[0]['id']!r} is not explained: the model's output is not finite Train again." in told[0]
    predicted = [(tmp_path / name / "predictions.jsonl").read_bytes() for name in ("whole", "out")]
    assert predicted[0] == predicted[1]


def test_explanations_are_the_same_by_any_number_of_threads_and_in_another_process(tmp_path: Path) -> None:
    model, data = text_model(tmp_path / "model"), dataset(tmp_path / "data")
    told = judge(tmp_path / "out", model, data, {"examples": 5, "seconds": 600})["explanations"]
    for threads in (1, 2):
        out = tmp_path / f"out-{threads}"
        config = {
            "verb": "evaluate",
            "task": "text-classification",
            "paths": {"in": {"data": str(data), "candidate": str(model)}, "out": str(out)},
            "baseline": "majority",
            "batch_size": 8,
            "max_length": 16,
            "explain": {"examples": 5, "seconds": 600},
        }
        done = run_job(tmp_path / f"job-{threads}", config, threads=threads)
        assert done.result["explanations"] == told


def test_a_field_of_an_image_is_told_with_what_its_absence_does_to_the_answer_of_a_model(tmp_path: Path) -> None:
    task = task_of("image-classification")
    model = image_model(tmp_path / "model")
    predictor, inputs = load_predictor(model, task, 1), task.inputs(model, None)
    drawn = Image.fromarray(np.random.default_rng(3).integers(0, 255, (24, 36, 3), dtype=np.uint8))
    file = io.BytesIO()
    drawn.save(file, "PNG")
    rows = [Row("one", file.getvalue(), "any")]
    [told] = explain.explanations(task, predictor, inputs, rows, batch_size=8, seconds=600, events=Heard())  # type: ignore[arg-type]

    def chances(image: Image.Image) -> np.ndarray:
        saved = io.BytesIO()
        image.save(saved, "PNG")
        return np.exp(log_softmax(predictor.logits(inputs.encode([saved.getvalue()]))))[0]

    whole = chances(drawn)
    assert told["confidence"] == pytest.approx(whole.max(), abs=1e-5)
    assert len(told["parts"]) == 6
    found = re.fullmatch(r"row (\d), column (\d) of 6 × 6", told["parts"][0]["part"])
    assert found is not None
    top, left = (int(found[1]) - 1) * 4, (int(found[2]) - 1) * 6
    mean = drawn.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    drawn.paste(mean, (left, top, left + 6, top + 4))
    assert told["parts"][0]["effect"] == pytest.approx(whole.max() - chances(drawn)[whole.argmax()], abs=1e-5)


def test_parts_of_a_text_are_words_or_neighbours_of_a_long_text_or_characters_where_it_has_no_blanks() -> None:
    assert Texts().without_parts("not  good")[1] == [("not", "  good"), ("good", "not  ")]
    assert Texts().without_parts("alone")[1] == []
    long = Texts().without_parts(" ".join(f"w{number}" for number in range(1000)))[1]
    assert (len(long), long[0][0].split()[0], long[-1][0].split()[-1]) == (40, "w0", "w999")
    unspaced = "退款" * 20
    assert {part for part, _ in Texts().without_parts(unspaced)[1]} == {"退", "款"}


def test_parts_of_an_image_are_fields_painted_over() -> None:
    drawn = Image.new("RGB", (60, 60), "white")
    drawn.paste((0, 0, 0), (10, 20, 20, 30))
    file = io.BytesIO()
    drawn.save(file, "PNG")
    whole, fields = Images().without_parts(file.getvalue())
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(whole))), np.asarray(drawn))
    assert len(fields) == 36
    black = {name: int((np.asarray(Image.open(io.BytesIO(data))).sum(axis=2) == 0).sum()) for name, data in fields}
    assert {name for name, count in black.items() if count == 0} == {"row 3, column 2 of 6 × 6"}
    # One that is smaller than the grid has fields, too.
    small = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(small, "PNG")
    assert len(Images().without_parts(small.getvalue())[1]) == 36
