"""selftest: checks that this runtime keeps the contract, by running jobs as an engine does.

Other images are checked from outside, with small jobs; for those it leaves what they work with (`parts` in the config).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import contract, parts
from .events import Events
from .failures import EXIT_CODES, RuntimeFailure

_LIMIT_S = 120


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    out = Path(config["paths"]["out"])
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        checks = [
            *_good_job(Path(scratch) / "good"),
            _bad_config(Path(scratch) / "bad"),
            _missing_data(Path(scratch) / "data"),
        ]
        if config.get("parts"):
            checks.append(_parts(Path(scratch) / "parts", out / "parts"))
    for number, check in enumerate(checks, start=1):
        events.progress("selftest", number, len(checks), "checks")
        if not check["ok"]:
            events.warning(f"{check['name']}: {check['because']}")
    if not all(check["ok"] for check in checks):
        first = next(check for check in checks if not check["ok"])
        raise RuntimeFailure(
            "gate-failed",
            f"selftest: {first['name']}: {first['because']}",
            "Build the image again from whole files; the warnings name every check that failed.",
        )
    return {"verb": "selftest", "checks": checks}


def _good_job(directory: Path) -> list[dict[str, Any]]:
    out = directory / "out"
    config = {
        "model_runtime": contract.VERSION,
        "verb": "preflight",
        "paths": {"in": {}, "out": str(out)},
        "needs": {"disk_bytes": 0, "memory_bytes": 0, "gpu": False},
    }
    end = _run("preflight", directory, config)
    read = _check("reads $MODEL_CONFIG", end.returncode == 0, f"exit code {end.returncode}")
    try:
        contract.validate("result", json.loads((out / "result.json").read_text(encoding="utf-8")), foreign=True)
        wrote = _check("writes result.json", True, "result.json keeps the schema")
    except (OSError, ValueError, RuntimeFailure) as error:
        wrote = _check("writes result.json", False, str(error))
    try:
        lines = [line for line in end.stdout.splitlines() if line.startswith('{"model_runtime":1,')]
        for line in lines:
            contract.validate("event", json.loads(line), foreign=True)
        told = _check("tells events", len(lines) > 0, f"{len(lines)} event lines keep the schema")
    except (ValueError, RuntimeFailure) as error:
        told = _check("tells events", False, str(error))
    return [read, wrote, told]


def _bad_config(directory: Path) -> dict[str, Any]:
    config = {"model_runtime": contract.VERSION, "verb": "preflight", "paths": {"in": {}, "out": str(directory / "o")}}
    return _expects("refuses a wrong config", _run("preflight", directory, config), "configuration")


def _missing_data(directory: Path) -> dict[str, Any]:
    config = {
        "model_runtime": contract.VERSION,
        "verb": "prepare",
        "paths": {"in": {"train": str(directory), "base": str(directory)}, "out": str(directory / "out")},
        "task": "text-classification",
        "files": {"train": "absent.jsonl"},
        "columns": {"input": "text", "label": "label"},
        "max_length": 8,
        "sample": 1,
        "seed": 0,
    }
    return _expects("refuses missing data", _run("prepare", directory, config), "data")


def _parts(directory: Path, out: Path) -> dict[str, Any]:
    """Leaves a prepared dataset, a base model and the truth of the test split in `out`."""
    out.mkdir()
    examples = out / "examples.jsonl"
    parts.write_examples(examples)
    parts.write_base(examples, out / "base")
    config = parts.prepare_config(examples, out / "base", directory / "out")
    end = _run("prepare", directory, {"model_runtime": contract.VERSION, **config})
    if end.returncode == 0:
        shutil.move(directory / "out" / "dataset", out / "dataset")
        parts.write_truth(out / "dataset", out / "test.json")
    return _check("prepares data", end.returncode == 0, f"exit code {end.returncode}: {end.stderr[-200:]}")


def _run(verb: str, directory: Path, config: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    directory.mkdir()
    file = directory / "config.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "model_runtime", verb],
        env={**os.environ, "MODEL_CONFIG": str(file)},
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        check=False,
    )


def _expects(name: str, end: subprocess.CompletedProcess[str], code: str) -> dict[str, Any]:
    wanted = EXIT_CODES[code]
    return _check(name, end.returncode == wanted, f"exit code {end.returncode}, the contract says {wanted}")


def _check(name: str, ok: bool, because: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "because": because}
