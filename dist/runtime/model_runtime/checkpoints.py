"""Checkpoints that are whole or not there: written beside, hashed, then renamed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .files import directory_whole, file_list, sha256_of_json, sync, write_json_whole
from .reading import read_json

SCRATCH = ".writing"
"""Where the Trainer writes a checkpoint before it is hashed and renamed."""
_NAME = "checkpoint.json"


@dataclass(frozen=True)
class Saving:
    """When checkpoints are made, and how many stay: the section `checkpoints` of a config."""

    steps: int = 50
    """Between two of them."""

    seconds: float | None = None
    """After which there is one, however few steps were done."""

    keep: int = 2
    """The newest that stay."""

    asynchronous: bool = True
    """Whether training goes on while one is written."""


@dataclass(frozen=True)
class Checkpoint:
    step: int
    path: Path
    made_with: dict[str, Any]
    """What its run recorded beside what must be equal: the thread count, for example."""


def keep(
    root: Path,
    step: int,
    made: Path,
    run: dict[str, Any],
    made_with: dict[str, Any],
    kept: int = Saving.keep,
    pinned: int | None = None,
    known: Mapping[str, str] | None = None,
) -> tuple[Path, str]:
    """Moves a finished directory into place as the checkpoint of `step`; returns its path and the SHA-256 of its list.

    `run` is what must be equal for a resume; `made_with` may differ, and is worth a word then. Older checkpoints than
    the last `kept` are removed, but for the one of the step `pinned`. `known` are digests
    of files that need not be read again for them.
    """
    target = root / f"step-{step}"
    with directory_whole(target) as temporary:
        for entry in made.iterdir():
            shutil.move(str(entry), temporary / entry.name)
        files = file_list(temporary, known)
        digest = sha256_of_json(files)
        write_json_whole(
            temporary / _NAME, {"step": step, "sha256": digest, "files": files, "run": run, "made_with": made_with}
        )
    shutil.rmtree(made)
    # A machine that loses its power has the new one before it loses an old one.
    sync(root)
    for old_step, old in _all(root)[:-kept]:
        if old_step != pinned:
            shutil.rmtree(old)
    return target, digest


def sweep(root: Path) -> None:
    """Removes what saves that were killed left: nothing else writes here while a run has this directory."""
    for path in root.glob(".*"):
        if path.name == SCRATCH or path.name.startswith(".step-"):
            shutil.rmtree(path, ignore_errors=True)


def newest_whole(root: Path, run: dict[str, Any], at_most: int | None = None) -> Checkpoint | None:
    """The newest checkpoint whose files all have their digests, or the newest up to a step. Refuses one that another
    config or dataset made."""
    for step, path in reversed(_all(root)):
        if at_most is not None and step > at_most:
            continue
        try:
            record = read_json(path / _NAME, required=True)
            files = {name: digest for name, digest in file_list(path).items() if name != _NAME}
            whole = record["files"] == files
            earlier, made_with = dict(record["run"]), dict(record["made_with"])
        except (RuntimeFailure, OSError, ValueError, KeyError, TypeError):
            continue
        if not whole:
            continue
        changed = [name for name in run if earlier.get(name) != run[name]]
        if changed:
            raise RuntimeFailure(
                "configuration",
                f"{path}: the checkpoint was made with another {' and '.join(changed)}",
                "Undo that change to go on from it, or start anew with --force.",
            )
        return Checkpoint(step, path, made_with)
    return None


def at_step(root: Path, run: dict[str, Any], step: int) -> Checkpoint:
    """The whole checkpoint of a step that was pinned; RuntimeFailure where somebody removed or changed it."""
    found = newest_whole(root, run, step)
    if found is None or found.step != step:
        raise RuntimeFailure(
            "configuration",
            f"{root / f'step-{step}'}: the checkpoint with the least validation loss is missing or not whole",
            "Start anew with --force.",
        )
    return found


def _all(root: Path) -> list[tuple[int, Path]]:
    """Step and directory, oldest first."""
    found = []
    for path in root.glob("step-*"):
        number = path.name.removeprefix("step-")
        if path.is_dir() and number.isdecimal():
            found.append((int(number), path))
    return sorted(found)
