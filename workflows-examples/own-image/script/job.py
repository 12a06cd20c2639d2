"""A training script that keeps the contract of model-actions: it trains and judges a logistic regression over words."""

import hashlib
import json
import os
import signal
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pyarrow as pa
from safetensors.numpy import load_file, save_file

CONFIG = json.loads(Path(os.environ["MODEL_CONFIG"]).read_text())
GIVEN, OUT = CONFIG["paths"]["in"], Path(CONFIG["paths"]["out"])


def say(kind, **what):
    """An event: a line of standard output that begins so. Every other line is shown as a log line."""
    event = {"model_runtime": 1, "type": kind, "time": datetime.now(timezone.utc).isoformat(), **what}
    sys.stdout.write(json.dumps(event, separators=(",", ":"), allow_nan=False) + "\n")
    sys.stdout.flush()


def rows(directory, split):
    return pa.ipc.open_file(f"{directory}/{split}.arrow").read_all().to_pylist()


def features(texts, buckets):
    """Which words a text has, each in the bucket of its hash."""
    found = np.zeros((len(texts), buckets), np.float32)
    for number, text in enumerate(texts):
        for word in text.lower().split():
            found[number, int(hashlib.sha256(word.encode()).hexdigest(), 16) % buckets] = 1
    return found


def probabilities(inputs, weights):
    logits = inputs @ weights["words"] + weights["bias"]
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    return chances / chances.sum(axis=1, keepdims=True)


def finetune():
    training = CONFIG["training"]
    # engine.files of model.yml; `model-actions selftest` gives none.
    own = Path(GIVEN["files"], "settings.json").read_text() if "files" in GIVEN else '{"buckets": 1024}'
    buckets = json.loads(own)["buckets"]
    labels = json.loads(Path(GIVEN["data"], "dataset.json").read_text())["labels"]
    examples = rows(GIVEN["data"], "train")
    inputs = features([row["input"] for row in examples], buckets)
    truth = np.eye(len(labels), dtype=np.float32)[[labels.index(row["label"]) for row in examples]]

    # A run that was stopped goes on with what it left here.
    checkpoint = Path(CONFIG["paths"]["checkpoints"], "state.safetensors")
    state = {
        "words": np.zeros((buckets, len(labels)), np.float32),
        "bias": np.zeros(len(labels), np.float32),
        "squares": np.full((buckets, len(labels)), 1e-8, np.float32),
        "epoch": np.zeros(1, np.int64),
    }
    if checkpoint.exists():
        state = load_file(checkpoint)
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))

    epochs = max(1, round(training["epochs"]))
    for epoch in range(int(state["epoch"][0]), epochs):
        order = np.random.default_rng([training["seed"], epoch]).permutation(len(examples))
        losses = []
        for start in range(0, len(order), training["batch_size"]):
            batch = order[start : start + training["batch_size"]]
            chances = probabilities(inputs[batch], state)
            losses.append(-np.log(np.maximum((chances * truth[batch]).sum(axis=1), 1e-30)).mean())
            error = (chances - truth[batch]) / len(batch)
            slope = inputs[batch].T @ error
            state["squares"] += slope**2
            state["words"] -= training["learning_rate"] * slope / np.sqrt(state["squares"])
            state["bias"] -= training["learning_rate"] * error.sum(axis=0)
        state["epoch"][0] = epoch + 1
        say("metric", name="loss", value=float(np.mean(losses)), step=epoch + 1)
        say("progress", what="training", done=epoch + 1, total=epochs, unit="epochs")
        # Written beside it and renamed: at every moment one is whole.
        save_file(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        if stopped and epoch + 1 < epochs:
            sys.exit(75)
    model = OUT / "model"
    model.mkdir()
    save_file({name: state[name] for name in ("words", "bias")}, model / "model.safetensors")
    (model / "config.json").write_text(json.dumps({"labels": labels, "buckets": buckets}))
    # All of these may be left out; the report shows them.
    return {"epochs": epochs, "trainable_parameters": state["words"].size + state["bias"].size}


def answers(directory, test):
    """What a model of this script says to each example."""
    config = json.loads(Path(directory, "config.json").read_text())
    weights = load_file(Path(directory, "model.safetensors"))
    found = probabilities(features([row["input"] for row in test], config["buckets"]), weights)
    for row, chances in zip(test, found, strict=True):
        said = {"prediction": config["labels"][int(chances.argmax())], "score": min(1.0, float(chances.max()))}
        yield {"id": row["id"], "answer": {"label": row["label"], **said}, "excerpt": row["input"][:200]}


def most_frequent(test):
    labels = [row["label"] for row in rows(GIVEN["data"], "train")]
    always = max(sorted(set(labels)), key=labels.count)
    for row in test:
        yield {"id": row["id"], "answer": {"label": row["label"], "prediction": always}}


def write(name, lines):
    (OUT / name).write_text("".join(json.dumps(line) + "\n" for line in lines))


def evaluate():
    test = rows(GIVEN["data"], "test")
    write("predictions.jsonl", answers(GIVEN["candidate"], test))
    # `baseline: majority` has no model; any other baseline must be a model of this script.
    baseline = answers(GIVEN["baseline"], test) if "baseline" in GIVEN else most_frequent(test)
    write("baseline-predictions.jsonl", baseline)
    return {}


verb = {"finetune": finetune, "evaluate": evaluate}[CONFIG["verb"]]
(OUT / "result.json").write_text(json.dumps({"verb": CONFIG["verb"], **verb()}))
