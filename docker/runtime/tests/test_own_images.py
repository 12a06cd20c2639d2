"""The worked images around Axolotl and LLaMA-Factory: what their programs make of the contract, and of a trainer's end.

The trainers themselves are not installed here: a program of a few lines stands in for each, which reads the
configuration that the real one would get and leaves files as that does.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from architectures import write_byte_tokenizer
from test_generation import finetune_config, prepare

from model_runtime import contract

IMAGES = Path(__file__).parents[3] / "workflows-examples" / "own-image"
NAMES = ("axolotl", "llama-factory")
ROWS: list[dict[str, Any]] = [
    {
        "turns": [
            {"role": "user", "content": f"greet {number}"},
            {"role": "assistant", "content": "hi"},
            {"role": "user", "content": "again"},
            {"role": "assistant", "content": f"hi {number}"},
        ]
    }
    for number in range(40)
]

# Leaves what the trainer would: weights, pickles of its own, the state with the losses; with a base of `slow` it waits.
STAND_IN = """#!{python}
import json, sys, time
from pathlib import Path
import yaml

verb, config = sys.argv[1], yaml.safe_load(open(sys.argv[2]))
Path(sys.argv[0] + "." + verb).write_text(json.dumps(config))
names = {{"merge-lora": lambda: Path(config["output_dir"], "merged"), "export": lambda: Path(config["export_dir"])}}
out = names.get(verb, lambda: Path(config["output_dir"]))()
out.mkdir(parents=True, exist_ok=True)
if verb == "train":
    last = out / "checkpoint-20"
    resumed = last.exists()
    last.mkdir(exist_ok=True)
    losses = [{{"step": 10 * n, "loss": 3.0 - n, "learning_rate": 0.1, "epoch": n}} for n in (1, 2)]
    state = {{"global_step": 20, "epoch": 2.0, "log_history": [*losses, {{"step": 20, "train_runtime": 1.0}}]}}
    (last / "trainer_state.json").write_text(json.dumps(state))
    if Path(sys.argv[0] + ".slow").exists() and not resumed:
        time.sleep(600)
(out / "model.safetensors").write_bytes(b"weights")
(out / "config.json").write_text("{{}}")
(out / "training_args.bin").write_bytes(b"a pickle")
"""


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(IMAGES))
    try:
        spec = importlib.util.spec_from_file_location(f"own_{name.replace('-', '_')}", IMAGES / name / "job.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(IMAGES))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of conversations, as prepare makes it."""
    directory = tmp_path_factory.mktemp("own")
    base = directory / "base"
    base.mkdir()
    # What reads and writes texts, without weights.
    write_byte_tokenizer(base)
    (base / "config.json").write_text(json.dumps({"vocab_size": 259, "max_position_embeddings": 256}))
    shares = {"validation": 0.1, "test": 0.1}
    more = {"columns": {"messages": "turns"}, "system": "Be brief.", "split": shares}
    job = prepare(directory, base, "causal-lm", ROWS, **more)
    assert job.exit == 0, job.stderr
    return directory


def config_of(prepared: Path, tmp_path: Path, name: str, **changes: Any) -> dict[str, Any]:
    """What the job is given, with the image's own file as it stands in the repository."""
    config = finetune_config(prepared, prepared / "base", "causal-lm", **changes)
    files = tmp_path / "files"
    files.mkdir(exist_ok=True)
    (files / f"{name}.yml").write_text((IMAGES / name / f"{name}.yml").read_text())
    config["paths"]["in"]["files"] = str(files)
    config["paths"] |= {"out": str(tmp_path / "out"), "checkpoints": str(tmp_path / "checkpoints")}
    (tmp_path / "out").mkdir(exist_ok=True)
    (tmp_path / "checkpoints").mkdir(exist_ok=True)
    whole: dict[str, Any] = {"model_runtime": 1, **config}
    contract.validate("config", whole)
    return whole


