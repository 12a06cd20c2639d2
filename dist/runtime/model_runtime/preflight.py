"""preflight: what this machine lacks for a job, said before any work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .environment import environment
from .events import Events
from .failures import RuntimeFailure

# The oldest NVIDIA driver of each CUDA major version (NVIDIA, CUDA compatibility guide).
OLDEST_DRIVER = {12: 525, 13: 580}


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    needs = config["needs"]
    disk, memory, gpus = shutil.disk_usage(config["paths"]["out"]).free, free_memory_bytes(), find_gpus()
    if disk < needs["disk_bytes"]:
        raise _lacking("disk", disk, needs["disk_bytes"], "Free space on the disk of the state directory.")
    if memory < needs["memory_bytes"]:
        raise _lacking("memory", memory, needs["memory_bytes"], "Stop other work, or use a larger machine.")
    if needs["gpu"]:
        _check_gpu(gpus)
    events.progress("preflight", 1, 1, "checks")
    return {
        "verb": "preflight",
        "environment": environment(),
        "disk_bytes": disk,
        "memory_bytes": memory,
        "gpus": gpus,
    }


def free_memory_bytes(meminfo: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes that can be had: the machine's, or what the control group's limit leaves, whichever is less."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return free
    return free if limit == "max" else max(0, min(free, int(limit) - used))


def find_gpus() -> list[dict[str, Any]]:
    """NVIDIA GPUs as nvidia-smi tells of them, each with what it knows; empty where that is missing or finds none."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return []
    told = _ask_smi(tool, _ALL_FIELDS) or _ask_smi(tool, _PLAIN_FIELDS) or []
    return [gpu for row in told if (gpu := _gpu(row)) is not None]


# As machine.ts asks. The name comes last, since it is free text.
_PLAIN_FIELDS = ("index", "uuid", "memory.total", "memory.free", "driver_version", "name")
# Drivers before 510 refuse a question that has this in it.
_ALL_FIELDS = ("compute_cap", *_PLAIN_FIELDS)


def _ask_smi(tool: str, fields: Sequence[str]) -> list[dict[str, str]] | None:
    """What each line says by its field; None where the tool refuses to answer."""
    command = [tool, f"--query-gpu={','.join(fields)}", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return None
    lines = [line.strip().split(", ", len(fields) - 1) for line in told.splitlines()]
    return [dict(zip(fields, values, strict=True)) for values in lines if len(values) == len(fields)]


def _gpu(row: Mapping[str, str]) -> dict[str, Any] | None:
    """A card in the contract's words. What it does not tell is `[N/A]`, such as memory that its machine shares."""
    if not row["index"].isdecimal():
        return None

    def mebibytes(field: str) -> int | None:
        return int(row[field]) * 1024 * 1024 if row[field].isdecimal() else None

    free, capability = mebibytes("memory.free"), row.get("compute_cap", "")
    return {
        "name": row["name"],
        "memory_bytes": mebibytes("memory.total") or 0,
        "driver": row["driver_version"],
        **({"uuid": row["uuid"]} if row["uuid"].startswith("GPU-") else {}),
        **({} if free is None else {"free_bytes": free}),
        **({"compute_capability": capability} if re.fullmatch(r"\d+\.\d+", capability) else {}),
    }


def _check_gpu(gpus: list[dict[str, Any]]) -> None:
    if not gpus:
        raise RuntimeFailure("preflight", "no NVIDIA GPU found", "Run on a machine with a GPU and its driver.")
    import torch

    major = int((torch.version.cuda or "0").split(".")[0])
    oldest = OLDEST_DRIVER.get(major, 0)
    driver = gpus[0]["driver"]
    if int(driver.split(".")[0]) < oldest:
        raise RuntimeFailure(
            "preflight", f"driver {driver} is too old for CUDA {major}", f"Install driver {oldest} or newer."
        )
    try:
        ones = torch.ones(64, 64, device="cuda")
        works = bool((ones @ ones == 64).all())
    except RuntimeError as error:
        raise RuntimeFailure(
            "preflight", f"the GPU cannot compute: {error}", "Check driver and CUDA version."
        ) from error
    if not works:
        raise RuntimeFailure("preflight", "a matrix product on the GPU is wrong", "Check the GPU for faults.")


def _lacking(what: str, found: int, needed: int, hint: str) -> RuntimeFailure:
    return RuntimeFailure(
        "preflight", f"{found / 2**30:.1f} GiB of {what} are free, the job needs {needed / 2**30:.1f} GiB", hint
    )
