"""Jobs as real processes, without paying for the imports of PyTorch and transformers each time.

One server process imports them once; every job is a fork of it with its own standard streams, signals and end. The
command line itself is run by the selftest.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from model_runtime.environment import thread_count

ROOT = Path(__file__).resolve().parent.parent
# The server process is started with this environment, and so are its forks.
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
os.environ["HF_HUB_OFFLINE"] = "1"
# Ranks say so before they import PyTorch, which a fork of the server has.
os.environ["TORCH_CPP_LOG_LEVEL"] = "ERROR"
# Such small matrices gain nothing by a second thread, and where other tests run beside these, threads that wait for
# each other's cores are far slower than one.
os.environ.pop("OMP_NUM_THREADS", None)
CORES = thread_count()
os.environ["OMP_NUM_THREADS"] = "1"

_LIMIT_S = 240
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [
        "lean",
        "model_runtime.training",
        "model_runtime.finetune",
        "model_runtime.evaluate",
        "model_runtime.export",
        "model_runtime.quantize",
        "model_runtime.prepare",
        "peft",
        "pyarrow",
        "jsonschema",
        "onnxruntime",
        "tokenizers",
        "transformers.models.bert.modeling_bert",
        "transformers.models.vit.modeling_vit",
        "warm",
        "reached",
    ]
)


class Job:
    """A job that runs or ran: exit code (negative: killed by that signal), events, stderr and the out directory."""

    def __init__(self, directory: Path, config: dict[str, Any], memory_bytes: int | None, threads: int) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        file = directory / "config.json"
        file.write_text(json.dumps({"model_runtime": 1, **config}), encoding="utf-8")
        self.out = Path(config["paths"]["out"])
        self._stdout, self._stderr = directory / "stdout", directory / "stderr"
        arguments = [config["verb"], "--config", str(file)]
        self._process = _SERVER.Process(
            target=_child, args=(arguments, str(self._stdout), str(self._stderr), memory_bytes, threads)
        )
        self._stdout.write_text("")
        self._process.start()

    def wait(self) -> Job:
        self._process.join(_LIMIT_S)
        if self._process.exitcode is None:
            self._process.kill()
            raise AssertionError(f"the job did not end within {_LIMIT_S} s: {self.stderr}")
        return self

    def signal_at_step(self, step: int, number: signal.Signals) -> Job:
        """Sends a signal once the job has told the loss of `step`, and waits for the end."""
        deadline = time.monotonic() + _LIMIT_S
        while self._process.exitcode is None and time.monotonic() < deadline:
            if any(event["type"] == "progress" and event["done"] >= step for event in self.events):
                os.kill(self._process.pid or 0, number)
                break
            time.sleep(0.002)
        return self.wait()

    @property
    def process_id(self) -> int:
        return self._process.pid or 0

    @property
    def exit(self) -> int | None:
        return self._process.exitcode

    @property
    def stderr(self) -> str:
        return self._stderr.read_text(encoding="utf-8")

    @property
    def events(self) -> list[dict[str, Any]]:
        """A last line that is still being written is left out."""
        whole = self._stdout.read_text(encoding="utf-8").rpartition("\n")[0]
        return [json.loads(line) for line in whole.splitlines()]

    @property
    def error(self) -> dict[str, Any]:
        return next(event for event in self.events if event["type"] == "error")

    @property
    def warnings(self) -> list[str]:
        return [event["message"] for event in self.events if event["type"] == "warning"]

    @property
    def peak_bytes(self) -> int:
        """The most memory that the job held; one that was killed says nothing."""
        return int(self._stdout.with_name("peak").read_text(encoding="ascii"))

    @property
    def result(self) -> dict[str, Any]:
        return json.loads((self.out / "result.json").read_text(encoding="utf-8"))


def start_job(directory: Path, config: dict[str, Any], memory_bytes: int | None = None, threads: int = 1) -> Job:
    """`memory_bytes` limits what the job may ask for beyond the libraries; of cores it may use as many as `threads`."""
    return Job(directory, config, memory_bytes, threads)


def run_job(directory: Path, config: dict[str, Any], memory_bytes: int | None = None, threads: int = 1) -> Job:
    return start_job(directory, config, memory_bytes, threads).wait()


def _child(arguments: list[str], stdout: str, stderr: str, memory_bytes: int | None, threads: int) -> None:
    for name, number in ((stdout, 1), (stderr, 2)):
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(handle, number)
        os.close(handle)
    os.environ["OMP_NUM_THREADS"] = str(threads)
    if memory_bytes is not None:
        # The libraries are mapped already: the limit is for what the job itself asks for.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    from model_runtime.__main__ import main

    try:
        code = main(arguments)
    finally:
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        Path(stdout).with_name("peak").write_text(str(peak_kib * 1024), encoding="ascii")
    sys.exit(code)
