"""finetune: a base model is trained on prepared data, and goes on from its newest whole checkpoint after a kill."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from . import checkpoints, ranks
from .augment import augmentation_of
from .base import Base, check_base, load_base_weights, saved_as, train_in_full
from .earlier import rows_to_train
from .environment import collect_as_usual, quiet_libraries, settle_threads_and_determinism, thread_count
from .estimate import with_advice
from .events import Events
from .examples import Dataset, Picked, Row, Some, Split, open_dataset
from .failures import RuntimeFailure
from .files import directory_whole, sha256_of_json, tree_digest
from .history import History
from .inputs import refuse_beyond_positions
from .inputs_generation import Writing
from .launch import launched
from .meter import gpu_memory, peak_memory_bytes
from .methods import Method, Saved, method_of, weights_in
from .precision import gpu_of_job, precision_for, stays_in_half, tf32_for
from .reading import copy_regular
from .starting import changed_classes, make_start, needs_making
from .stopping import stop_request
from .tabular import form_in, refuse_another_form
from .tasks import Task, task_of

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
# In FP32 neighbours change an answer by no more than rounding; this is the largest batch that a server makes.
_MAX_BATCH = 32
_MOST_VALIDATED = 1000
# Sections and, in others, settings that change no bit of the result. The action has the same lists
# (src/stages/finetuneConfig.ts).
_SECTIONS_WITHOUT_EFFECT = frozenset({"checkpoints"})
_WITHOUT_EFFECT = {
    "launch": frozenset({"environment", "node_rank", "rendezvous"}),
    "training": frozenset({"workers"}),
}


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    try:
        return _run(config, events)
    except Exception as error:
        told = with_advice(error, config)
        if told is error:
            raise
        raise told from error
    finally:
        shutil.rmtree(_start_of(config), ignore_errors=True)


def _run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    if "launch" not in config:
        return _tuned(config, events, ranks.ALONE)
    try:
        return launched(config, lambda rank: _tuned(config, events, rank), events)
    finally:
        # A rank that was ended left what it was writing.
        checkpoints.sweep(Path(config["paths"]["checkpoints"]))


def _start_of(config: dict[str, Any]) -> Path:
    """Where the weights that a tuning starts from are made, if no model has them as they are wanted."""
    return Path(config["paths"]["out"]) / ".start"


def _tuned(config: dict[str, Any], events: Events, rank: ranks.Rank) -> dict[str, Any]:
    """What one of the ranks does. All come to the same weights, and the first of a host saves them there."""
    started = time.monotonic()
    training = config["training"]
    paths = config["paths"]["in"]
    given, out = Path(paths["base"]), Path(config["paths"]["out"])
    kept, saving = Path(config["paths"]["checkpoints"]), checkpoints.Saving(**config["checkpoints"])
    kept.mkdir(parents=True, exist_ok=True)
    checkpoints.sweep(kept)
    check_base(given)
    data, method = open_dataset(Path(paths["data"])), method_of(training)
    task = task_of(config["task"]).reading(data.form)
    before = Path(paths["parent"]) if "parent" in paths else None
    refuse_another_form(before or given, data.form)
    train = data.split("train")
    rows: Split | Picked = train
    continued: dict[str, Any] = {}
    if before is not None:
        if form_in(before) is None and data.form is not None:
            raise RuntimeFailure(
                "configuration",
                "finetune.from: its result reads no numbers, and the head of a model for data.numeric does",
                "Remove finetune.from for the first tuning with numbers, or remove data.numeric.",
            )
        rows, counts = rows_to_train(data, Path(paths["earlier"]), config["continues"]["data"], task)
        continued = {**counts, **(changed_classes(before, data.labels) if task.classes else {})}
    quiet_libraries()
    settle_threads_and_determinism(training["seed"], training.get("deterministic", False))
    base_dir = _starts_from(config, given, before, task, data, rank)
    saved_in = saved_as(base_dir)
    writing = Writing(
        data.system, data.messages, config.get("max_target_length"), training.get("loss_on", Writing.loss_on)
    )
    inputs = task.inputs(base_dir, config["max_length"], writing)
    refuse_beyond_positions(inputs, config["max_length"], "the base model")
    method.refuse(task, inputs, config["max_length"])
    synonyms = config["paths"]["in"].get("synonyms")
    augmentation = augmentation_of(training, task, inputs, data, None if synonyms is None else Path(synonyms))
    _warn_of_learning_rate(training, method, events)
    identity = _identity(config, data, given, rank)

    from .losses import loss_of
    from .training import Computing, Loop, Run, make_trainer

    gpu = gpu_of_job()
    computing = Computing(precision_for(training, gpu), tf32_for(training, gpu))
    made_with = {"thread count": thread_count(), "precision": computing.precision}
    resume = ranks.newest_of_all(rank, kept, identity)
    if resume is not None:
        _warn_of_another_machine(resume, made_with, events)
    history = History() if resume is None else History.load(resume.path)
    stops_early = "early_stopping" in training
    if stops_early and history.best is not None and rank.speaks:
        checkpoints.at_step(kept, identity, history.best["step"])
    validation = _validation_rows(data, None if stops_early else _MOST_VALIDATED)
    if stops_early and not validation:
        raise RuntimeFailure(
            "configuration",
            "finetune.early-stopping: the data has no validation examples",
            "Give some (data.split.validation or data.validation), or remove early-stopping.",
        )

    if augmentation is not None:
        augmentation.refuse(rows)
    loss = loss_of(training.get("loss", {}), data.labels, train.class_counts())
    # What one rank has a part of is all of one type.
    as_saved = method.may_stay_in_half and stays_in_half(saved_in, computing.precision) and rank.strategy != "fsdp"

    def load() -> Base:
        return method.load(base_dir, task, data.labels, events, as_saved)

    if rank.strategy == "fsdp":
        from .training.sharding import load_on_first

        base = load_on_first(rank, base_dir, task, data.labels, load)
    else:
        base = load()
    ranks.save_on_each_host(rank, base.model)
    if training.get("gradient_checkpointing"):
        _compute_activations_again(base.model)
    model = method.wrap(base)
    train_in_full(model)
    total = sum(map(weights_in, model.parameters()))
    trainable = sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)

    examples = task.training_examples(rows, inputs, data.labels, augmentation)
    lengths = task.lengths(rows, inputs, data.lengths(rows, base_dir))
    of_each = 1 if augmentation is None else 1 + augmentation.copies
    if lengths is not None:
        # A copy is about as long as what it was made of.
        lengths = np.tile(lengths, of_each)
    if training.get("packing") and lengths is not None:
        examples, lengths = task.packed(examples, lengths, inputs, training["seed"], model), None

    if rank.strategy == "fsdp":
        from .training.sharding import shard

        shard(model, rank)

    collect_as_usual()
    with stop_request() as asked:
        # What one rank was asked, all agree on before a step.
        stop = asked if rank.alone else []
        loop = Loop(
            model=model,
            task=task,
            examples=examples,
            lengths=lengths,
            validation=task.training_examples(validation, inputs, data.labels),
            collate=task.collate(inputs),
            training=training,
            loss=loss,
            run=Run(kept, identity, made_with, stop, computing, history, saving, rank, asked),
            events=events,
        )
        trainer = make_trainer(loop)
        trainer.train(resume_from_checkpoint=None if resume is None else str(resume.path))
        # The last checkpoint of a host is whole before any of its ranks reads one.
        rank.wait_for_all()
        state = trainer.state
        training_seconds = trainer.seconds - (trainer.validator.seconds if trainer.validator else 0)
        if rank.speaks:
            checkpoints.sweep(kept)
        if stop and not trainer.is_over:
            raise RuntimeFailure(
                "interrupted",
                f"stopped by {stop[0]} at step {state.global_step} of {state.max_steps}, with a whole checkpoint",
                "Run it again: it goes on from there.",
            )
    steps_here = state.global_step - (0 if resume is None else resume.step)
    examples_here = float(state.epoch) * len(rows) * of_each * steps_here / state.global_step
    if rank.speaks or rank.strategy == "fsdp":
        trainer.take_best()
    tuned = trainer.model
    if rank.strategy == "fsdp":
        from .training.sharding import whole_weights

        weights = whole_weights(tuned, kept=rank.speaks)
        if rank.speaks:
            plain, _ = load_base_weights(base_dir, task, data.labels)
            ranks.save_on_each_host(rank, plain)
            tuned = method.wrap(replace(base, model=plain))
            tuned.load_state_dict(weights)
    if not rank.speaks:
        return {}
    saved = _save(tuned, method, base_dir, identity["base model"], out, events, task)
    return {
        "verb": "finetune",
        "steps": state.global_step,
        "epochs": float(state.epoch),
        "first_loss": history.first_loss,
        "last_loss": history.last_loss,
        "history": history.curve,
        "validation": history.validation,
        **({"early_stopping": _stopped(history, state)} if stops_early else {}),
        "checkpoints": {"count": trainer.saver.count, "blocked_seconds": round(trainer.saver.blocked_seconds, 3)},
        **({"examples_per_second": round(examples_here / training_seconds, 3)} if steps_here > 0 else {}),
        **({"tokens_per_second": round(trainer.meter.tokens / training_seconds, 3)} if trainer.meter.tokens else {}),
        "peak_memory_bytes": peak_memory_bytes(),
        **gpu_memory(),
        **({} if augmentation is None else augmentation.shown(rows, inputs)),
        **({"continued": continued} if continued else {}),
        **({} if loss.weights is None else {"class_weights": dict(zip(data.labels, loss.weights, strict=True))}),
        "trainable_parameters": trainable,
        "total_parameters": total,
        **({} if resume is None else {"resumed_from_step": resume.step}),
        "precision": computing.precision,
        **({"skipped_steps": history.skipped} if computing.precision == "fp16" else {}),
        "ranks": rank.count // rank.nodes,
        "nodes": rank.nodes,
        "global_batch": trainer.order.group,
        "seconds": round(time.monotonic() - started, 3),
        "model": _facts(saved, data.labels, config["max_length"]),
    }


def _starts_from(
    config: dict[str, Any], base: Path, before: Path | None, task: Task, data: Dataset, rank: ranks.Rank
) -> Path:
    """The directory with the weights that training begins with; made once on a host, where none has them as wanted."""
    if before is None:
        return base
    if not needs_making(before, task, data.labels):
        check_base(before)
        return before
    made = _start_of(config)
    if rank.speaks:
        make_start(before, base, task, data.labels, config["training"]["seed"], rank, made)
    rank.wait_for_all()
    return made


def _stopped(history: History, state: Any) -> dict[str, Any]:
    """Which step's model the result is."""
    best = history.best or {}
    return {"best_step": best["step"], "best_loss": best["loss"], "stopped": state.global_step < state.max_steps}


