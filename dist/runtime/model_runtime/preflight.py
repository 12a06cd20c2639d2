"""preflight: what this machine lacks for a job, said before any work."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import ranks
from .environment import environment, free_memory_bytes, own_bytes
from .events import Events
from .failures import RuntimeFailure
from .launch import launched
from .predictors import first_line
from .tasks import task_of

# The oldest NVIDIA driver of each CUDA major version (NVIDIA, CUDA compatibility guide).
OLDEST_DRIVER = {12: 525, 13: 580}

_PRODUCT_ON_GPU, _PRODUCT_ON_CPU, _COMPARED_ROWS = 4096, 1024, 64
# By how much of its size a product may differ from FP64: operands are rounded before both, the result is once more.
_ROUNDING = {"fp32": 1e-5, "bf16": 4e-3, "fp16": 1e-3}
_EXCHANGED_NUMBERS = 1 << 20
_EXCHANGE_HINT = "Look into the log; finetune.distributed (interface, nccl) says which way is taken."
# Of each worker, by PyTorch's own default.
_READ_AHEAD = 2
_USUAL_PIXELS = 224 * 224
# NCCL's buffers between the GPUs of one host, where these cannot reach each other's memory.
_EXCHANGED_BYTES = 256 << 20


Check = dict[str, Any]


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    needs, paths = config["needs"], config["paths"]
    checks = _Checks(all_told=config.get("all", False), events=events)
    if "exchange" in config:
        # First: ranks are forks of a process that has not touched a GPU.
        checks.add("exchange", lambda: _exchange(config, events))
    disk, memory, gpus = shutil.disk_usage(paths["out"]).free, free_memory_bytes(), find_gpus()
    room = "Free space on the disk of the state directory."
    checks.add("disk", lambda: _enough("disk", disk, needs["disk_bytes"], room))
    larger = "Stop other work, or use a larger machine."
    checks.add("memory", lambda: _enough("memory", memory, needs["memory_bytes"], larger))
    shared = _shared_bytes(config)
    if shared > 0:
        checks.add("shm", lambda: _enough_shared(shared))
    if needs["gpu"]:
        checks.add("gpu", lambda: _check_gpu(gpus))
    if "products" in config:
        checks.add("products", lambda: _check_products(config["products"], needs["gpu"]))
    estimated = _estimated(config, checks, memory)
    return {
        "verb": "preflight",
        "environment": environment(),
        "disk_bytes": disk,
        "memory_bytes": memory,
        "gpus": gpus,
        "checks": checks.found,
        **({} if estimated is None else {"estimate": estimated}),
    }


class _Checks:
    """What was found, in its order. Without `all_told` the first that fails ends the job."""

    def __init__(self, *, all_told: bool, events: Events) -> None:
        self.found: list[Check] = []
        self._all_told, self._events = all_told, events

    def add(self, name: str, look: Callable[[], str]) -> None:
        try:
            self.found.append({"name": name, "ok": True, "because": look()})
        except RuntimeFailure as failure:
            if not self._all_told:
                raise
            hint = {} if failure.hint is None else {"hint": failure.hint}
            self.found.append({"name": name, "ok": False, "because": failure.message, **hint})
        self._events.progress("preflight", len(self.found), len(self.found), "checks")


def _estimated(config: dict[str, Any], checks: _Checks, free: int) -> dict[str, Any] | None:
    """How much memory the training of the config needs; a check that says so. None where nobody asks, or can say."""
    planned = config.get("training")
    if planned is None:
        return None
    from .environment import quiet_libraries
    from .estimate import advice, gib, judged, plan_of

    quiet_libraries()
    plan, told = plan_of(planned), None
    # This process has the libraries that the training will have.
    there = free + own_bytes() if plan.card is None else plan.card.memory_bytes
    room = min(there, planned.get("limit_bytes", there))

    def look() -> str:
        nonlocal told
        try:
            told = judged(plan, Path(config["paths"]["in"]["base"]), room, planned.get("failed", False))
        except RuntimeFailure:
            raise
        except Exception as cause:  # transformers and models raise many kinds
            return f"nobody can say before it is tried: {first_line(cause)}"
        what = f"the training needs {gib(told['needed'])} of memory, and {gib(room)} are there"
        if not told["fits"]:
            raise RuntimeFailure("out-of-memory", what, f"{advice(told)}.")
        return what

    checks.add("training", look)
    return told


def _shared_bytes(config: dict[str, Any]) -> int:
    """What goes through /dev/shm: the batches that workers have read ahead, and what GPUs exchange on one host."""
    planned = config.get("training")
    if planned is None:
        return config["needs"].get("shm_bytes", 0)
    training, gpus = planned["training"], planned.get("launch", {}).get("backend") == "nccl"
    of_token = 3 * 8
    of_image = 3 * 4 * _USUAL_PIXELS
    image = task_of(planned["task"]).content.kind == "image"
    batch = training["batch_size"] * (of_image if image else of_token * planned["max_length"])
    ranks = planned.get("launch", {}).get("ranks", 1)
    ahead = ranks * training.get("workers", 0) * _READ_AHEAD * batch
    return max(config["needs"].get("shm_bytes", 0), ahead + (_EXCHANGED_BYTES if gpus else 0))


def _enough_shared(needed: int) -> str:
    try:
        free = shutil.disk_usage("/dev/shm").free  # noqa: S108
    except OSError:
        return "this system has no /dev/shm"
    return _enough("shared memory", free, needed, "Raise engine.shm, or set finetune.workers to 0.")


def _exchange(config: dict[str, Any], events: Events) -> str:
    """Ranks add up what each of them has, as they do with gradients."""
    launch = config["exchange"]

    def work(rank: ranks.Rank) -> dict[str, Any]:
        import torch
        from torch import distributed

        where = f"cuda:{rank.local}" if launch["backend"] == "nccl" else "cpu"
        given = torch.full((_EXCHANGED_NUMBERS,), float(rank.number + 1), device=where)
        distributed.all_reduce(given)
        wanted = rank.count * (rank.count + 1) / 2
        if not bool((given == wanted).all()):
            raise RuntimeFailure("preflight", "a sum over all ranks is wrong", _EXCHANGE_HINT)
        return {"sum": wanted}

    try:
        launched({**config, "launch": launch}, work, events)
    except RuntimeFailure as failure:
        raise RuntimeFailure(
            "preflight",
            f"{launch['ranks']} ranks cannot exchange gradients by {launch['backend']}: {failure.message}",
            failure.hint if failure.code == "preflight" else _EXCHANGE_HINT,
        ) from failure
    return f"{launch['ranks']} ranks add up gradients by {launch['backend']}"


def _check_products(precision: str, on_gpu: bool) -> str:
    """On every GPU of the job, or on the CPU."""
    import torch

    if not on_gpu:
        return products_agree("cpu", precision, _PRODUCT_ON_CPU)
    said = [products_agree(f"cuda:{one}", precision, _PRODUCT_ON_GPU) for one in range(torch.cuda.device_count())]
    return said[0] if said else "no GPU is visible"


def products_agree(device: str, precision: str, size: int) -> str:
    """Compares a product of square matrices in this precision with the same in FP64, on the CPU, of some of its rows.

    RuntimeFailure `preflight` where they differ by more than rounding.
    """
    import torch

    kind = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[precision]
    generator = torch.Generator().manual_seed(0)
    one, other = (torch.randn(size, size, generator=generator).to(kind) for _ in range(2))
    rows = torch.randperm(size, generator=generator)[:_COMPARED_ROWS]
    try:
        found = (one.to(device) @ other.to(device))[rows.to(device)].double().cpu()
    except RuntimeError as cause:
        raise RuntimeFailure(
            "preflight",
            f"{_shown(device)} cannot multiply matrices in {precision}: {first_line(cause)}",
            "Free its memory, or look whether driver and PyTorch belong together (nvidia-smi).",
        ) from cause
    wanted = one[rows].double() @ other.double()
    apart = float((found - wanted).norm() / wanted.norm())
    if not apart <= _ROUNDING[precision]:
        raise RuntimeFailure(
            "preflight",
            f"a product in {precision} on {_shown(device)} differs from FP64 by {apart:.1e} of its size",
            "Look for faults of this GPU (nvidia-smi -q, dmesg), and train on another one.",
        )
    return f"products in {precision} on {_shown(device)} agree with FP64 to {apart:.1e}"


def _shown(device: str) -> str:
    if device == "cpu":
        return "the CPU"
    import torch

    return f"GPU {device.removeprefix('cuda:')} ({torch.cuda.get_device_name(device)})"


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


def _check_gpu(gpus: list[dict[str, Any]]) -> str:
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
    return f"driver {driver} serves CUDA {major}"


def _enough(what: str, found: int, needed: int, hint: str) -> str:
    if found < needed:
        raise RuntimeFailure(
            "preflight", f"{found / 2**30:.1f} GiB of {what} are free, the job needs {needed / 2**30:.1f} GiB", hint
        )
    return f"{found / 2**30:.1f} GiB are free"
