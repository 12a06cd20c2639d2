"""When a checkpoint is made, and how it becomes whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from .. import checkpoints
from ..files import names_full_disk

if TYPE_CHECKING:
    from .loop import Run


class SavingSchedule(TrainerCallback):
    """Saves after the first step, every so many steps, after a time, and when the run was asked to stop."""

    def __init__(self, run: Run) -> None:
        self._run, self._saved_at = run, time.monotonic()
        self._agreed = False

    def wanted(self) -> bool:
        """Whether this rank would save for what is not in the count of steps: its clocks are its own."""
        seconds = self._run.saving.seconds
        return seconds is not None and time.monotonic() - self._saved_at >= seconds

    def agree(self, wanted: bool) -> None:
        """What all ranks do after the next step, as each of them has a part in a checkpoint."""
        self._agreed = wanted

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl:
        step, run = state.global_step, self._run
        wanted = self.wanted() if run.rank.alone else self._agreed
        # The first save proves that saving works, before hours are spent.
        control.should_save = step == 1 or step % run.saving.steps == 0 or wanted or bool(run.stop)
        if control.should_save:
            self._saved_at, self._agreed = time.monotonic(), False
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
                kept = checkpoints.keep(run.root, step, made, run.identity, run.made_with, run.saving.keep, pinned)
    finally:
        if run.rank.speaks:
            shutil.rmtree(scratch, ignore_errors=True)
    # Before the next one is written to where this one was.
    run.rank.wait_for_all()
    return kept
