"""A study says which settings are tried next, and what it says does not depend on when or how often it is asked."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from jobs import run_job

from model_runtime import contract, search
from model_runtime.failures import RuntimeFailure

RATE = {"name": "learning-rate", "low": 1e-6, "high": 0.5, "log": True}
BATCH = {"name": "batch-size", "choices": [4, 8, 16]}
PLANTED = 1e-3


def losses(params: dict[str, Any]) -> list[float]:
    """Of four validations: the nearer to the planted rate, the lower, and all of them fall."""
    far = abs(math.log10(params["learning-rate"] / PLANTED))
    return [0.1 + far + 0.01 * params.get("batch-size", 8) + 1 / step for step in range(1, 5)]


class Study:
    def __init__(self, directory: Path, **changes: Any) -> None:
        self.directory = directory
        self.settings = {
            "sampler": "tpe",
            "pruner": "median",
            "seed": 3,
            "trials": 12,
            "space": [RATE, BATCH],
            **changes,
        }

    def config(self, **question: Any) -> dict[str, Any]:
        paths = {"in": {}, "out": str(self.directory / "out"), "checkpoints": str(self.directory / "study")}
        return {"model_runtime": 1, "verb": "search", "paths": paths, **self.settings, **question}

    def __call__(self, **question: Any) -> dict[str, Any]:
        config = self.config(**question)
        contract.validate("config", config)
        answer = search.run(config, None)  # type: ignore[arg-type]
        contract.validate("result", answer)
        return answer

    def to_its_end(self, *, clumsy: bool = False) -> dict[str, Any]:
        """`clumsy`: as a run that is killed again and again, and asks and tells what it asked and told before."""
        answer = self(ask=True)
        while "asked" in answer:
            number, values = answer["asked"]["number"], losses(answer["asked"]["params"])
            if clumsy:
                assert self(ask=True)["asked"] == answer["asked"]
                for upto in (1, 1, 3):
                    self(ask=False, trial={"number": number, "values": values[:upto]})
            told = {"number": number, "values": values, "ended": "complete"}
            answer = self(ask=True, trial=told)
            if clumsy:
                assert self(ask=True, trial=told).get("asked") == answer.get("asked")
        return answer


@pytest.mark.parametrize(
    ("sampler", "pruner"), [("tpe", "median"), ("tpe", "hyperband"), ("random", "successive-halving"), ("grid", "none")]
)
def test_a_search_that_was_killed_has_the_trials_of_an_unbroken_one(tmp_path: Path, sampler: str, pruner: str) -> None:
    rate = {"name": "learning-rate", "choices": [1e-5, 1e-4, 1e-3, 1e-2]} if sampler == "grid" else RATE
    settings = {"sampler": sampler, "pruner": pruner, "space": [rate, BATCH]}
    unbroken = Study(tmp_path / "one", **settings).to_its_end()
    broken = Study(tmp_path / "two", **settings).to_its_end(clumsy=True)
    assert broken == unbroken
    assert len(unbroken["trials"]) == 12
    assert len({str(trial["params"]) for trial in unbroken["trials"]}) > 6


def test_another_seed_tries_other_settings(tmp_path: Path) -> None:
    one, two = (Study(tmp_path / str(seed), seed=seed).to_its_end()["trials"] for seed in (1, 2))
    assert [trial["params"] for trial in one] != [trial["params"] for trial in two]


def test_twelve_trials_find_the_planted_learning_rate(tmp_path: Path) -> None:
    answer = Study(tmp_path, space=[RATE]).to_its_end()
    best = min((trial for trial in answer["trials"] if trial["state"] == "complete"), key=lambda trial: trial["value"])
    assert PLANTED / 5 < best["params"]["learning-rate"] < PLANTED * 5


def test_a_trial_is_told_as_given_up_at_the_first_value_that_says_so(tmp_path: Path) -> None:
    study = Study(tmp_path, trials=30, space=[RATE])
    answer = study.to_its_end()
    pruned = [trial for trial in answer["trials"] if trial["state"] == "pruned"]
    assert pruned
    assert all(len(trial["values"]) < 5 and "value" not in trial for trial in pruned)
    best = min(trial["values"][-1] for trial in answer["trials"])
    assert best == min(trial["value"] for trial in answer["trials"] if trial["state"] == "complete")


def test_without_a_pruner_no_trial_is_given_up(tmp_path: Path) -> None:
    assert {trial["state"] for trial in Study(tmp_path, pruner="none").to_its_end()["trials"]} == {"complete"}


def test_a_grid_tries_each_combination_once(tmp_path: Path) -> None:
    layers = {"name": "warmup-steps", "low": 0, "high": 4, "step": 2, "integer": True}
    rate = {"name": "learning-rate", "choices": [1e-4, 1e-3]}
    answer = Study(tmp_path, sampler="grid", space=[rate, layers], trials=6, pruner="none").to_its_end()
    assert len({tuple(sorted(trial["params"].items())) for trial in answer["trials"]}) == 6


def test_a_grid_has_each_whole_number_of_a_range_without_a_step(tmp_path: Path) -> None:
    space = [{"name": "learning-rate", "choices": [1e-3]}, {"name": "lora.rank", "low": 2, "high": 5, "integer": True}]
    answer = Study(tmp_path, sampler="grid", space=space, trials=4, pruner="none").to_its_end()
    assert sorted(trial["params"]["lora.rank"] for trial in answer["trials"]) == [2, 3, 4, 5]


def test_fewer_trials_than_a_grid_has_are_drawn_from_all_of_it_by_the_seed(tmp_path: Path) -> None:
    rates = {"name": "learning-rate", "choices": [10.0**-power for power in range(1, 9)]}
    settings = {"sampler": "grid", "space": [rates], "trials": 4, "pruner": "none"}
    ends = [Study(tmp_path / str(seed), seed=seed, **settings).to_its_end() for seed in (1, 2)]
    one, two = ({trial["params"]["learning-rate"] for trial in end["trials"]} for end in ends)
    assert one != two
    assert (one | two) - set(rates["choices"][:4])


def test_a_trial_counts_by_the_loss_of_the_model_that_it_left(tmp_path: Path) -> None:
    # With early-stopping.min-delta a step may have a little less loss than the one whose model is kept.
    study = Study(tmp_path, trials=1)
    study(ask=True)
    told = {"number": 0, "values": [0.5, 0.4999], "value": 0.5, "ended": "complete"}
    assert study(ask=True, trial=told)["trials"][0]["value"] == 0.5


def test_a_failed_trial_is_told_with_its_reason_and_the_search_goes_on(tmp_path: Path) -> None:
    study = Study(tmp_path, trials=3)
    first = study(ask=True)["asked"]
    why = {"because": "loss is nan at step 3", "exit": "diverged"}
    answer = study(ask=True, trial={"number": first["number"], "values": [], "ended": "failed", **why})
    assert answer["asked"]["number"] == 1
    assert answer["trials"][0] == {
        "number": 0,
        "state": "failed",
        "params": first["params"],
        "values": [],
        **why,
    }


def test_what_matters_most_is_named_when_the_search_is_over(tmp_path: Path) -> None:
    importance = Study(tmp_path, sampler="random", pruner="none", trials=20).to_its_end()["importance"]
    assert max(importance, key=lambda name: importance[name]) == "learning-rate"
    assert sum(importance.values()) == pytest.approx(1)


def test_a_trainer_that_tells_no_validation_loss_is_refused(tmp_path: Path) -> None:
    study = Study(tmp_path)
    study(ask=True)
    with pytest.raises(RuntimeFailure, match="without a validation_loss") as refused:
        study(ask=True, trial={"number": 0, "values": [], "ended": "complete"})
    assert refused.value.hint is not None


def test_a_trial_that_was_never_asked_for_has_no_end(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match=r"config\.trial\.number: 5 was never asked for"):
        Study(tmp_path)(ask=True, trial={"number": 5, "values": [1.0], "ended": "complete"})


def test_a_study_that_cannot_be_read_ends_the_job_with_one_line(tmp_path: Path) -> None:
    study = Study(tmp_path)
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / search.STUDY).write_bytes(b"no database at all" * 100)
    job = run_job(tmp_path / "job", study.config(ask=True))
    assert job.exit == 4
    assert "study.db: cannot be read or written" in job.error["message"]
    assert "--force" in job.error["hint"]
    assert "Traceback" not in job.stderr
