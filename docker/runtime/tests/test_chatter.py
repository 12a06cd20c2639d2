"""What a user sees of libraries while a job works: real warnings, as warnings; no line between the progress lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from jobs import ROOT

# A verb as libraries are: bars, warnings, log lines, a question. It stands for prepare, whose config it has.
NOISY = """
import importlib, sys, types

def run(config, events):
    import logging, warnings
    from tqdm import tqdm
    for _ in tqdm(range(3), desc="Writing model shards"):
        pass
    print("a line on stdout that was never meant for the engine")
    for _ in range(2):
        warnings.warn("the padding of these texts eats most of the time", UserWarning)
    warnings.warn("will be renamed", FutureWarning)
    logging.getLogger("some.library").warning("fell back to the slow %s", "path")
    logging.getLogger("some.library").info("all is well")
    try:
        input("Do you wish to run the custom code? [y/N] ")
    except EOFError:
        events.progress("question", 1, 1, "questions")
    raise KeyError("the end")

sys.modules["model_runtime.prepare"] = types.SimpleNamespace(run=run)
from model_runtime.__main__ import main
sys.exit(main(["prepare", "--config", sys.argv[1]]))
"""


def test_libraries_put_no_line_between_progress_lines_and_their_warnings_are_told_once(tmp_path: Path) -> None:
    config = {
        "model_runtime": 1,
        "verb": "prepare",
        "paths": {"in": {"train": "data", "base": "base"}, "out": str(tmp_path / "out")},
        "task": "text-classification",
        "files": {"train": "train.jsonl"},
        "columns": {"input": "text", "label": "label"},
        "max_length": 16,
        "sample": 1,
        "seed": 0,
    }
    (tmp_path / "config.json").write_text(json.dumps(config))
    job = subprocess.run(
        [sys.executable, "-c", NOISY, str(tmp_path / "config.json")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input="y\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    events = [json.loads(line) for line in job.stdout.splitlines()]
    assert [event["message"] for event in events if event["type"] == "warning"] == [
        "the padding of these texts eats most of the time",
        "fell back to the slow path",
    ]
    assert any(event["type"] == "progress" and event["what"] == "question" for event in events)
    noise = job.stderr.partition("Traceback")[0].splitlines()
    assert noise == [
        "a line on stdout that was never meant for the engine",
        "Do you wish to run the custom code? [y/N] ",
    ]


# As evaluation and serving do, by the same library.
SESSION = """
import model_runtime
import onnxruntime
from onnx import TensorProto, helper

x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy")
graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "graph", [x], [y])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
"""


def test_a_job_that_runs_a_model_tells_nobody_of_it_and_leaves_no_id_of_the_machine(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", SESSION], env=environment, timeout=60, check=True)
    assert list(tmp_path.rglob("*")) == []