def begin(name: str, config: dict[str, Any], tmp_path: Path) -> subprocess.Popen[str]:
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / {"axolotl": "axolotl", "llama-factory": "llamafactory-cli"}[name]
    program.write_text(STAND_IN.format(python=sys.executable))
    program.chmod(0o755)
    (tmp_path / "config.json").write_text(json.dumps(config))
    return subprocess.Popen(
        [sys.executable, str(IMAGES / name / "job.py")],
        env={
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(IMAGES),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MODEL_CONFIG": str(tmp_path / "config.json"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def given_to(tmp_path: Path, command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "bin" / command).read_text())
    return found


def error_in(output: str) -> dict[str, Any]:
    lines = [line for line in output.splitlines() if line.startswith('{"model_runtime":1,')]
    event: dict[str, Any] = json.loads(lines[-1])
    contract.validate("event", event)
    return event


def test_the_last_answer_of_each_conversation_is_learnt_and_a_text_before_all_stays(prepared: Path) -> None:
    data = str(prepared / "prepared" / "dataset")
    axolotl, llama_factory = load("axolotl"), load("llama-factory")
    rows = list(axolotl.rows(data, "train", "response"))
    assert len(rows) > 20
    assert [message["role"] for message in rows[0]["messages"]] == ["system", "user", "assistant", "user", "assistant"]
    assert rows[0]["messages"][0]["content"] == "Be brief."
    assert [message["train"] for message in rows[0]["messages"]] == [False] * 4 + [True]
    assert all(message["train"] for message in next(axolotl.rows(data, "train", "all"))["messages"])
    asked = {row["messages"][1]["content"].removeprefix("greet ") for row in rows}
    assert asked == {row["messages"][4]["content"].removeprefix("hi ") for row in rows}
    assert {len(row["messages"]) for row in llama_factory.rows(data, "validation")} == {5}


@pytest.mark.parametrize("name", NAMES)
def test_a_configuration_of_the_users_own_trains_and_leaves_a_model_and_its_losses(
    name: str, prepared: Path, tmp_path: Path
) -> None:
    config = config_of(prepared, tmp_path, name, seed=7)
    job = begin(name, config, tmp_path)
    output, _ = job.communicate(timeout=60)
    assert job.returncode == 0, output
    program = {"axolotl": "axolotl", "llama-factory": "llamafactory-cli"}[name]
    given = given_to(tmp_path, f"{program}.train")
    own = yaml.safe_load((IMAGES / name / f"{name}.yml").read_text())
    assert {key: given[key] for key in own} == own
    assert given["seed"] == 7
    base, length = {
        "axolotl": ("base_model", "sequence_len"),
        "llama-factory": ("model_name_or_path", "cutoff_len"),
    }[name]
    assert (given[base], given[length]) == (str(prepared / "base"), config["max_length"])
    assert given["output_dir"] == str(tmp_path / "checkpoints" / name)
    # LoRA is merged by a second command.
    merging = given_to(tmp_path, f"{program}.{'merge-lora' if name == 'axolotl' else 'export'}")
    assert merging[base] == str(prepared / "base")
    model = tmp_path / "out" / "model"
    assert (model / "model.safetensors").read_bytes() == b"weights"
    if name == "axolotl":
        assert not (model / "training_args.bin").exists()
    result = json.loads((tmp_path / "out" / "result.json").read_text())
    contract.validate("result", result)
    assert (result["steps"], result["first_loss"], result["last_loss"]) == (20, 2.0, 1.0)
    assert result["history"][0] == {"step": 10, "loss": 2.0, "learning_rate": 0.1}


@pytest.mark.parametrize("name", NAMES)
def test_a_training_that_is_stopped_is_interrupted_and_the_next_run_goes_on(
    name: str, prepared: Path, tmp_path: Path
) -> None:
    config = config_of(prepared, tmp_path, name)
    slow = tmp_path / "bin" / f"{'axolotl' if name == 'axolotl' else 'llamafactory-cli'}.slow"
    slow.parent.mkdir()
    slow.touch()
    state = tmp_path / "checkpoints" / name / "checkpoint-20" / "trainer_state.json"
    job = begin(name, config, tmp_path)
    until = time.monotonic() + 60
    while not state.exists() and time.monotonic() < until:
        time.sleep(0.02)
    job.send_signal(signal.SIGTERM)
    output, _ = job.communicate(timeout=60)
    assert job.returncode == 75, output
    assert not (tmp_path / "out" / "result.json").exists()
    # A run begins with an empty directory for its output.
    config["paths"]["out"] = str(tmp_path / "again")
    (tmp_path / "again").mkdir()
    again = begin(name, config, tmp_path)
    output, _ = again.communicate(timeout=60)
    assert again.returncode == 0, output
    assert (tmp_path / "again" / "model" / "model.safetensors").exists()


@pytest.mark.parametrize(
    ("name", "change", "code", "word"),
    [
        ("axolotl", lambda files: (files / "axolotl.yml").write_text("sequence_len: 9"), 2, "sequence_len"),
        ("axolotl", lambda files: (files / "axolotl.yml").unlink(), 2, "give it by engine.files"),
        ("llama-factory", lambda files: (files / "llama-factory.yml").write_text("dataset: mine"), 2, "dataset"),
        ("llama-factory", lambda files: (files / "llama-factory.yml").write_text("finetuning_type: oft"), 2, "oft"),
    ],
)
def test_what_model_yml_decides_or_the_image_cannot_do_is_refused_in_a_line(
    name: str, change: Any, code: int, word: str, prepared: Path, tmp_path: Path
) -> None:
    config = config_of(prepared, tmp_path, name)
    change(tmp_path / "files")
    job = begin(name, config, tmp_path)
    output, _ = job.communicate(timeout=60)
    assert job.returncode == code, output
    error = error_in(output)
    assert error["code"] == "configuration"
    assert word in error["message"]


def test_another_task_is_refused(prepared: Path, tmp_path: Path) -> None:
    config = config_of(prepared, tmp_path, "axolotl")
    job = begin("axolotl", {**config, "task": "seq2seq"}, tmp_path)
    output, _ = job.communicate(timeout=60)
    assert job.returncode == 2, output
    assert "causal-lm, and not finetune of seq2seq" in error_in(output)["message"]


def test_a_conversation_that_llama_factory_would_leave_out_is_an_error(
    prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = load("llama-factory")
    twice = [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}, {"role": "assistant", "content": "c"}]
    monkeypatch.setattr(module.trainer, "conversations", lambda *_: iter([("e1", twice)]))
    with pytest.raises(module.trainer.Refused, match=r"example e1: .* user, user, assistant") as refused:
        list(module.rows("unused", "train"))
    assert refused.value.code == 3
    assert module.settings({}, config_settings(prepared), Path("/none"), Path("/out"))["mask_history"] is True


def config_settings(prepared: Path) -> dict[str, Any]:
    return finetune_config(prepared, prepared / "base", "causal-lm")
