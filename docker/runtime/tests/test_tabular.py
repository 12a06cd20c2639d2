"""What a user is promised of numbers beside a text: they are learnt from, and asked for by name, as numbers."""

from __future__ import annotations

import json
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from architectures import base_model
from conftest import WORDS, finetune_config, prepare_config, write_jsonl
from jobs import Job, run_job, start_job
from serving import INFER, Server, with_manifest
from test_openapi import faults
from tiny import Heard, accuracy, lines, told

from model_runtime import evaluate
from model_runtime.examples import Row, open_dataset
from model_runtime.explain import explanations
from model_runtime.failures import RuntimeFailure
from model_runtime.files import sha256_of_file, tree_digest
from model_runtime.inputs import RowInputs, load
from model_runtime.methods import METHODS, adapter, method_of
from model_runtime.predictors import OnnxPredictor, load_predictor, load_torch, run_batch
from model_runtime.row_text import row_text
from model_runtime.tabular import CONFIG_KEY, Numeric, RowForm, form_in, number_in
from model_runtime.tasks import task_of

COLUMNS = ("text", "amount", "age")
FORM = RowForm(("text",), (Numeric("amount", 10.0, 5.0), Numeric("age", 40.0, 10.0)))
TASK = task_of("text-classification").reading(FORM)


def rows(count: int, seed: int = 0) -> list[dict[str, Any]]:
    """A large amount is fraud with one word, and a small one with the other: neither text nor number tells alone."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        gift, large = draw.random() < 0.5, draw.random() < 0.5
        words = [*(draw.choice(WORDS[4:]) for _ in range(3)), WORDS[0 if gift else 1], f"n{number}"]
        draw.shuffle(words)
        found.append(
            {
                "text": " ".join(words),
                "amount": round(draw.uniform(500, 900) if large else draw.uniform(1, 300), 2),
                "age": None if number % 5 == 0 else draw.randint(18, 80),
                "kind": "gift" if gift else "bill",
                "label": "fraud" if gift == large else "fine",
            }
        )
    return found


@pytest.fixture(scope="module")
def data(tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("rows")
    write_jsonl(directory / "train.jsonl", rows(240))
    job = prepared(directory, tiny_base, slices=["kind"])
    assert job.exit == 0, job.stderr
    return directory / "out/dataset"


def prepared(directory: Path, base: Path, numeric: tuple[str, ...] = ("amount", "age"), **changes: Any) -> Job:
    columns = {"input": "text", "label": "label", "numeric": list(numeric)}
    return run_job(directory / "job", prepare_config(directory, base, directory / "out", columns=columns, **changes))


TRAINING = {"epochs": 30, "learning_rate": 3e-3, "batch_size": 16, "gradient_accumulation": 1, "weight_decay": 0.0}


@pytest.fixture(scope="module")
def tuned(data: Path, tiny_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("tuned")
    job = run_job(directory, finetune_config(directory, data, tiny_base, **TRAINING))
    assert job.exit == 0, job.stderr
    return directory / "out/model"


@pytest.fixture(scope="module")
def served(tuned: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exported and quantized."""
    directory = tmp_path_factory.mktemp("served")

    def job(verb: str, inputs: dict[str, Path], **fields: Any) -> Path:
        paths = {"in": {name: str(path) for name, path in inputs.items()}, "out": str(directory / verb)}
        config = {"verb": verb, "paths": paths, "task": "text-classification", "max_length": 16, **fields}
        done = run_job(directory / f"{verb}-job", config)
        assert done.exit == 0, done.events[-1]
        return directory / verb

    exported = job("export", {"model": tuned})
    assert json.loads((exported / "result.json").read_text())["largest_difference"] < 1e-4
    return job(
        "quantize",
        {"model": exported / "model", "data": data},
        precision="int8",
        batch_size=4,
        shapes=[{"batch": 1, "length": 8}],
        repetitions=3,
        latency={"fewest": 5, "most": 5, "seconds": 0},
    )


