"""What the selftest leaves for images of other people's making."""

from __future__ import annotations

import json
from pathlib import Path

from jobs import run_job

from model_runtime import parts
from model_runtime.examples import Split


def test_the_parts_for_another_image_are_a_dataset_a_base_and_the_truth(tmp_path: Path) -> None:
    out = tmp_path / "o"
    job = run_job(tmp_path, {"verb": "selftest", "paths": {"in": {}, "out": str(out)}, "parts": True})
    assert job.exit == 0, job.stderr
    assert job.result["checks"][-1]["name"] == "prepares data"
    test = Split(out / "parts/dataset", "test")
    truth = json.loads((out / "parts/test.json").read_text())
    assert truth == [{"id": row.id, "label": row.label} for row in test]
    assert len(truth) >= 16
    assert {one["label"] for one in truth} == set(parts.LABELS)
    assert (out / "parts/base/config.json").exists()
