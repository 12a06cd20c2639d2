"""What the programs for Axolotl and LLaMA-Factory share: the contract, for a trainer of conversations."""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

# Exit codes of the contract, and what an event calls those of errors.
CONFIGURATION, DATA, CRASHED, INTERRUPTED = 2, 3, 70, 75
CODES = {CONFIGURATION: "configuration", DATA: "data", CRASHED: "crashed"}
# The report draws so many points.
MOST_POINTS = 400


class Refused(Exception):
    """What this image does not do, with the exit code that says so."""

    def __init__(self, what, code=CONFIGURATION):
        super().__init__(what)
        self.code = code


def read_config():
    config = json.loads(Path(os.environ["MODEL_CONFIG"]).read_text())
    if config["verb"] != "finetune" or config["task"] != "causal-lm":
        raise Refused(f"this image does finetune of causal-lm, and not {config['verb']} of {config['task']}")
    if "parent" in config["paths"]["in"]:
        raise Refused("finetune.from is not supported by this image: remove it")
    return config


def own_settings(config, name, decided):
    """The trainer's own file (engine.files), which may not say what model.yml says."""
    import yaml

    file = Path(config["paths"]["in"].get("files", ""), name)
    if not file.is_file():
        raise Refused(f"{name} is missing: give it by engine.files of model.yml, {{{name}: ./{name}}}")
    own = yaml.safe_load(file.read_text()) or {}
    twice = [key for key in decided if key in own]
    if twice:
        raise Refused(f"{name}: {', '.join(twice)}: model.yml and this image decide it: remove it there")
    return own


def conversation(row, said):
    """An example as a list of messages; `said` is dataset.json."""
    asked = json.loads(row["input"]) if said.get("messages") else [{"role": "user", "content": row["input"]}]
    if said.get("system") and asked[0]["role"] != "system":
        asked = [{"role": "system", "content": said["system"]}, *asked]
    return [*asked, {"role": "assistant", "content": row["target"]}]


def conversations(directory, split):
    import pyarrow as pa

    said = json.loads(Path(directory, "dataset.json").read_text())
    with pa.memory_map(f"{directory}/{split}.arrow") as file:
        reader = pa.ipc.open_file(file)
        for number in range(reader.num_record_batches):
            for row in reader.get_batch(number).to_pylist():
                yield row["id"], conversation(row, said)


def write_lines(path, rows):
    """One JSON document a line. Returns how many there are; without any there is no file."""
    count = 0
    with path.open("w") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")
            count += 1
    if count == 0:
        path.unlink()
    return count


def steps_of(directory):
    return sorted(directory.glob("checkpoint-*"), key=lambda path: int(path.name.removeprefix("checkpoint-")))


def begin_work(config):
    """A directory for data and caches, which are not kept; /tmp is too small for them."""
    work = Path(config["paths"]["out"], "work")
    work.mkdir()
    os.environ["HF_HOME"] = str(work / "cache")
    return work


def begin(checkpoints, name):
    """The trainer's output, below the directory that a run which was killed left to this one."""
    directory = Path(checkpoints, name)
    if not steps_of(directory):
        shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(exist_ok=True)
    return directory


def run(command, directory):
    """Runs the trainer. If it is stopped and has written a checkpoint, the next run goes on from there."""
    stopped = []

    def stop(*_):
        stopped.append(True)
        child.terminate()

    with subprocess.Popen(command) as child:  # noqa: S603
        signal.signal(signal.SIGTERM, stop)
        code = child.wait()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if stopped:
        sys.exit(INTERRUPTED if steps_of(directory) else CRASHED)
    if code != 0:
        raise Refused(f"{' '.join(command[:2])} ended with exit code {code}; its own lines say why", CRASHED)


def history(directory):
    """What the report shows of the training: steps and losses, from the last state that the trainer has written."""
    states = [
        directory / "trainer_state.json",
        *(path / "trainer_state.json" for path in reversed(steps_of(directory))),
    ]
    file = next((path for path in states if path.is_file()), None)
    if file is None:
        return {}
    state = json.loads(file.read_text())
    points = [
        {
            "step": entry["step"],
            "loss": entry["loss"],
            **({"learning_rate": entry["learning_rate"]} if "learning_rate" in entry else {}),
        }
        for entry in state["log_history"]
        if "loss" in entry and entry["loss"] == entry["loss"]
    ]
    kept = points[:: -(-len(points) // MOST_POINTS)] if points else []
    losses = {"first_loss": points[0]["loss"], "last_loss": points[-1]["loss"]} if points else {}
    return {"steps": state["global_step"], "epochs": state["epoch"], "history": kept, **losses}


def keep_model(trained, out):
    """The weights, tokenizer and configuration, without what training alone needs: pickles are refused in a model."""
    ignored = shutil.ignore_patterns(
        *("checkpoint-*", "merged", "runs", "*.bin", "*.pt", "*.pth", "optimizer*", "README.md", "*.log", "*.jsonl")
    )
    shutil.copytree(trained, out, ignore=ignored, dirs_exist_ok=True)


def main(finetune):
    """@param finetune: takes the config, leaves out/model and returns what result.json adds"""
    try:
        config = read_config()
        facts = finetune(config)
    except Refused as refused:
        event = {"model_runtime": 1, "type": "error", "time": datetime.now(timezone.utc).isoformat()}
        event |= {"code": CODES[refused.code], "message": str(refused)}
        sys.stdout.write(json.dumps(event, separators=(",", ":")) + "\n")
        sys.exit(refused.code)
    Path(config["paths"]["out"], "result.json").write_text(json.dumps({"verb": "finetune", **facts}))