def test_what_only_text_and_numbers_together_say_is_learnt_and_kept_to_the_server(
    tuned: Path, data: Path, served: Path, tmp_path: Path
) -> None:
    config = {
        "task": "text-classification",
        "paths": {"in": {"data": str(data), "candidate": str(tuned)}, "out": str(tmp_path)},
        "baseline": "majority",
        "batch_size": 8,
        "max_length": 16,
    }
    evaluate.run(config, Heard())
    # Either alone is right half of the time.
    assert accuracy(tmp_path / "predictions.jsonl") > 0.85
    assert {line["slice"]["kind"] for line in lines(tmp_path / "predictions.jsonl")} == {"bill", "gift"}
    # As INT8 it still answers as it did, and the probes by which a rollout knows it are asked by its columns.
    assert accuracy(served / "predictions.jsonl") > 0.85
    probes = lines(served / "model/probes.jsonl")
    assert len(probes) > 5
    assert all(tuple(probe["request"]["inputs"][0]) == COLUMNS for probe in probes)


def test_means_and_deviations_are_those_of_the_training_examples(data: Path, tuned: Path) -> None:
    dataset = open_dataset(data)
    form = dataset.form
    assert form is not None
    assert (form.texts, form.names, dataset.input_columns) == (("text",), ("amount", "age"), COLUMNS)
    trained = [form.numbers_of(form.values(row.input)) for row in dataset.split("train")]
    for at, one in enumerate(form.numbers):
        known = np.array([row[at] for row in trained if row[at] is not None], dtype=np.float64)
        assert (one.mean, one.deviation) == pytest.approx((known.mean(), known.std()), rel=1e-9)
    # Not of all examples.
    every = [row["amount"] for row in rows(240)]
    assert form.numbers[0].mean != pytest.approx(np.mean(every), rel=1e-6)
    assert form_in(tuned) == form


def test_a_missing_number_is_told_from_every_number_and_none_drowns_the_others() -> None:
    assert FORM.width == 4
    assert FORM.features([20.0, None]).tolist() == [2.0, 0.0, 0.0, 1.0]
    assert FORM.features([1e30, -1e30]).tolist() == [10.0, -10.0, 0.0, 0.0]
    assert FORM.features([10.0, 40.0]).tolist() == [0.0, 0.0, 0.0, 0.0]
    numbers = {"12.5": 12.5, "-3": -3.0, " 1e3 ": 1000.0, ".5": 0.5, None: None}
    assert {said: number_in(said) for said in numbers} == numbers
    for wrong in ("1,5", "1e31", "inf", "nan", "0x10", "١", "1_000", "12 €", "true", "9" * 500, ""):
        with pytest.raises(ValueError, match="must be a number"):
            number_in(wrong)


def test_a_text_with_bars_and_names_of_columns_in_it_stays_the_text_that_it_is(tuned: Path) -> None:
    inputs = load(tuned, 16)
    assert isinstance(inputs, RowInputs)
    hostile = f"{WORDS[0]} | amount: 7 | age: 3"
    (one,) = inputs.read([row_text({"text": hostile, "amount": "500", "age": None}, COLUMNS)])
    form = inputs.form
    assert one["numeric"].tolist() == form.features([500.0, None]).tolist()
    assert form.text_of(form.values(row_text({"text": hostile, "amount": "500", "age": None}, COLUMNS))) == hostile
    with pytest.raises(RuntimeFailure, match=r"row 0 cannot be read: 1 columns instead of 3"):
        inputs.read(["a text alone"])


def test_several_columns_of_text_are_read_as_without_numbers(tmp_path: Path, tiny_base: Path) -> None:
    form = RowForm(("text", "kind"), FORM.numbers)
    values = {"text": "word1", "kind": None, "amount": "3", "age": "4"}
    row = row_text(values, form.columns)
    assert form.text_of(form.values(row)) == row_text(values, ("text", "kind")) == "text: word1 | kind:"
    assert form.numbers_of(form.values(row)) == [3.0, 4.0]


