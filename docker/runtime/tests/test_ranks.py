"""What a user is promised of a training with several processes: the model of one, and an end of all with the first."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from architectures import WRITERS, base_model, writer_base
from conftest import finetune_config, prepare_config, rows, write_jsonl
from jobs import Job, run_job, start_job
from tiny import arrow, dataset

from model_runtime.failures import RuntimeFailure
from model_runtime.files import sha256_of_file
from model_runtime.launch import Ended, _meeting, cause_of
from model_runtime.ranks import Rank, environment_of

WEIGHTS = "model/model.safetensors"


def launch(ranks: int = 2, **changes: Any) -> dict[str, Any]:
    return {"ranks": ranks, "nodes": 1, "node_rank": 0, "backend": "gloo", "strategy": "ddp", **changes}


def config_of(directory: Path, data: Path, base: Path, ranks: int = 2, **changes: Any) -> dict[str, Any]:
    config = finetune_config(directory, data, base, **changes)
    return config if ranks == 1 else {**config, "launch": launch(ranks)}


def test_two_processes_train_what_writes_texts_as_one_does_whatever_the_length_of_its_answers(tmp_path: Path) -> None:
    """The mean is over the tokens of a step's answers, of which the processes have unlike numbers."""
    from architectures import writer_base
    from safetensors.numpy import load_file
    from test_generation import finetune_config as writer_config
    from test_generation import prepare

    base = writer_base("llama", tmp_path / "base")
    texts = [{"instruction": f"ask {n}", "response": f"{n} " * (1 + 5 * (n % 4))} for n in range(30)]
    assert prepare(tmp_path, base, "causal-lm", texts).exit == 0
    ends, losses = [], []
    for ranks, batch_size in ((1, 4), (2, 2)):
        config = writer_config(tmp_path, base, "causal-lm", batch_size=batch_size, epochs=2)
        directory = tmp_path / f"ranks-{ranks}"
        config["paths"] = {**config["paths"], "out": str(directory / "out"), "checkpoints": str(directory / "kept")}
        job = run_job(directory, config if ranks == 1 else {**config, "launch": launch(ranks)}, threads=ranks)
        assert job.exit == 0, job.stderr
        ends.append(load_file(directory / "out" / WEIGHTS))
        losses.append([point["loss"] for point in job.result["history"]])
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    assert all(np.abs(ends[0][name] - ends[1][name]).max() <= 1e-4 for name in ends[0])


# The order


@pytest.mark.parametrize("lengths", [None, np.array([1 + number % 9 for number in range(45)])])
@pytest.mark.parametrize("count", [45, 40, 41, 3])
def test_a_step_has_the_same_examples_however_its_batch_is_divided(count: int, lengths: np.ndarray | None) -> None:
    from model_runtime.training.order import EpochOrder

    def steps(ranks: int, batch: int, accumulation: int) -> list[list[int]]:
        told = None if lengths is None else lengths[:count]
        shape = {"batch_size": batch, "accumulation": accumulation, "world_size": ranks}
        order = EpochOrder(count, told, **shape, seed=7, step=lambda: 0)
        made: list[list[int]] = [[] for _ in range(order.steps)]
        rounds = []
        for reader in range(ranks):
            batches = order.batches(reader)
            read = list(batches)
            assert len(read) == len(batches)
            rounds.append(len(read))
            for number, places in enumerate(read):
                step = number // accumulation
                assert 1 <= len(places) <= batch
                if not (number == len(read) - 1 and batches.idle(step)):
                    made[step] += [place.index for place in places]
        # Whoever has fewer batches than the others would wait for them for ever.
        assert len(set(rounds)) == 1
        assert sorted(index for step in made for index in step) == list(range(count))
        return [sorted(step) for step in made]

    assert steps(1, 8, 1) == steps(1, 4, 2) == steps(2, 4, 1) == steps(4, 2, 1) == steps(2, 2, 2) == steps(8, 1, 1)


def test_only_the_last_batch_of_an_epoch_can_be_idle_and_only_where_no_example_is_left() -> None:
    from model_runtime.training.order import EpochOrder

    def idle(count: int, reader: int) -> list[bool]:
        order = EpochOrder(count, None, batch_size=2, accumulation=1, world_size=2, seed=7, step=lambda: 0)
        return [order.batches(reader).idle(step) for step in range(2 * order.steps)]

    assert idle(6, 1) == [False, True, False, True]
    assert idle(7, 1) == [False, False, False, False]
    assert idle(6, 0) == [False, False, False, False]


