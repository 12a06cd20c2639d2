"""When a checkpoint is made, and how it becomes whole beside the training."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from .. import checkpoints
from ..events import Events
from ..failures import RuntimeFailure
from ..files import names_full_disk
from ..stopping import SaveRequest

if TYPE_CHECKING:
    from .loop import Run

WEIGHTS = "weights.pt"
OPTIMIZER = "optimizer.pt"


class SavingSchedule(TrainerCallback):
    """Saves after the first step, every so many steps, after a time, and when it is asked to."""

    def __init__(self, run: Run, saver: Saver) -> None:
        self._run, self._saver = run, saver
        self._saved_at, self._agreed = time.monotonic(), False

    def wanted(self) -> bool:
        """Whether this rank would save for what is not in the count of steps: its clocks and its disk are its own."""
        now, seconds = time.monotonic(), self._run.saving.seconds
        asked = self._run.rank.speaks and self._saver.request.is_pending(now)
        return asked or (seconds is not None and now - self._saved_at >= seconds)

    def agree(self, wanted: bool) -> None:
        """What all ranks do after the next step, as each of them has a part in a checkpoint."""
        self._agreed = wanted

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl:
        self._saver.check()
        step, run = state.global_step, self._run
        wanted = self.wanted() if run.rank.alone else self._agreed
        # The first save proves that saving works, before hours are spent.
        control.should_save = step == 1 or step % run.saving.steps == 0 or wanted or bool(run.stop)
        if control.should_save:
            self._saved_at, self._agreed = time.monotonic(), False
        return control


def scratch_of(run: Run) -> Path:
    """Where a checkpoint is written that is not whole yet."""
    return run.root / checkpoints.SCRATCH


class Saver:
    """Writes checkpoints in a thread, one at a time: training waits only while what is saved is copied to memory.

    A failure of that thread ends the training at its next step.
    """

    def __init__(self, run: Run, events: Events, request: SaveRequest) -> None:
        self._run, self._events, self.request = run, events, request
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None
        self._buffers: dict[tuple[Any, ...], torch.Tensor] = {}
        self.count, self.blocked_seconds = 0, 0.0

    def save(
        self, step: int, state: Callable[[Path], None], tensors: Callable[[], dict[str, Any]], pinned: int | None
    ) -> None:
        """All ranks write by `state` what is small and theirs; the first of each host also what `tensors` gives by the
        names of files, and moves it into place. The checkpoint of the step `pinned` stays however many come after it.
        """
        started, rank = time.monotonic(), self._run.rank
        self.close()
        self.check()
        self.request.take()
        made = scratch_of(self._run) / f"checkpoint-{step}"
        with names_full_disk(self._run.root / f"step-{step}"):
            made.mkdir(parents=True, exist_ok=True)
            state(made)
            if rank.speaks:
                self._run.history.save(made)
        if not rank.speaks:
            rank.wait_for_all()
            return
        copied = self._copied(tensors()) if self._run.saving.asynchronous else tensors()
        rank.wait_for_all()
        self.count += 1
        if self._run.saving.asynchronous:
            blocked = time.monotonic() - started
            self.blocked_seconds += blocked
            given = (step, made, copied, pinned, started, blocked)
            self._thread = threading.Thread(target=self._write_and_tell, args=given, name="checkpoint")
            self._thread.start()
        else:
            self._write_and_tell(step, made, copied, pinned, started, None)
            self.blocked_seconds += time.monotonic() - started
            self.check()

    def check(self) -> None:
        """Raises what the writing of a checkpoint met."""
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """Waits for what is being written, however that ends."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _write_and_tell(
        self, step: int, made: Path, tensors: dict[str, Any], pinned: int | None, started: float, blocked: float | None
    ) -> None:
        run = self._run
        try:
            with names_full_disk(run.root / f"step-{step}"):
                known = {name: _write(made / name, value) for name, value in tensors.items()}
                path, digest = checkpoints.keep(
                    run.root, step, made, run.identity, run.made_with, run.saving.keep, pinned, known
                )
            seconds = time.monotonic() - started
            size = sum(file.stat().st_size for file in path.iterdir())
            held_up = seconds if blocked is None else blocked
            self._events.checkpoint(step, path.name, digest, size, round(seconds, 3), round(held_up, 3))
            self.request.answer(self._events)
        except BaseException as error:  # told by the thread that trains
            self._failure = error
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _copied(self, value: Any, place: tuple[Any, ...] = ()) -> Any:
        """What training goes on to change, in memory of its own, which the next save uses again."""
        copy = self._begin_copy(value, place)
        if torch.cuda.is_initialized():
            torch.cuda.synchronize()
        return copy

    def _begin_copy(self, value: Any, place: tuple[Any, ...]) -> Any:
        if isinstance(value, torch.Tensor):
            buffer = self._buffers.get(place)
            if buffer is None or buffer.shape != value.shape or buffer.dtype != value.dtype:
                # Pinned memory takes what comes from a GPU without a copy between.
                buffer = torch.empty(value.shape, dtype=value.dtype, pin_memory=value.is_cuda)
                self._buffers[place] = buffer
            return buffer.copy_(value.detach(), non_blocking=True)
        if isinstance(value, dict):
            return {key: self._begin_copy(entry, (*place, key)) for key, entry in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self._begin_copy(entry, (*place, index)) for index, entry in enumerate(value))
        return value


class _Hashing:
    """A file that knows the SHA-256 of what was written to it: nothing is read again for its digest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def _write(path: Path, value: Any) -> str:
    """Writes what `torch.load` reads; its SHA-256."""
    with path.open("wb") as file:
        hashing = _Hashing(file)
        torch.save(value, hashing)
    return hashing.digest.hexdigest()


def trained_tensors(model: Any) -> dict[str, torch.Tensor]:
    """By their names the weights that training changes, and what a model counts while it trains.

    Not what is frozen: that is the base's, which a checkpoint is bound to.
    """
    counted = {
        f"{name}.{key}" if name else key: buffer
        for name, module in model.named_modules()
        for key, buffer in module.named_buffers(recurse=False)
        if key not in module._non_persistent_buffers_set
    }
    trained = {name: value for name, value in model.named_parameters() if value.requires_grad}
    return {**trained, **counted}


def load_trained(model: Any, checkpoint: Path) -> None:
    here = trained_tensors(model)
    told = torch.load(checkpoint / WEIGHTS, map_location="cpu", weights_only=True, mmap=True)
    if {name: value.shape for name, value in told.items()} != {name: value.shape for name, value in here.items()}:
        raise RuntimeFailure(
            "configuration",
            f"{checkpoint}: holds other weights than this training has",
            "Start anew with --force.",
        )
    with torch.no_grad():
        for name, value in told.items():
            here[name].copy_(value)