@pytest.mark.parametrize("kind", ["bert", "roberta", "mpnet", "distilbert", "deberta-v2", "gpt2", "llama"])
@pytest.mark.parametrize("method", sorted(set(METHODS) - {"qlora"}))
def test_every_method_trains_the_head_and_what_is_saved_answers_as_what_was_trained(
    kind: str, method: str, tmp_path: Path
) -> None:
    base_dir = base_model(kind, tmp_path / "base")
    section = {"virtual_tokens": 4} if method in ("prefix", "prompt") else {}
    tuner = method_of({"method": method, method: section})
    if method == "prefix" and kind in ("mpnet", "distilbert", "deberta-v2"):
        with pytest.raises(RuntimeFailure, match=r"method: prefix does not work with TextAndNumbers"):
            tuner.wrap(tuner.load(base_dir, TASK, ["a", "b"], Heard()))
        return
    base = tuner.load(base_dir, TASK, ["a", "b"], Heard())
    assert base.head == ["row_head"]
    model = tuner.wrap(base)
    batch = base.probe([3, 6])
    assert batch["numeric"].shape == (2, 4)
    batch["numeric"] = batch["numeric"] * 0 + 1
    logits = model.train()(**batch).logits
    logits.square().sum().backward()
    trained = {name: one for name, one in model.named_parameters() if one.requires_grad}
    assert any("row_head" in name and "numbers" in name for name in trained)
    # Nothing is trained by accident that no loss reaches.
    assert [name for name, one in trained.items() if one.grad is None] == []
    wanted = model.eval()(**batch).logits.detach()
    other = model(**{**batch, "numeric": -batch["numeric"]}).logits.detach()
    assert not np.allclose(wanted, other, atol=1e-4)
    (tmp_path / "model").mkdir()
    saved = tuner.save(model, tree_digest(base_dir), tmp_path / "model")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(base_dir / name, tmp_path / "model" / name)
    # Whoever loads it knows the task alone: the rest is in the directory.
    plain = task_of("text-classification")
    if saved.format == "adapter":
        again = adapter.load(tmp_path / "model", base_dir, plain)
    else:
        again = load_torch(tmp_path / "model", plain)
    assert (again.eval()(**batch).logits.detach() - wanted).abs().max() < 1e-6
    # What shares a batch changes nothing: padding is not read.
    alone = {name: one[:1] for name, one in batch.items()}
    length = int(alone["attention_mask"].sum())
    cut = {name: one if name == "numeric" else one[:, :length] for name, one in alone.items()}
    assert (again(**cut).logits.detach() - wanted[:1]).abs().max() < 1e-5


def test_a_run_that_was_killed_ends_with_the_same_weights(data: Path, tiny_base: Path, tmp_path: Path) -> None:
    changes = {**TRAINING, "epochs": 4}
    whole = run_job(tmp_path / "whole", finetune_config(tmp_path / "whole", data, tiny_base, **changes))
    config = finetune_config(tmp_path / "killed", data, tiny_base, **changes)
    step = random.SystemRandom().randrange(4, 20)
    assert start_job(tmp_path / "killed", config).signal_at_step(step, signal.SIGKILL).exit == -signal.SIGKILL
    resumed = run_job(tmp_path / "killed", config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] >= 1, step
    weights = "model/model.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights), step


def test_a_baseline_of_the_same_columns_or_of_the_text_alone_is_asked_about_the_same_examples(
    tuned: Path, data: Path, exported: Path, tmp_path: Path
) -> None:
    """Of which one reads numbers as digits, and one reads none."""
    seen: dict[str, list[str]] = {}
    for columns in (["text"], list(COLUMNS)):
        directory = tmp_path / "-".join(columns)
        baseline = with_manifest(tuned, directory, format="safetensors", engine="pytorch", columns=columns)
        settings = json.loads((baseline / "config.json").read_text())
        del settings[CONFIG_KEY]
        (baseline / "config.json").write_text(json.dumps(settings))
        asked = evaluate._as_read(open_dataset(data).split("test"), baseline, open_dataset(data))
        seen[directory.name] = [row.input for row in asked]
    whole = [row.input for row in open_dataset(data).split("test")]
    assert seen["text-amount-age"] == whole
    assert seen["text"] == [FORM.text_of(FORM.values(row)) for row in whole]