def _validation_rows(data: Dataset, at_most: int | None) -> Sequence[Row]:
    """All of them where their loss decides something, else enough of them to see where training goes."""
    if not (data.directory / "validation.arrow").is_file():
        return []
    rows = Split(data.directory, "validation")
    return rows if at_most is None else Some(rows, at_most)


def _warn_of_learning_rate(training: dict[str, Any], method: Method, events: Events) -> None:
    low, high = method.usual_learning_rates
    if not low <= training["learning_rate"] <= high:
        events.warning(
            f"learning rate {training['learning_rate']:g} is outside the usual {low:g} to {high:g} "
            f"for {training['method']}"
        )


def shapes_the_result(section: dict[str, Any]) -> dict[str, Any]:
    """What of a config, without its paths, shapes the result."""
    parts = {name: part for name, part in section.items() if name in _WITHOUT_EFFECT}
    kept = {
        name: {key: value for key, value in part.items() if key not in _WITHOUT_EFFECT[name]}
        for name, part in parts.items()
    }
    return {name: part for name, part in {**section, **kept}.items() if name not in _SECTIONS_WITHOUT_EFFECT}


def _identity(config: dict[str, Any], data: Dataset, base: Path, rank: ranks.Rank) -> dict[str, Any]:
    """What must not change between a save and its resume. Paths may: a job's directories move between machines."""
    paths = config["paths"]["in"]
    section = {key: value for key, value in config.items() if key not in ("paths", "launch")}
    return {
        "config": sha256_of_json(shapes_the_result(section)),
        "data": data.digest,
        "base model": tree_digest(base),
        **{
            f"{name} of finetune.from": tree_digest(Path(paths[name]))
            for name in ("parent", "earlier")
            if name in paths
        },
        "world size": rank.world,
        **({} if rank.alone else {"strategy": rank.strategy}),
    }


