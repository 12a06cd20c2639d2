"""The ceiling of bench/serving.ts: the same model on the same texts in one process, without a server.

Takes a model directory, a JSON file of texts, the max-length and the seconds of a round. Answers every line on stdin
with a line of JSON: texts per second and CPU-milliseconds a text, one by one and in batches of eight of like length.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from model_runtime.environment import thread_count
from model_runtime.inputs import load
from model_runtime.predictors import OnnxPredictor

BATCH = 8


def main() -> None:
    model, texts_file, max_length, seconds = sys.argv[1:]
    texts: list[str] = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    # Every core runs a batch of its own, as in the server: the arrangement that costs the least CPU time a text.
    inputs, predictor, workers = (
        load(model, int(max_length)),
        OnnxPredictor(Path(model), 1),
        thread_count(),
    )
    by_length = sorted(texts, key=lambda text: inputs.length(inputs.read([text])[0]))
    one_by_one = [[text] for text in texts]
    alike = [by_length[start : start + BATCH] for start in range(0, len(texts), BATCH)]

    def rate(batches: list[list[str]]) -> dict[str, float]:
        start, spent, turns = (
            time.perf_counter(),
            time.process_time(),
            itertools.count(),
        )

        def work(_: int) -> int:
            done = 0
            while time.perf_counter() - start < float(seconds):
                # A prime stride: a short round too sees short and long batches alike.
                batch = batches[next(turns) * 7919 % len(batches)]
                predictor.logits(inputs.encode(batch))
                done += len(batch)
            return done

        with ThreadPoolExecutor(workers) as pool:
            done = sum(pool.map(work, range(workers)))
        return {
            "perSecond": done / (time.perf_counter() - start),
            "cpuMsPerText": (time.process_time() - spent) * 1000 / done,
        }

    for _ in sys.stdin:
        sys.stdout.write(json.dumps({"oneByOne": rate(one_by_one), "likeLength": rate(alike)}) + "\n")
        sys.stdout.flush()


main()