# The same model


def still(base: Path, directory: Path) -> Path:
    """The base without dropout, of which every rank draws its own."""
    shutil.copytree(base, directory)
    config = json.loads((directory / "config.json").read_text())
    none = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    (directory / "config.json").write_text(json.dumps({**config, **none}))
    return directory


def weights_of(job: Job) -> dict[str, np.ndarray]:
    from safetensors.numpy import load_file

    (file,) = (job.out / "model").glob("*.safetensors")
    return load_file(file)


def same_model(one: Job, other: Job) -> None:
    ours, theirs = one.result["history"], other.result["history"]
    assert [point["step"] for point in ours] == [point["step"] for point in theirs]
    assert [point["loss"] for point in ours] == pytest.approx([point["loss"] for point in theirs], rel=1e-5)
    norms = [[event["value"] for event in job.events if event.get("name") == "grad_norm"] for job in (one, other)]
    assert norms[0] == pytest.approx(norms[1], rel=1e-4)
    for name, value in weights_of(one).items():
        assert np.allclose(value, weights_of(other)[name], atol=1e-4), name


def test_two_ranks_train_the_model_of_one_with_the_same_global_batch(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    base = still(tiny_base, tmp_path / "base")
    trained = {}
    for name, ranks, batch, accumulation in (("one", 1, 4, 2), ("two", 2, 2, 2), ("wide", 2, 4, 1)):
        config = config_of(
            tmp_path / name, tiny_data, base, ranks, batch_size=batch, gradient_accumulation=accumulation, epochs=3
        )
        trained[name] = run_job(tmp_path / name, config)
        assert trained[name].exit == 0, trained[name].stderr
        assert trained[name].result["global_batch"] == 8
        assert (trained[name].result["ranks"], trained[name].result["nodes"]) == (ranks, 1)
    for name in ("two", "wide"):
        same_model(trained["one"], trained[name])
        # One voice, and a log that says nothing.
        assert trained[name].stderr == ""
        told = [event["done"] for event in trained[name].events if event["type"] == "progress"]
        assert told == list(range(1, trained[name].result["steps"] + 1))
        assert [event["type"] for event in trained[name].events].count("result") == 1


def uneven_data(directory: Path, count: int) -> Path:
    """Prepared data of a number of examples that no global batch divides."""
    directory.mkdir(parents=True)
    told = rows(count)
    columns = {"id": [str(n) for n in range(count)], "input": [row["text"] for row in told]}
    arrow(directory / "train.arrow", **columns, label=[row["label"] for row in told])
    (directory / "dataset.json").write_text(json.dumps({"labels": ["a", "b"], "digest": "sha256:0"}))
    return directory


@pytest.mark.parametrize("count", [21, 22, 17])
@pytest.mark.parametrize("method", ["full", "lora"])
def test_a_last_step_with_too_few_examples_for_all_ranks_repeats_none(
    method: str, count: int, tmp_path: Path, tiny_base: Path
) -> None:
    # By 8: a remainder of 5, 6 and 1, of which the second rank has some, others, and none.
    data, base = uneven_data(tmp_path / "data", count), still(tiny_base, tmp_path / "base")
    shape = {"method": method, "epochs": 4, "lora": {"rank": 4, "alpha": 8, "dropout": 0.0}}
    trained = []
    for ranks, batch, accumulation in ((1, 4, 2), (2, 4, 1), (2, 2, 2)):
        directory = tmp_path / f"{ranks}-{batch}"
        config = config_of(directory, data, base, ranks, batch_size=batch, gradient_accumulation=accumulation, **shape)
        trained.append(run_job(directory, config))
        assert trained[-1].exit == 0, trained[-1].stderr
    same_model(trained[0], trained[1])
    same_model(trained[0], trained[2])


NO_DROPOUT = dict.fromkeys(
    (
        *("hidden_dropout_prob", "attention_probs_dropout_prob", "pooler_dropout", "cls_dropout"),
        *("dropout", "attention_dropout", "activation_dropout", "classifier_dropout", "seq_classif_dropout"),
        *("embd_pdrop", "resid_pdrop", "attn_pdrop", "summary_first_dropout", "dropout_rate"),
    ),
    0.0,
)


def one_and_two_ranks(directory: Path, config: dict[str, Any], strategy: str = "ddp", **changes: Any) -> list[Job]:
    """The same training by one process and by two, with a last step that has too few examples for both."""
    jobs = []
    for name, shape in (("1", {"batch_size": 4, "gradient_accumulation": 2}), ("2", {"batch_size": 4})):
        paths = {**config["paths"], "out": str(directory / name), "checkpoints": str(directory / f"{name}-kept")}
        training = {**config["training"], "gradient_accumulation": 1, **shape, **changes}
        told = {**config, "paths": paths, "training": training}
        jobs.append(
            run_job(directory / f"job-{name}", told if name == "1" else {**told, "launch": launch(strategy=strategy)})
        )
        assert jobs[-1].exit == 0, jobs[-1].stderr
    return jobs


@pytest.mark.parametrize("kind", ["roberta", "distilbert", "deberta-v2", "bart", "gpt2"])
def test_ranks_train_the_model_of_one_whatever_its_head(kind: str, tmp_path: Path) -> None:
    base = base_model(kind, tmp_path / "base", **NO_DROPOUT)
    data = dataset(tmp_path / "data", rows=22)
    same_model(*one_and_two_ranks(tmp_path, finetune_config(tmp_path, data, base, epochs=2)))


def language_config(kind: str, directory: Path) -> dict[str, Any]:
    """A training of a language model, on data of its own."""
    task, _ = WRITERS[kind]
    base = writer_base(kind, directory / "base", **NO_DROPOUT)
    told = [{"instruction": f"the {n}", "response": "word " * (1 + n % 5) + str(n)} for n in range(40)]
    write_jsonl(directory / "train.jsonl", told)
    columns = {"input": "instruction", "target": "response"}
    prepared = prepare_config(directory, base, directory / "prepared", task=task, columns=columns, split={"test": 0.25})
    assert run_job(directory / "prepare", {**prepared, "max_length": 64}).exit == 0
    config = finetune_config(directory, directory / "prepared" / "dataset", base, epochs=2)
    return {**config, "task": task, "max_length": 64}


@pytest.mark.parametrize("kind", ["llama", "t5"])
def test_ranks_whose_texts_have_unlike_lengths_train_the_model_of_one(kind: str, tmp_path: Path) -> None:
    # The loss is a mean over tokens: ranks have unlike numbers of them in each step.
    same_model(*one_and_two_ranks(tmp_path, language_config(kind, tmp_path)))


@pytest.mark.parametrize("method", ["full", "adapter"])
def test_ranks_count_weighted_examples_over_all_of_them(method: str, tmp_path: Path) -> None:
    base = base_model("bert", tmp_path / "base", **NO_DROPOUT)
    # The last step has one example, which the second rank does not have.
    data = dataset(tmp_path / "data", rows=17)
    loss = {"kind": "focal", "gamma": 2, "class_weights": "balanced"}
    config = finetune_config(tmp_path, data, base, epochs=2, method=method, loss=loss)
    same_model(*one_and_two_ranks(tmp_path, config))


# Ranks that have a part of the model


@pytest.mark.parametrize(
    ("kind", "method"), [("bert", "full"), ("bert", "lora"), ("bert", "adapter"), ("gpt2", "full"), ("bart", "lora")]
)
def test_ranks_with_a_part_of_the_model_each_train_the_model_of_one(kind: str, method: str, tmp_path: Path) -> None:
    import torch

    base = base_model(kind, tmp_path / "base", **NO_DROPOUT)
    data = dataset(tmp_path / "data", rows=22)
    config = finetune_config(
        tmp_path, data, base, epochs=2, method=method, lora={"rank": 4, "alpha": 8, "dropout": 0.0}
    )
    one, two = one_and_two_ranks(tmp_path, config, strategy="fsdp")
    same_model(one, two)
    assert two.stderr == ""
    (kept, *_) = (tmp_path / "2-kept").glob("step-*")
    parts = [torch.load(kept / f"part-{number}.pt", weights_only=True)["weights"] for number in range(2)]
    assert not (kept / "model.safetensors").exists()
    held = [sum(value.numel() for value in part.values()) for part in parts]
    assert sum(held) == two.result["trainable_parameters"]
    if method == "full":
        assert max(held) < 0.6 * sum(held)


@pytest.mark.parametrize("strategy", ["ddp", "fsdp"])
def test_ranks_share_the_validation_and_stop_as_early_as_one_process_with_its_best_model(
    strategy: str, tmp_path: Path
) -> None:
    base = base_model("bert", tmp_path / "base", **NO_DROPOUT)
    # By batches of 4: the last has one example, and the second rank none.
    data = dataset(tmp_path / "data", rows=17)
    # A rate that soon makes the loss worse, so that the best step is none of the last.
    config = finetune_config(
        tmp_path, data, base, epochs=20, learning_rate=0.02, early_stopping={"patience": 2, "min_delta": 0.0}
    )
    one, two = one_and_two_ranks(tmp_path, config, strategy=strategy)
    same_model(one, two)
    assert one.result["early_stopping"]["stopped"]
    assert two.result["early_stopping"]["best_step"] == one.result["early_stopping"]["best_step"] < one.result["steps"]
    asked, answered = one.result["validation"], two.result["validation"]
    assert [point["step"] for point in answered] == [point["step"] for point in asked]
    assert [point["loss"] for point in answered] == pytest.approx([point["loss"] for point in asked], rel=1e-5)
    assert {point["examples"] for point in answered} == {17}


READS = """
import sys
from pathlib import Path
from torch import distributed
from model_runtime.base import load_base
from model_runtime.ranks import Rank
from model_runtime.tasks import task_of
from model_runtime.training.sharding import load_on_first, shard

def peak():
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024

rank, base = Rank(int(sys.argv[1]), 2, int(sys.argv[1])), Path(sys.argv[3])
distributed.init_process_group("gloo", f"tcp://127.0.0.1:{sys.argv[2]}", rank=rank.number, world_size=2)
task, labels, before = task_of("text-classification"), ["no", "yes"], peak()
model = load_on_first(rank, base, task, labels, lambda: load_base(base, task, labels, None)).model
shard(model, rank)
print(peak() - before)
distributed.destroy_process_group()
"""


def test_only_the_first_of_the_ranks_with_a_part_of_the_model_has_it_whole(tmp_path: Path) -> None:
    # In five blocks: a rank that gets them one after the other has half of them, and one more for a moment.
    base = base_model("bert", tmp_path / "base", hidden_size=1024, intermediate_size=4096, num_hidden_layers=5)
    size = (base / "model.safetensors").stat().st_size
    port = str(free_port())
    ranks = [
        subprocess.Popen([sys.executable, "-c", READS, str(number), port, str(base)], stdout=subprocess.PIPE)
        for number in range(2)
    ]
    first, second = (int(rank.communicate(timeout=300)[0]) for rank in ranks)
    assert first > size
    assert second < 0.85 * size


@pytest.mark.parametrize("kind", ["llama", "t5"])
def test_language_models_in_parts_train_the_model_of_one(kind: str, tmp_path: Path) -> None:
    config = language_config(kind, tmp_path)
    same_model(*one_and_two_ranks(tmp_path, config, strategy="fsdp"))


@pytest.mark.parametrize("method", ["full", "lora"])
def test_a_training_in_parts_goes_on_bit_equal_after_a_kill(
    method: str, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    def config(directory: Path) -> dict[str, Any]:
        told = finetune_config(directory, tiny_data, tiny_base, epochs=4, batch_size=2, method=method)
        return {**told, "launch": launch(strategy="fsdp")}

    whole = run_job(tmp_path / "whole", config(tmp_path / "whole"))
    assert whole.exit == 0, whole.stderr
    killed = start_job(tmp_path / "killed", config(tmp_path / "killed"))
    os.kill(at_step(killed, 8)[1], signal.SIGKILL)
    assert killed.wait().exit == 70
    resumed = run_job(tmp_path / "killed", config(tmp_path / "killed"))
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] >= 6
    assert resumed.result["history"] == whole.result["history"]
    assert sha256_of_file(resumed.out / WEIGHTS) == sha256_of_file(whole.out / WEIGHTS)
    other = {**config(tmp_path / "killed"), "launch": launch()}
    refused = run_job(tmp_path / "killed", other)
    assert refused.exit == 2
    assert "made with another strategy" in refused.error["message"]


# What ends it


def ranks_of(job: Job) -> list[int]:
    """The processes of a job's ranks, in their order."""
    pid = job.process_id
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def at_step(job: Job, step: int) -> list[int]:
    """The ranks of a job that has done a step."""
    deadline = time.monotonic() + 120
    while not any(event["type"] == "progress" and event["done"] >= step for event in job.events):
        assert job.exit is None, job.stderr
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return ranks_of(job)


def is_there(pid: int) -> bool:
    """Whether a process runs; what has only an exit code left does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def all_gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 30
    while any(map(is_there, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(is_there, pids))


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory, tiny_base: Path, tiny_data: Path) -> Job:
    directory = tmp_path_factory.mktemp("unbroken")
    job = run_job(directory, config_of(directory, tiny_data, tiny_base, epochs=4))
    assert job.exit == 0, job.stderr
    return job


@pytest.mark.parametrize("victim", ["rank 1", "rank 0", "parent"])
def test_after_a_kill_the_same_weights_come_as_without_it(
    victim: str, unbroken: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    # With dropout, of which each rank draws its own.
    config = config_of(tmp_path, tiny_data, tiny_base, epochs=4)
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(2**16)))
    step = random.Random(seed).randrange(2, unbroken.result["steps"] - 4)
    told = f"killed at step {step}; again with KILL_SEED={seed}"
    job = start_job(tmp_path, config)
    pids = at_step(job, step)
    assert len(pids) == 2
    os.kill({"rank 0": pids[0], "rank 1": pids[1], "parent": job.process_id}[victim], signal.SIGKILL)
    job.wait()
    assert all_gone(pids), told
    if victim == "parent":
        assert job.exit == -signal.SIGKILL
    else:
        assert job.exit == 70
        assert f"{victim} of 2 was killed (SIGKILL)" in job.error["message"], told
    resumed = run_job(tmp_path, config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] >= 1, told
    assert resumed.result["history"] == unbroken.result["history"], told
    assert resumed.result["validation"] == unbroken.result["validation"], told
    assert sha256_of_file(resumed.out / WEIGHTS) == sha256_of_file(unbroken.out / WEIGHTS), told


def test_sigterm_stops_all_ranks_at_the_same_step_with_a_whole_checkpoint_and_exit_75(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    config = config_of(tmp_path, tiny_data, tiny_base, epochs=50, checkpoints={"steps": 1000})
    job = start_job(tmp_path, config)
    pids = at_step(job, 4)
    os.kill(job.process_id, signal.SIGTERM)
    assert job.wait().exit == 75, job.stderr
    assert job.error["code"] == "interrupted"
    assert "SIGTERM" in job.error["message"]
    assert all_gone(pids)
    newest = max((tmp_path / "checkpoints").glob("step-*"), key=lambda path: int(path.name[5:]))
    assert int(newest.name[5:]) >= 4
    assert {"rng_state_0.pth", "rng_state_1.pth"} <= {path.name for path in newest.iterdir()}
    assert not (job.out / "model").exists()


def test_one_rank_that_is_asked_to_stop_stops_all(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    job = start_job(tmp_path, config_of(tmp_path, tiny_data, tiny_base, epochs=50, checkpoints={"steps": 1000}))
    os.kill(at_step(job, 2)[1], signal.SIGTERM)
    assert job.wait().exit == 75, job.stderr


def test_another_number_of_ranks_is_refused_by_its_name(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    both = {"tiny_data": tiny_data, "tiny_base": tiny_base}
    for first, then in ((2, 1), (1, 2)):
        directory = tmp_path / f"{first}-{then}"
        given = (directory, both["tiny_data"], both["tiny_base"])
        assert run_job(directory, config_of(*given, first, max_steps=3)).exit == 0
        job = run_job(directory, config_of(*given, then, max_steps=3))
        assert job.exit == 2
        assert "step-3: the checkpoint was made with another world size" in job.error["message"]


def test_a_loss_that_is_not_finite_ends_all_ranks_with_exit_6(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    job = run_job(tmp_path, config_of(tmp_path, tiny_data, tiny_base, learning_rate=1e30))
    assert job.exit == 6, job.stderr
    assert job.error["code"] == "diverged"
    assert [event["type"] for event in job.events].count("error") == 1


def test_a_wrong_base_is_told_once_and_not_by_every_rank(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    base = Path(shutil.copytree(tiny_base, tmp_path / "base"))
    (base / "model.safetensors").write_bytes(b"broken")
    job = run_job(tmp_path, config_of(tmp_path, tiny_data, base))
    assert job.exit == 2
    assert "is cut off or broken" in job.error["message"]
    assert "rank" not in job.error["message"]
    assert job.stderr == ""


def test_too_little_memory_of_one_rank_ends_all_with_exit_5(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    adapter = {"rank": 2_000_000, "alpha": 8, "dropout": 0.1}
    config = config_of(tmp_path, tiny_data, tiny_base, method="lora", lora=adapter)
    job = run_job(tmp_path, config, memory_bytes=2**29)
    assert job.exit == 5, job.stderr
    assert job.error["code"] == "out-of-memory"


def rank(number: int) -> Rank:
    return Rank(number, 2, number)


def test_what_one_rank_met_is_the_cause_and_not_that_the_others_missed_it() -> None:
    lost = RuntimeFailure("crashed", "RuntimeError: Connection closed by peer", "a bug")
    memory = RuntimeFailure("out-of-memory", "out of memory: 3 GB", "Lower batch-size.")
    crash = RuntimeFailure("crashed", "ValueError: no", "a bug")
    stopped = RuntimeFailure("interrupted", "stopped by SIGTERM at step 3", "Run it again.")

    def told(*ends: Ended) -> tuple[str, str]:
        failure = cause_of(ends)
        assert failure is not None
        return failure.code, failure.message

    gone = Ended(rank(0), 70, lost, lost=True)
    assert told(gone, Ended(rank(1), 5, memory)) == ("out-of-memory", "out of memory: 3 GB (in rank 1 of 2)")
    assert told(gone, Ended(rank(1), -9)) == (
        "crashed",
        "rank 1 of 2 was killed (SIGKILL) by someone else, most often the kernel when memory runs out",
    )
    assert told(gone, Ended(rank(1), 70, crash)) == ("crashed", "ValueError: no (in rank 1 of 2)")
    assert told(gone, Ended(rank(1), 139))[1] == "rank 1 of 2 ended with exit code 139 and said nothing"
    assert told(Ended(rank(0), -7), Ended(rank(1), -9, by_us=True))[1].startswith("rank 0 of 2 ended with a bus error")
    assert told(Ended(rank(0), -11), gone)[1] == "rank 0 of 2 ended by the signal SIGSEGV and said nothing"
    assert told(Ended(rank(0), 75, stopped), Ended(rank(1), 75, stopped)) == ("interrupted", stopped.message)
    assert "a rank of another host" in told(gone, Ended(rank(1), 70, lost, lost=True))[1]
    assert cause_of([Ended(rank(0), 0), Ended(rank(1), 0)]) is None


def test_on_one_host_no_other_host_reaches_where_the_ranks_meet() -> None:
    with _meeting(launch()) as meeting:
        assert meeting.listening is not None
        with socket.socket(fileno=os.dup(meeting.listening)) as listener:
            assert listener.getsockname() == ("127.0.0.1", meeting.port)
        for number in range(2):
            # Of the connections that gloo then makes between them.
            assert environment_of(rank(number), meeting, launch())["GLOO_SOCKET_IFNAME"] == "lo"


# Several hosts


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def on_hosts(
    directory: Path, data: Path, base: Path, port: int, strategy: str = "ddp", **changes: Any
) -> list[dict[str, Any]]:
    """The configs of two hosts, which here are two jobs that meet on the loopback interface."""
    meeting = {"rendezvous": f"127.0.0.1:{port}", "environment": {"GLOO_SOCKET_IFNAME": "lo"}}
    return [
        {
            **finetune_config(directory / str(node), data, base, **changes),
            "launch": launch(1, nodes=2, node_rank=node, strategy=strategy, **meeting),
        }
        for node in range(2)
    ]


def start_hosts(directory: Path, configs: list[dict[str, Any]]) -> list[Job]:
    return [start_job(directory / str(node), config) for node, config in enumerate(configs)]


def test_two_hosts_train_one_model_and_go_on_from_the_last_checkpoint_that_both_have(
    unbroken: Job, tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    configs = on_hosts(tmp_path, tiny_data, tiny_base, free_port(), epochs=4)
    hosts = start_hosts(tmp_path, configs)
    at_step(hosts[0], 7)
    victim = ranks_of(hosts[1])
    os.kill(victim[0], signal.SIGKILL)
    first, second = [job.wait() for job in hosts]
    assert (first.exit, second.exit) == (70, 70)
    assert "lost its connection to a rank of another host" in first.error["message"]
    assert "rank 1 of 2 was killed (SIGKILL)" in second.error["message"]
    # One of them was killed before its last checkpoint was whole.
    newest = max((tmp_path / "1/checkpoints").glob("step-*"), key=lambda path: int(path.name[5:]))
    shutil.rmtree(newest)
    jobs = [job.wait() for job in start_hosts(tmp_path, configs)]
    assert [job.exit for job in jobs] == [0, 0], [job.stderr for job in jobs]
    assert {job.result["resumed_from_step"] for job in jobs} == {int(newest.name[5:]) - 3}
    assert [(job.result["ranks"], job.result["nodes"], job.result["global_batch"]) for job in jobs] == [(1, 2, 16)] * 2
    # As two ranks of one host, and each host has the whole model.
    assert jobs[0].result["history"] == unbroken.result["history"]
    assert len({sha256_of_file(job.out / WEIGHTS) for job in (*jobs, unbroken)}) == 1


def test_two_hosts_with_a_part_of_the_model_each_end_with_the_whole(
    tmp_path: Path, tiny_base: Path, tiny_data: Path
) -> None:
    configs = on_hosts(tmp_path, tiny_data, tiny_base, free_port(), strategy="fsdp", max_steps=4)
    jobs = [job.wait() for job in start_hosts(tmp_path, configs)]
    assert [job.exit for job in jobs] == [0, 0], [job.stderr for job in jobs]
    assert sha256_of_file(jobs[0].out / WEIGHTS) == sha256_of_file(jobs[1].out / WEIGHTS)
    parts = [{path.name for path in (tmp_path / f"{node}/checkpoints/step-3").glob("part-*")} for node in range(2)]
    assert parts == [{"part-0.pt"}, {"part-1.pt"}]


def test_hosts_that_were_told_other_things_are_refused(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    first, second = on_hosts(tmp_path, tiny_data, tiny_base, free_port(), epochs=4)
    second["training"]["seed"] = 8
    for job in start_hosts(tmp_path, [first, second]):
        assert job.wait().exit == 2, job.stderr
        assert job.error["message"] == "the hosts of this training were not told to train the same"


def test_hosts_with_other_data_are_refused(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    configs = on_hosts(tmp_path, tiny_data, tiny_base, free_port(), epochs=4)
    configs[1]["paths"]["in"]["data"] = str(uneven_data(tmp_path / "data", 48))
    for job in start_hosts(tmp_path, configs):
        assert job.wait().exit == 2, job.stderr
        assert job.error["message"] == "the hosts of this training do not have the same data and base model"


def test_a_port_that_is_taken_is_named(tmp_path: Path, tiny_base: Path, tiny_data: Path) -> None:
    with socket.create_server(("", 0)) as server:
        config, _ = on_hosts(tmp_path, tiny_data, tiny_base, server.getsockname()[1])
        job = run_job(tmp_path / "0", config)
    assert job.exit == 4
    assert f"cannot meet at port {config['launch']['rendezvous'].split(':')[1]}" in job.error["message"]


def test_hosts_that_do_not_come_are_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from model_runtime import ranks

    monkeypatch.setattr(ranks, "_ARRIVAL", timedelta(seconds=1))
    meeting = ranks.Meeting("127.0.0.1", free_port(), None)
    first, second = (Rank(node, 2, 0, node, 2) for node in range(2))
    with pytest.raises(RuntimeFailure) as failure:
        ranks._store(second, meeting)
    assert "the first host of the training does not answer at 127.0.0.1:" in failure.value.message
    store = ranks._store(first, meeting)
    with pytest.raises(RuntimeFailure) as failure:
        ranks._meet(first, store, meeting, {})
    assert failure.value.code == "preflight"
    assert failure.value.message.startswith("1 of 2 ranks did not come to 127.0.0.1:")
    assert failure.value.message.endswith("those of node 1")
