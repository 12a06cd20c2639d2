"""What shares a run of the engine with what, and what a request owes to its neighbours: nothing."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from serving import Server, with_manifest

from model_runtime.batching import BATCH_TOKENS, LENGTH_STEP, Batcher, InferenceFailedError, QueueFullError, next_batch
from model_runtime.quantize import quantize_dynamically


@dataclass(frozen=True)
class Text:
    length: int
    number: int


def example(length: int) -> dict[str, np.ndarray]:
    return {"input_ids": np.zeros(length, dtype=np.int64)}


def length_of(one: dict[str, np.ndarray]) -> int:
    return len(one["input_ids"])


def batcher(run: Callable[[Any], np.ndarray], *, most: int = 4, queue: int = 99, workers: int = 1) -> Batcher:
    return Batcher(run, length_of, max_batch=most, max_queue=queue, workers=workers, on_batch=lambda _: None)


def drain(lengths: Sequence[int], most: int) -> list[list[Text]]:
    """The batches in which a queue is worked off."""
    waiting = [Text(length, number) for number, length in enumerate(lengths)]
    batches = []
    while waiting:
        batches.append(next_batch(waiting, most))
        waiting = [one for one in waiting if one not in batches[-1]]
    return batches


def test_however_long_the_queue_a_batch_holds_like_lengths_only() -> None:
    lengths = np.random.default_rng(0).integers(3, 128, 256).tolist()
    batches = drain(lengths, 8)
    assert sorted(one.number for batch in batches for one in batch) == list(range(256))
    for batch in batches:
        assert len(batch) <= 8
        assert max(one.length for one in batch) - min(one.length for one in batch) < LENGTH_STEP
    # Full batches are the rule: only the last of each length's is less.
    assert len(batches) <= 256 // 8 + 128 // LENGTH_STEP


def test_the_oldest_is_in_the_next_batch_so_that_nobody_waits_for_younger_ones_of_another_length() -> None:
    waiting = [Text(120, 0)] + [Text(10, number) for number in range(1, 100)]
    assert next_batch(waiting, 8) == [waiting[0]]
    for place, batch in enumerate(drain([10, 120] * 50, 8)):
        assert min(one.number for one in batch) <= place * 8 + 1


def test_a_batch_of_long_texts_is_small_enough_for_the_memory() -> None:
    batch = next_batch([Text(8192, number) for number in range(20)], 8)
    assert len(batch) == 1
    batch = next_batch([Text(1000, number) for number in range(20)], 8)
    assert len(batch) * 1000 <= BATCH_TOKENS


def test_the_queue_is_bounded() -> None:
    gate = threading.Event()

    def run(examples: Any) -> np.ndarray:
        gate.wait(10)
        return np.zeros((len(examples), 2))

    async def scene() -> None:
        running = batcher(run, queue=6)
        running.start()
        first = asyncio.create_task(running.infer([example(5)]))
        await asyncio.sleep(0.05)
        rest = [asyncio.create_task(running.infer([example(length)])) for length in (10, 200, 12, 190, 11, 9)]
        await asyncio.sleep(0)
        with pytest.raises(QueueFullError):
            await running.infer([example(5)])
        gate.set()
        await asyncio.gather(first, *rest)
        await running.close()

    asyncio.run(scene())


def test_a_request_that_is_cancelled_while_it_waits_is_not_computed_and_makes_room() -> None:
    gate, computed = threading.Event(), []

    def run(examples: Any) -> np.ndarray:
        gate.wait(10)
        computed.extend(map(length_of, examples))
        return np.zeros((len(examples), 2))

    async def scene() -> None:
        running = batcher(run, most=1, queue=2)
        running.start()
        first = asyncio.create_task(running.infer([example(1)]))
        await asyncio.sleep(0.05)
        left = asyncio.create_task(running.infer([example(2), example(3)]))
        await asyncio.sleep(0)
        left.cancel()
        await asyncio.wait([left])
        assert running.queued == 0
        stays = asyncio.create_task(running.infer([example(4), example(5)]))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, stays)
        await running.close()

    asyncio.run(scene())
    assert computed == [1, 4, 5]


def test_several_workers_run_at_a_time() -> None:
    both = threading.Barrier(2, timeout=10)

    def run(examples: Any) -> np.ndarray:
        both.wait()
        return np.zeros((len(examples), 2))

    async def scene() -> None:
        running = batcher(run, most=1, workers=2)
        running.start()
        await running.infer([example(1), example(1)])
        await running.close()

    asyncio.run(scene())


@pytest.mark.parametrize("fault", [np.nan, ValueError("no"), MemoryError()])
def test_an_example_that_the_model_cannot_take_fails_alone(fault: Any) -> None:
    def run(examples: Any) -> np.ndarray:
        if isinstance(fault, Exception) and 3 in map(length_of, examples):
            raise fault
        return np.asarray([[fault if length_of(one) == 3 else 1.0] for one in examples])

    async def scene() -> list[Any]:
        running = batcher(run)
        running.start()
        found = await asyncio.gather(*(running.infer([example(n)]) for n in (2, 3, 4)), return_exceptions=True)
        await running.close()
        return found

    found = asyncio.run(scene())
    assert isinstance(found[1], InferenceFailedError)
    assert found[0].tolist() == found[2].tolist() == [[1.0]]


def test_an_engine_that_loses_an_answer_fails_the_batch_and_the_next_is_served() -> None:
    def run(examples: Any) -> np.ndarray:
        return np.zeros((0 if 3 in map(length_of, examples) else len(examples), 2))

    async def scene() -> None:
        running = batcher(run)
        running.start()
        with pytest.raises(InferenceFailedError):
            await running.infer([example(3)])
        assert (await running.infer([example(2)])).shape == (1, 2)
        await running.close()

    asyncio.run(scene())


WORDS = ("good", "bad", "file", "list", "open", "parse", "value", "key")


def texts(count: int) -> list[str]:
    draw = np.random.default_rng(5)
    return [" ".join(draw.choice(WORDS, draw.integers(1, 30))) for _ in range(count)]


def answers(server: Server, asked: list[str], at_a_time: int) -> np.ndarray:
    """Probabilities, (texts, classes)."""
    with ThreadPoolExecutor(at_a_time) as pool:
        return np.asarray([answer["outputs"][2]["data"] for _, answer in pool.map(server.infer, asked)])


def batch_sizes(server: Server) -> Counter[str]:
    """Batches so far, by the smallest bound of the metric that they are under."""
    lines = [line for line in server.get("/metrics")[1].splitlines() if line.startswith("model_batch_size_bucket")]
    return Counter({line.split('le="')[1].split('"')[0]: int(float(line.rsplit(" ", 1)[1])) for line in lines})


def test_under_load_a_model_with_static_scales_answers_as_alone(exported: Path, tmp_path: Path) -> None:
    server = Server(with_manifest(exported / "model", tmp_path / "model"))
    try:
        asked = texts(120)
        alone, crowded = answers(server, asked, 1), answers(server, asked, 24)
        sizes = batch_sizes(server)
    finally:
        assert server.stop() == 0
    assert sizes["1.0"] < sizes["8.0"], "no batch was ever shared"
    assert np.abs(alone - crowded).max() < 1e-5


def test_a_model_that_may_not_share_a_batch_answers_bit_for_bit_as_alone_under_load(
    exported: Path, tmp_path: Path
) -> None:
    """Dynamic INT8: its scale is taken over the whole batch."""
    model = with_manifest(exported / "model", tmp_path / "model", precision="int8", maxBatch=1)
    quantize_dynamically(exported / "model/model.onnx", model / "model.onnx")
    server = Server(model, "--max-batch", "32")
    try:
        asked = texts(120)
        alone, crowded = answers(server, asked, 1), answers(server, asked, 24)
        together = np.asarray(server.infer(*asked[:40])[1]["outputs"][2]["data"]).reshape(40, -1)
        sizes = batch_sizes(server)
    finally:
        assert server.stop() == 0
    assert sizes["1.0"] == sizes["+Inf"]
    assert np.array_equal(alone, crowded)
    assert np.array_equal(alone[:40], together)
