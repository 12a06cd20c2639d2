"""When a checkpoint is made, and how it becomes whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from .. import checkpoints
from ..files import names_full_disk

if TYPE_CHECKING:
    from .loop import Run


class SavingSchedule(TrainerCallback):
    """Saves after the first step, every so many steps, and when the run was asked to stop."""

    def __init__(self, checkpoint_steps: int, stop: list[str]) -> None:
        self._checkpoint_steps, self._stop = checkpoint_steps, stop

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl:
        step = state.global_step
        # The first save proves that saving works, before hours are spent.
        control.should_save = step == 1 or step % self._checkpoint_steps == 0 or bool(self._stop)
        return control


def scratch_of(run: Run) -> Path:
    """Where the Trainer writes what is not whole yet."""
    return run.root / checkpoints.SCRATCH


def save_whole(run: Run, step: int, write: Callable[[], None], pinned: int | None = None) -> tuple[Path, str] | None:
    """Moves what `write`, which is the Trainer's own, leaves in the scratch directory into place; path and digest.

    All ranks write what is theirs, and the first of each host moves it; for the others there is None. The checkpoint of
    the step `pinned` stays however many newer ones there are.
    """
    scratch, kept = scratch_of(run), None
    try:
        with names_full_disk(run.root / f"step-{step}"):
            write()
            if run.rank.speaks:
                run.history.save(scratch / f"checkpoint-{step}")
            run.rank.wait_for_all()
            if run.rank.speaks:
                made = scratch / f"checkpoint-{step}"
                kept = checkpoints.keep(run.root, step, made, run.identity, run.made_with, pinned)
    finally:
        if run.rank.speaks:
            shutil.rmtree(scratch, ignore_errors=True)
    # Before the next one is written to where this one was.
    run.rank.wait_for_all()
    return kept