def test_words_and_numbers_that_moved_an_answer_are_told_each_by_its_name(tuned: Path, data: Path) -> None:
    predictor = load_predictor(tuned, task_of("text-classification"), 1)
    row = row_text({"text": f"{WORDS[0]} {WORDS[9]}", "amount": "800", "age": None}, COLUMNS)
    (found,) = explanations(
        task_of("text-classification").reading(open_dataset(data).form),
        predictor,
        load(tuned, 16),
        [Row("one", row, "fraud")],
        batch_size=4,
        seconds=60,
        events=Heard(),
    )
    # A number that is not there cannot be taken away.
    assert {one["part"] for one in found["parts"]} == {WORDS[0], WORDS[9], "amount: 800"}
    effects = {one["part"]: one["effect"] for one in found["parts"]}
    assert abs(effects["amount: 800"]) > abs(effects[WORDS[9]])


@pytest.mark.parametrize(
    ("value", "what"),
    [("12 €", '"12 €"'), ("1,5", '"1,5"'), (True, "true"), (1e31, "1e+31"), ([1], "[1]")],
)
def test_what_is_no_number_is_refused_with_its_line_before_anything_is_trained(
    value: Any, what: str, tmp_path: Path, tiny_base: Path
) -> None:
    made = rows(20)
    made[6]["amount"] = value
    write_jsonl(tmp_path / "train.jsonl", made)
    job = prepared(tmp_path, tiny_base)
    assert job.exit == 3
    assert f'train.jsonl, line 7: column "amount" holds {what}: give a number of at most 1e30' in job.error["message"]


def test_a_column_without_numbers_is_refused_and_one_that_never_differs_is_told(
    tmp_path: Path, tiny_base: Path
) -> None:
    empty, same = tmp_path / "empty", tmp_path / "same"
    write_jsonl(empty / "train.jsonl", [{**row, "age": None} for row in rows(24)])
    job = prepared(empty, tiny_base)
    assert 'column "age" has no number in any training example' in job.error["message"]
    assert "Remove it from data.numeric" in job.error["hint"]
    write_jsonl(same / "train.jsonl", [{**row, "age": 7.1} for row in rows(24)])
    job = prepared(same, tiny_base)
    assert job.exit == 0, job.stderr
    assert any('column "age" is 7.1 in every training example' in warning for warning in job.warnings)
    assert job.result["numeric"][1] == {"name": "age", "mean": pytest.approx(7.1), "deviation": 1.0, "missing": 0}


def test_a_base_that_reads_other_numbers_is_refused_by_its_columns(
    tuned: Path, tiny_data: Path, data: Path, tmp_path: Path
) -> None:
    job = run_job(tmp_path / "none", finetune_config(tmp_path / "none", tiny_data, tuned))
    assert job.exit == 2
    assert "reads the numbers amount, age beside text, and these data have none" in job.error["message"]
    assert "Set data.numeric to [amount, age]" in job.error["hint"]
    again = run_job(tmp_path / "same", finetune_config(tmp_path / "same", data, tuned, max_steps=2))
    assert again.exit == 0, again.stderr


def test_a_base_and_a_task_that_read_no_numbers_beside_a_text_are_refused(tmp_path: Path, data: Path) -> None:
    job = run_job(tmp_path, finetune_config(tmp_path, data, base_model("bart", tmp_path / "base"), max_steps=2))
    assert job.exit == 2
    assert "numbers cannot be joined to a base of the type bart" in job.error["message"]
    for name in ("image-classification", "seq2seq"):
        with pytest.raises(RuntimeFailure, match="reads no numbers beside"):
            task_of(name).reading(FORM)


