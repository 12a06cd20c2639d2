"""Checkpoints that are whole or not there: written beside, hashed, then renamed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .failures import RuntimeFailure
from .files import directory_whole, file_list, sha256_of_json, write_json_whole

KEPT = 2
_NAME = "checkpoint.json"


@dataclass(frozen=True)
class Checkpoint:
    step: int
    path: Path


def keep(root: Path, step: int, made: Path, run: dict[str, Any]) -> tuple[Path, str]:
    """Moves a finished directory into place as the checkpoint of `step`; returns its path and the SHA-256 of its list.

    `run` is what must be equal for a resume. Older checkpoints than the last two are removed.
    """
    target = root / f"step-{step}"
    with directory_whole(target) as temporary:
        for entry in made.iterdir():
            shutil.move(str(entry), temporary / entry.name)
        files = file_list(temporary)
        digest = sha256_of_json(files)
        write_json_whole(temporary / _NAME, {"step": step, "sha256": digest, "files": files, "run": run})
    shutil.rmtree(made)
    for old in _all(root)[:-KEPT]:
        shutil.rmtree(old.path)
    return target, digest


def newest_whole(root: Path, run: dict[str, Any]) -> Checkpoint | None:
    """The newest checkpoint whose files all have their digests. Refuses one that another config or dataset made."""
    for found in reversed(_all(root)):
        try:
            record = json.loads((found.path / _NAME).read_text(encoding="utf-8"))
            files = {name: digest for name, digest in file_list(found.path).items() if name != _NAME}
            whole = record["files"] == files
            earlier = dict(record["run"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if not whole:
            continue
        changed = [name for name in run if earlier.get(name) != run[name]]
        if changed:
            raise RuntimeFailure(
                "configuration",
                f"{found.path}: the checkpoint was made with another {' and '.join(changed)}",
                "Undo that change to go on from it, or start anew with --force.",
            )
        return found
    return None


def _all(root: Path) -> list[Checkpoint]:
    """Oldest first."""
    found = []
    for path in root.glob("step-*"):
        number = path.name.removeprefix("step-")
        if path.is_dir() and number.isdecimal():
            found.append(Checkpoint(int(number), path))
    return sorted(found, key=lambda checkpoint: checkpoint.step)