def _warn_of_another_machine(resume: checkpoints.Checkpoint, now: dict[str, Any], events: Events) -> None:
    """Another machine may go on; only the bits of sums depend on how many threads share them, and on their type."""
    before = resume.made_with
    if before.get("thread count") != now["thread count"]:
        events.warning(
            f"the checkpoint of step {resume.step} was made with {before.get('thread count')} threads, "
            f"this machine has {now['thread count']}: the weights will not be bit-equal to those of a run on one "
            "machine"
        )
    if before.get("precision") != now["precision"]:
        events.warning(
            f"the checkpoint of step {resume.step} was made with matrix products in {_shown(before.get('precision'))}, "
            f"this machine has {_shown(now['precision'])}: the weights will not be bit-equal to those of a run on one "
            "machine"
        )


def _shown(precision: Any) -> str:
    return str(precision) if precision in ("bf16", "fp16") else "FP32"


def _compute_activations_again(model: Any) -> None:
    """In the backward pass, and not keep them until then. Not the reentrant way: it needs inputs with a gradient, which
    a frozen base has not, and without them trains nothing and says nothing."""
    if not getattr(model, "supports_gradient_checkpointing", False):
        raise RuntimeFailure(
            "configuration",
            f"finetune.gradient-checkpointing: {type(model).__name__} cannot compute its activations again",
            "Remove it; a smaller batch-size with more gradient-accumulation needs less memory, too.",
        )
    model.activation_checkpointing_enable({"use_reentrant": False})


def _facts(saved: Saved, labels: Sequence[str], max_length: int) -> dict[str, Any]:
    """The contract's `model_facts` of what was saved."""
    return {
        "format": saved.format,
        "engine": "pytorch",
        "precision": saved.precision,
        "labels": list(labels),
        "max_length": max_length,
        "max_batch": saved.max_batch or _MAX_BATCH,
        **({} if saved.base is None else {"base": saved.base}),
    }


def _save(model: Any, method: Method, base: Path, base_digest: str, out: Path, events: Events, task: Task) -> Saved:
    if any(parameter.dtype.itemsize < 4 for parameter in model.parameters()):
        # A card that held the base in half may have no room for it in full.
        model = model.cpu().float()
    with directory_whole(out / "model") as directory:
        saved = method.save(model, base_digest, directory)
        for name in _INPUT_FILES:
            copy_regular(base / name, directory / name)
        task.leave(base, directory)
    for file in sorted((out / "model").iterdir()):
        events.artifact(file)
    return saved
