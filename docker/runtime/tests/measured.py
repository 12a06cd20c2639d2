"""What a training holds in memory, as PyTorch's allocator of the CPU counts it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jobs import _SERVER


class _Silent:
    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


def peak_of_tensors(config: dict[str, Any], directory: Path) -> int:
    """Runs a finetune job in a process of its own, since a profiler loses events of the second run in one."""
    told = directory / "peak-of-tensors"
    process = _SERVER.Process(target=_run, args=(config, str(told)))
    process.start()
    process.join(240)
    assert process.exitcode == 0
    return int(told.read_text(encoding="ascii"))


def _run(config: dict[str, Any], told: str) -> None:
    from torch._C._profiler import _EventType
    from torch.profiler import ProfilerActivity, profile

    from model_runtime import finetune

    Path(config["paths"]["out"]).mkdir(parents=True)
    silent: Any = _Silent()
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiler:
        finetune.run(json.loads(json.dumps(config)), silent)
    waiting = list(profiler.profiler.kineto_results.experimental_event_tree())  # type: ignore[union-attr]
    sizes: list[tuple[int, int]] = []
    while waiting:
        event = waiting.pop()
        waiting.extend(event.children)
        if event.tag == _EventType.Allocation:
            sizes.append((event.start_time_ns, event.typed[1].alloc_size))
    now = peak = 0
    for _, size in sorted(sizes):
        now += size
        peak = max(peak, now)
    Path(told).write_text(str(peak), encoding="ascii")
