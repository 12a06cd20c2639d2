"""What both sides of the contract can rely on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jobs import run_job

from model_runtime.__main__ import explain
from model_runtime.events import Events
from model_runtime.failures import RuntimeFailure
from model_runtime.files import directory_whole, write_json_whole


def test_an_unknown_key_is_refused_with_its_place_and_the_nearest_key(tmp_path: Path) -> None:
    job = run_job(tmp_path, {"verb": "selftest", "paths": {"in": {}, "out": str(tmp_path / "o"), "oit": "x"}})
    assert job.exit == 2
    assert job.error["message"] == "config.paths: unknown key 'oit'"
    assert job.error["hint"] == "Did you mean 'out'?"


def test_a_number_that_is_not_finite_never_reaches_a_line(tmp_path: Path) -> None:
    stream = io.StringIO()
    events = Events(tmp_path, stream)
    with pytest.raises(RuntimeFailure) as caught:
        events.metric("loss", float("nan"), 3)
    assert caught.value.code == "diverged"
    assert stream.getvalue() == ""


def test_event_lines_begin_as_promised_and_are_kept_in_a_file(tmp_path: Path) -> None:
    stream = io.StringIO()
    Events(tmp_path, stream).progress("read", 1, 2, "files")
    assert stream.getvalue().startswith('{"model_runtime":1,')
    assert (tmp_path / "events.jsonl").read_text() == stream.getvalue()


def test_help_and_serve_need_no_pytorch() -> None:
    code = (
        "import sys\nsys.argv=['m','--help']\nimport model_runtime.__main__ as m\n"
        "try: m.main()\nexcept SystemExit: pass\nassert 'torch' not in sys.modules"
        " and 'transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_full_disk_names_the_path_and_the_remedy() -> None:
    failure = explain(OSError(28, "No space left on device", "/data/model.safetensors"))
    assert failure.code == "preflight"
    assert "/data/model.safetensors" in failure.message
    assert failure.hint


def test_a_directory_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), directory_whole(tmp_path / "model") as directory:
        write_json_whole(directory / "a.json", {})
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


def test_selftest_passes_on_this_runtime(tmp_path: Path) -> None:
    job = run_job(tmp_path, {"verb": "selftest", "paths": {"in": {}, "out": str(tmp_path / "o")}})
    assert job.exit == 0, job.stderr
    assert [check["ok"] for check in job.result["checks"]] == [True] * 5
    assert json.loads((tmp_path / "o" / "events.jsonl").read_text().splitlines()[-1])["type"] == "result"
