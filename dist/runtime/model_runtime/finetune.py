"""finetune: a base model is trained on prepared data, and goes on from its newest whole checkpoint after a kill."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import checkpoints
from .environment import quiet_libraries, settle_threads_and_determinism, thread_count
from .events import Events
from .examples import dataset_labels, read_split
from .failures import RuntimeFailure
from .files import directory_whole, file_list, sha256_of_json
from .inputs import Inputs, load, read_json

if TYPE_CHECKING:
    from transformers import PreTrainedModel

# What a model directory needs beside its weights, so that every later stage reads inputs as training did.
_INPUT_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "preprocessor_config.json",
)
# What transformers calls the layers that a task adds to a base model.
HEADS = ("classifier", "score")
# The usual ranges; outside them a run is possible, and worth a word.
_LEARNING_RATES = {"full": (1e-6, 5e-4), "lora": (1e-5, 5e-3)}


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    started = time.monotonic()
    training = config["training"]
    data, base = Path(config["paths"]["in"]["data"]), Path(config["paths"]["in"]["base"])
    out, kept = Path(config["paths"]["out"]), Path(config["paths"]["checkpoints"])
    kept.mkdir(parents=True, exist_ok=True)
    _check_base(base, config)
    labels = dataset_labels(data)
    _warn_of_learning_rate(training, events)
    identity = _identity(config, data, base)
    made_with = {"thread count": thread_count()}
    resume = checkpoints.newest_whole(kept, identity)
    if resume is not None:
        _warn_of_other_threads(resume, made_with, events)

    quiet_libraries()
    settle_threads_and_determinism(training["seed"])
    import torch

    inputs = load(base, config["max_length"])
    split = read_split(data, "train")
    numbers = {label: number for number, label in enumerate(labels)}
    unknown = sorted(set(split.labels) - set(labels))
    if unknown:
        raise RuntimeFailure("data", f"{data}: label {unknown[0]!r} is not in dataset.json", "Prepare the data again.")
    read = inputs.read(split.inputs)
    examples = [{**example, "labels": numbers[label]} for example, label in zip(read, split.labels, strict=True)]
    lengths = [inputs.length(example) for example in read] if config["task"] == "text-classification" else None
    model = _model(base, config["task"], labels, events)
    if training["method"] == "lora":
        model = _with_lora(model, training.get("lora", {"rank": 16, "alpha": 32, "dropout": 0.05}))
    total = sum(parameter.numel() for parameter in model.parameters())
    trainable = sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)

    from .training import make_trainer

    scratch = kept / ".writing"
    shutil.rmtree(scratch, ignore_errors=True)
    with _stop_request() as stop:
        trainer = make_trainer(
            model=model,
            examples=examples,
            collate=_collator(inputs),
            training=training,
            lengths=lengths,
            scratch=scratch,
            root=kept,
            identity=identity,
            made_with=made_with,
            stop=stop,
            events=events,
        )
        trainer.train(resume_from_checkpoint=None if resume is None else str(resume.path))
        state = trainer.state
        shutil.rmtree(scratch, ignore_errors=True)
        if stop and state.global_step < state.max_steps:
            raise RuntimeFailure(
                "interrupted",
                f"stopped by {stop[0]} at step {state.global_step} of {state.max_steps}, with a whole checkpoint",
                "Run it again: it goes on from there.",
            )
    losses = [entry["loss"] for entry in state.log_history if "loss" in entry]
    _save(trainer.model, training["method"], base, labels, out, events)
    del trainer
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return {
        "verb": "finetune",
        "steps": state.global_step,
        "epochs": float(state.epoch),
        "first_loss": losses[0],
        "last_loss": losses[-1],
        "trainable_parameters": trainable,
        "total_parameters": total,
        **({} if resume is None else {"resumed_from_step": resume.step}),
        "seconds": round(time.monotonic() - started, 3),
    }


def _check_base(base: Path, config: dict[str, Any]) -> None:
    if not (base / "config.json").is_file() or not list(base.glob("*.safetensors")):
        raise RuntimeFailure(
            "configuration",
            f"{base}: config.json or *.safetensors is missing",
            "Give a base model directory with safetensors weights; pickled weights are not read.",
        )
    positions = read_json(base / "config.json", required=True).get("max_position_embeddings")
    if config["task"] == "text-classification" and isinstance(positions, int) and config["max_length"] > positions:
        raise RuntimeFailure(
            "configuration",
            f"max-length {config['max_length']} is more than the {positions} positions of the base model",
            f"Set data.max-length to {positions} or less.",
        )


def _warn_of_learning_rate(training: dict[str, Any], events: Events) -> None:
    low, high = _LEARNING_RATES[training["method"]]
    if not low <= training["learning_rate"] <= high:
        events.warning(
            f"learning rate {training['learning_rate']:g} is outside the usual {low:g} to {high:g} "
            f"for {training['method']}"
        )


def _identity(config: dict[str, Any], data: Path, base: Path) -> dict[str, Any]:
    """What must not change between a save and its resume. Paths may: a job's directories move between machines."""
    section = {key: value for key, value in config.items() if key != "paths"}
    return {
        "config": sha256_of_json(section),
        "data": json.loads((data / "dataset.json").read_text(encoding="utf-8"))["digest"],
        "base model": sha256_of_json(file_list(base)),
        "world size": 1,
    }


