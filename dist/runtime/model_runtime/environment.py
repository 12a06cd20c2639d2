"""What a job ran on: recorded with every result, because scores and speeds change with it."""

from __future__ import annotations

import gc
import os
import platform
import sys
import warnings
from importlib import metadata
from pathlib import Path
from typing import Any

# The packages whose version can change a number in a result.
PACKAGES = (
    "accelerate",
    "bitsandbytes",
    "numpy",
    "onnx",
    "onnxruntime",
    "peft",
    "pillow",
    "safetensors",
    "scikit-learn",
    "tokenizers",
    "torch",
    "transformers",
)

# The instruction sets that decide speed and rounding of matrix products (INT8 saturates without VNNI).
_FLAG_PREFIXES = ("avx", "fma", "f16c", "amx", "sse4", "asimd", "sve", "i8mm", "bf16", "vnni")


_USUAL_THRESHOLDS = gc.get_threshold()


def environment() -> dict[str, Any]:
    """The contract's `environment`: Python, packages, CPU flags, threads and machine. Imports none of the packages."""
    return {
        "python": platform.python_version(),
        "packages": _versions(),
        "cpu_flags": cpu_flags(),
        "threads": thread_count(),
        "machine": platform.machine() or "unknown",
    }


def thread_count() -> int:
    """Cores this process may use: the machine's, less what affinity, the control group's CPU limit and OMP_NUM_THREADS,
    in which an engine says what a job may use, withhold."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    said = os.environ.get("OMP_NUM_THREADS", "")
    limits = [_cpu_quota(Path("/sys/fs/cgroup/cpu.max")), int(said) if said.isdecimal() else None]
    return max(1, min([cores, *(limit for limit in limits if limit is not None)]))


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


def own_bytes() -> int:
    """What this process has in memory, of which most is libraries; nothing where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


# Under load every core runs a batch of its own, which costs the least; what is beyond one thread is shared by all runs.
# With two a request that comes alone takes 0.64 of the time, and a text under load 1.11 of the CPU time; with four it
# takes no less, and 1.45 of the CPU time (MiniLM, INT8, 44 tokens, two cores).
_THREADS_OF_A_REQUEST = 2


def serving_threads() -> int:
    """Threads that answer one request where a model is served."""
    return min(thread_count(), _THREADS_OF_A_REQUEST)


def cpu_flags(cpuinfo: Path = Path("/proc/cpuinfo")) -> list[str]:
    """The instruction sets that matter to matrix products, sorted; empty where the system does not say."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    for line in lines:
        key, _, value = line.partition(":")
        if key.strip() in ("flags", "Features"):
            return sorted({flag for flag in value.split() if flag.startswith(_FLAG_PREFIXES)})
    return []


def settle_threads_and_determinism(seed: int, deterministic: bool) -> None:
    """Fixes seed, thread count and algorithms, so that equal inputs give bit-equal weights on the same machine.

    On a GPU only where it is asked for, as such algorithms are slower there; on CPUs they cost nothing.
    """
    if deterministic:
        # cuBLAS reads this when it is first used; without it deterministic algorithms refuse matrix products on a GPU.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    import torch
    from transformers import set_seed

    torch.set_num_threads(thread_count())
    torch.use_deterministic_algorithms(deterministic or not torch.cuda.is_available())
    set_seed(seed)


def collect_rarely() -> None:
    """While libraries are imported and graphs are made: objects by the million that all stay, and walking through them
    again and again is a fifth of a short job's time."""
    gc.set_threshold(50_000, 20, 50)


def collect_as_usual() -> None:
    """Before work that goes on for hours, in which a cycle may hold a tensor. What is there by now stays, and is left
    out."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL_THRESHOLDS)


def leave_out(package: str) -> None:
    """Lets libraries that use a package wherever it is installed do without it."""
    sys.modules.setdefault(package, None)  # type: ignore[arg-type]


def take_in(package: str) -> None:
    """Undoes `leave_out`, for libraries that have not been imported yet."""
    if package in sys.modules and sys.modules[package] is None:
        del sys.modules[package]


def quiet_libraries() -> None:
    """Keeps progress bars and load reports of transformers out of the log: events say what there is to say."""
    import transformers

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    # transformers tells itself of its own property whenever a PEFT model is made.
    warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing", category=FutureWarning)
    # A text that stands alone in its batch needs none, and models with virtual tokens are asked so.
    warnings.filterwarnings("ignore", message="Position ids are not supported for parameter efficient tuning")


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _cpu_quota(cpu_max: Path) -> int | None:
    """Whole cores of a control group's limit (version 2, `QUOTA PERIOD` in microseconds), rounded up."""
    try:
        quota, period = cpu_max.read_text(encoding="ascii").split()
        return None if quota == "max" else -(-int(quota) // int(period))
    except (OSError, ValueError):
        return None
