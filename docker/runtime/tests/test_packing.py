"""Several conversations in one row: trained as each alone, or refused."""

from __future__ import annotations

import signal
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from architectures import WRITERS, writer_base
from jobs import run_job, start_job
from test_generation import examples, finetune_config, prepare
from tiny import told

from model_runtime.examples import Row
from model_runtime.failures import RuntimeFailure
from model_runtime.tasks import task_of
from model_runtime.tasks.packing import PackedExamples, packed, refuse_unless_apart

TASK = task_of("causal-lm")
# By the changes of its configuration. A window is shorter than a row, and than most examples.
MODELS: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("llama", {}),
    "gpt2": ("gpt2", {"attn_pdrop": 0, "embd_pdrop": 0, "resid_pdrop": 0}),
    "mistral with a sliding window": ("mistral", {"sliding_window": 12, "num_key_value_heads": 1}),
}


@pytest.fixture(scope="module", autouse=True)
def _mistral() -> Any:
    WRITERS["mistral"] = ("causal-lm", WRITERS["llama"][1])
    WRITERS["bloom"] = ("causal-lm", {"hidden_size": 16, "n_layer": 2, "n_head": 2})
    yield
    del WRITERS["mistral"], WRITERS["bloom"]


def made(kind: str, directory: Path) -> tuple[Any, Any]:
    """The inputs and the model, with weights so large that what another example says would show."""
    import torch

    base, changes = MODELS[kind]
    writer_base(base, directory, **changes)
    model = TASK.auto_class().from_pretrained(directory, dtype=torch.float32)
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=generator))
    model.config.use_cache = False
    return TASK.inputs(directory, 96), model.train()


def rows() -> list[Row]:
    return [Row(str(n), "ask " * (n % 5), target=f"{n} " * (1 + n % 4)) for n in range(13)]


def gradient(model: Any, batches: list[dict[str, Any]]) -> tuple[float, Any]:
    """The mean loss of all items and its gradient, from one batch after the other."""
    import torch

    model.zero_grad()
    items = sum(int(TASK.items(batch["labels"])) for batch in batches)
    loss = 0.0
    for batch in batches:
        given = dict(batch)
        labels = given.pop("labels")
        share = TASK.item_losses(model(**given).logits, labels).sum() / items
        share.backward()
        loss += float(share.detach())
    return loss, torch.cat([one.grad.flatten() for one in model.parameters()])


@pytest.mark.parametrize("kind", MODELS)
def test_what_shares_a_row_is_trained_as_alone(kind: str, tmp_path: Path) -> None:
    inputs, model = made(kind, tmp_path)
    examples = TASK.training_examples(rows(), inputs, ())
    lengths = TASK.lengths(rows(), inputs)
    assert lengths is not None
    together = TASK.packed(examples, lengths, inputs, 0, model)
    assert len(together) <= 12
    collate = TASK.collate(inputs)
    alone = [collate([one]) for one in examples]
    batches = [
        collate([together[index] for index in range(start, min(start + 2, len(together)))])
        for start in range(0, len(together), 2)
    ]
    assert all("attention_mask" not in batch for batch in batches)
    loss, wanted = gradient(model, alone)
    packed_loss, found = gradient(model, batches)
    assert packed_loss == pytest.approx(loss, rel=1e-5)
    assert float((found - wanted).abs().max()) <= 1e-5 * float(wanted.abs().max())


def test_a_mask_or_a_cache_would_let_them_see_each_other(tmp_path: Path) -> None:
    """Why there is neither: the comparison of the other test tells."""
    import torch

    inputs, model = made("llama", tmp_path)
    examples = TASK.training_examples(rows(), inputs, ())
    collate = TASK.collate(inputs)
    row = PackedExamples(examples, [np.arange(3)])[0]
    loss, _ = gradient(model, [collate([examples[index]]) for index in range(3)])
    batch = collate([row])
    assert gradient(model, [batch])[0] == pytest.approx(loss, rel=1e-5)
    masked = {**batch, "attention_mask": torch.ones_like(batch["input_ids"])}
    assert abs(gradient(model, [masked])[0] - loss) > 1e-4 * loss
    model.config.use_cache = True
    assert abs(gradient(model, [batch])[0] - loss) > 1e-4 * loss
    with pytest.raises(RuntimeFailure) as failure:
        refuse_unless_apart(model)
    assert "does not keep examples apart that share a row" in told(failure)