def _warn_of_other_threads(resume: checkpoints.Checkpoint, now: dict[str, Any], events: Events) -> None:
    """Another machine may go on; only the bits of sums depend on how many threads share them."""
    before, here = resume.made_with.get("thread count"), now["thread count"]
    if before != here:
        events.warning(
            f"the checkpoint of step {resume.step} was made with {before} threads, this machine has {here}: "
            "the weights will not be bit-equal to those of a run on one machine"
        )


def _model(base: Path, task: str, labels: list[str], events: Events) -> PreTrainedModel:
    """The base with a head for the classes. Weights that start random without being the head are worth a warning."""
    from transformers import AutoModelForImageClassification, AutoModelForSequenceClassification

    kind = AutoModelForSequenceClassification if task == "text-classification" else AutoModelForImageClassification
    model, info = kind.from_pretrained(
        base,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
        local_files_only=True,
        use_safetensors=True,
        # A base that is itself a classifier has a head for its own classes: it gets a new one.
        ignore_mismatched_sizes=True,
        output_loading_info=True,
    )
    random = sorted(name for name in info["missing_keys"] if name.split(".")[0] not in HEADS)
    if random:
        events.warning(
            f"{base}: {len(random)} weights are missing and start random: {', '.join(random[:3])}",
            "Give the whole base model, unless these belong to a part that it never had.",
        )
    return model


def _with_lora(model: PreTrainedModel, lora: dict[str, Any]) -> Any:
    import torch
    from peft import LoraConfig, get_peft_model

    heads = [name for name, _ in model.named_children() if name in HEADS]
    linear = [
        name
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Linear) and name.split(".")[0] not in heads
    ]
    wanted = lora.get("target_modules", linear)
    settings = LoraConfig(
        r=lora["rank"],
        lora_alpha=lora["alpha"],
        lora_dropout=lora["dropout"],
        target_modules=wanted,
        modules_to_save=heads,
    )
    try:
        return get_peft_model(model, settings)
    except ValueError as error:
        known = sorted({name.rsplit(".", 1)[-1] for name in linear})
        raise RuntimeFailure(
            "configuration", f"finetune.lora.target-modules: {error}", f"Linear layers: {', '.join(known)}."
        ) from error


def _collator(inputs: Inputs) -> Any:
    import torch

    def collate(batch: list[dict[str, Any]]) -> dict[str, Any]:
        arrays = inputs.collate([{k: v for k, v in one.items() if k != "labels"} for one in batch])
        tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
        return {**tensors, "labels": torch.tensor([one["labels"] for one in batch])}

    return collate


@contextmanager
def _stop_request() -> Iterator[list[str]]:
    """A list that is empty until SIGTERM or SIGINT came: training then stops when its step is done."""
    asked: list[str] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda received, _frame: asked.append(signal.Signals(received).name))
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _save(model: Any, method: str, base: Path, labels: list[str], out: Path, events: Events) -> None:
    if method == "lora":
        with directory_whole(out / "adapter") as directory:
            model.save_pretrained(directory)
        model = model.merge_and_unload()
    _refuse_not_finite(model)
    with directory_whole(out / "model") as directory:
        model.save_pretrained(directory)
        for name in _INPUT_FILES:
            if (base / name).is_file():
                shutil.copyfile(base / name, directory / name)
    for file in sorted((out / "model").iterdir()):
        events.artifact(file)


def _refuse_not_finite(model: Any) -> None:
    for name, parameter in model.named_parameters():
        if not parameter.isfinite().all():
            raise RuntimeFailure("diverged", f"weight {name} is not finite", "Lower finetune.learning-rate.")
