"""What a job may use, and what it says it ran on."""

from __future__ import annotations

import pytest

from model_runtime.environment import thread_count


def test_an_engine_can_hold_a_job_to_fewer_threads_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr("model_runtime.environment._cpu_quota", lambda _: None)
    for said, threads in (("2", 2), ("64", 8), ("", 8), ("many", 8)):
        monkeypatch.setenv("OMP_NUM_THREADS", said)
        assert thread_count() == threads