def test_a_model_that_lets_them_see_each_other_is_refused_with_the_remedy(tmp_path: Path) -> None:
    writer_base("bloom", tmp_path)
    model = TASK.auto_class().from_pretrained(tmp_path)
    model.config.use_cache = False
    with pytest.raises(RuntimeFailure) as failure:
        refuse_unless_apart(model)
    assert told(failure).endswith("Leave out finetune.packing.")
    with pytest.raises(RuntimeFailure, match="gives one answer a row"):
        task_of("text-classification").packed([], np.zeros(0), inputs=None, seed=0, model=None)  # type: ignore[arg-type]


def test_a_training_of_packed_rows_goes_on_after_a_kill_as_if_nothing_had_happened(tmp_path: Path) -> None:
    base = writer_base("llama", tmp_path / "base")
    weights = []
    for name, killed_at in (("unbroken", None), ("killed", 4)):
        directory = tmp_path / name
        assert prepare(directory, base, "causal-lm", examples(40)).exit == 0
        settings = {"packing": True, "epochs": 3, "batch_size": 2, "save_after": 3}
        config = {**finetune_config(directory, base, "causal-lm", **settings), "max_length": 200}
        if killed_at is not None:
            killed = start_job(directory / "first", config).signal_at_step(killed_at, signal.SIGKILL)
            assert killed.exit == -signal.SIGKILL
        job = run_job(directory / "job", config)
        assert job.exit == 0, job.stderr
        assert ("resumed_from_step" in job.result) is (killed_at is not None)
        # 28 examples in twos would be 42 steps: a row of 200 tokens has room for three of them.
        assert job.result["steps"] <= 18
        weights.append((directory / "tuned" / "model" / "model.safetensors").read_bytes())
    assert weights[0] == weights[1]


@pytest.mark.parametrize("seed", range(5))
def test_every_example_is_in_one_row_which_it_fits_into_and_rows_are_nearly_full(seed: int) -> None:
    lengths = np.random.default_rng(seed).integers(1, 100, 2000).astype(np.uint32)
    found = packed(lengths, 100, seed)
    assert sorted(np.concatenate(found)) == list(range(2000))
    sums = [int(lengths[row].sum()) for row in found]
    assert max(sums) <= 100
    # No arrangement has fewer rows than this; best fit, decreasing, needs at most 11/9 of the best one.
    assert len(found) <= 11 / 9 * np.ceil(lengths.sum() / 100) + 1
    assert [list(row) for row in packed(lengths, 100, seed)] == [list(row) for row in found]
    assert [list(row) for row in packed(lengths, 100, seed + 1)] != [list(row) for row in found]


@pytest.mark.parametrize("count", [0, 1, 127, 128, 129])
def test_few_examples_are_packed_as_many_are(count: int) -> None:
    found = packed(np.full(count, 100), 100, 0)
    assert sorted(int(one) for row in found for one in row) == list(range(count))
    assert len(found) == count


def test_rows_that_examples_share_take_few_bytes_an_example() -> None:
    """So that ten million pack in 300 MB, and are 60 MB then."""
    kept, peaks = {}, {}
    for count in (20_000, 120_000):
        lengths = np.random.default_rng(1).integers(1, 512, count).astype(np.uint32)
        tracemalloc.start()
        found = packed(lengths, 511, 0)
        kept[count], peaks[count] = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(found) > count / 2
    assert (kept[120_000] - kept[20_000]) / 100_000 < 9
    assert (peaks[120_000] - peaks[20_000]) / 100_000 < 30
