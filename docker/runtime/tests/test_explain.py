from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tiny import Heard, dataset, lines, text_model

from model_runtime import contract, evaluate
from model_runtime.inputs import load
from model_runtime.metrics import log_softmax
from model_runtime.predictors import load_predictor
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