@pytest.mark.parametrize(
    "said",
    [
        "text",
        {"texts": ["text"]},
        {"texts": [], "numbers": [{"name": "amount", "mean": 0, "deviation": 1}]},
        {"texts": ["text"], "numbers": []},
        {"texts": ["text"], "numbers": [{"name": "text", "mean": 0, "deviation": 1}]},
        {"texts": ["text"], "numbers": [{"name": "amount", "mean": 0, "deviation": 0}]},
        {"texts": ["text"], "numbers": [{"name": "amount", "mean": "0", "deviation": 1}]},
        {"texts": ["text"], "numbers": [{"name": "amount", "mean": 1e400, "deviation": 1}]},
        {"texts": ["text"], "numbers": [{"name": "amount", "mean": 0, "deviation": 1, "more": 1}]},
        {"texts": ["text"], "numbers": [{"name": f"n{n}", "mean": 0, "deviation": 1} for n in range(1000)]},
    ],
)
def test_a_models_files_that_say_nonsense_of_its_numbers_are_refused_by_name(said: Any, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({CONFIG_KEY: said}))
    with pytest.raises(RuntimeFailure) as caught:
        form_in(tmp_path)
    assert f"config.json: {CONFIG_KEY} is no form of rows" in told(caught)


@pytest.fixture(scope="module")
def server(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    target = tmp_path_factory.mktemp("server") / "model"
    running = Server(with_manifest(served / "model", target, maxLength=16, maxBatch=1, columns=list(COLUMNS)))
    yield running
    assert running.stop() == 0


ROW: dict[str, Any] = {"text": f"{WORDS[0]} {WORDS[9]}", "amount": 800, "age": 30}


def ask(server: Server, row: dict[str, Any]) -> tuple[int, Any]:
    status, answer = server.ask("POST", INFER, json.dumps({"inputs": [row]}))
    return status, json.loads(answer)


def test_the_server_is_asked_by_the_names_of_the_columns_and_answers_as_the_model_does(
    server: Server, served: Path
) -> None:
    status, answer = ask(server, ROW)
    assert status == 200, answer
    labels = {amount: ask(server, {**ROW, "amount": amount})[1]["outputs"][0]["data"] for amount in (100, 800)}
    assert labels == {100: ["fine"], 800: ["fraud"]}
    inputs, predictor = load(served / "model", 16), OnnxPredictor(served / "model", 1)
    row = row_text({name: str(value) for name, value in ROW.items()}, COLUMNS)
    assert predictor.labels[int(run_batch(predictor, inputs, inputs.read([row])).argmax())] == "fraud"
    # However the number is written, and whatever it is.
    for amount in ("800", 800.0, 8e2, "8e2"):
        assert ask(server, {**ROW, "amount": amount}) == (200, answer)
    for amount in (None, "", 1e30, -1e30, 0):
        assert ask(server, {**ROW, "amount": amount, "age": None})[0] == 200


@pytest.mark.parametrize("value", ["a lot", True, "1,5", "1e31", [1], {"is": 1}, "9" * 500, "nan"])
def test_what_is_no_number_is_a_request_that_cannot_be_answered_and_says_which(server: Server, value: Any) -> None:
    status, answer = ask(server, {**ROW, "amount": value})
    assert status == 400
    assert answer["error"] == 'inputs[0]: "amount" must be a number of at most 1e30 in size, or null'


def test_a_number_is_taken_where_the_description_says_so(server: Server) -> None:
    described = json.loads(server.get("/openapi.json")[1])
    body = described["paths"][INFER]["post"]["requestBody"]["content"]["application/json"]
    assert body["example"]["inputs"][0]["amount"] == 12.5
    assert server.ask("POST", INFER, json.dumps(body["example"]))[0] == 200
    for row, taken in (
        (ROW, True),
        ({**ROW, "age": None}, True),
        ({**ROW, "age": True}, False),
        ({**ROW, "age": 1e31}, False),
        ({"text": "a", "amount": 1}, False),
    ):
        assert (faults(described, body["schema"], {"inputs": [row]}) == []) == taken
        assert ask(server, row)[0] == (200 if taken else 400)
    named = {one["name"]: one["datatype"] for one in json.loads(server.get("/v2/models/tiny")[1])["inputs"]}
    assert named == {"text": "BYTES", "amount": "FP64", "age": "FP64"}
    assert "Numbers, and no texts, are amount, age" in described["info"]["description"]
