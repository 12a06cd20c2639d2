"""An ONNX model in INT8, measured against the original: size, speed and the answer to every test example.

Nothing is judged here: whether the candidate is good enough is decided by whoever reads the result.
"""

from __future__ import annotations

import math
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .environment import cpu_flags, environment, serving_threads, thread_count
from .evaluate import write_predictions
from .events import Events
from .examples import Some, open_dataset, same_labels
from .export import copy_companions, quiet
from .failures import RuntimeFailure
from .files import directory_whole
from .inputs import Inputs, load
from .latency import Timed, latencies, milliseconds
from .manifest import read_manifest
from .predictors import ONNX_FILE, OnnxPredictor, first_line, is_out_of_memory
from .probes import PROBES_FILE, write_probes
from .tasks import Asked, task_of

if TYPE_CHECKING:
    from .examples import Row

# One thread for speed: the ratio then does not depend on what else runs on the machine's other cores.
THREADS = 1
# One measurement repeats a quick call until it lasts this long, so that the clock's grain does not count.
_SHORTEST_MEASUREMENT_S = 0.005
# Examples that are also answered one at a time.
_ALONE = 1000
# Convolutions stay in FP32: four of 64 channels (kernel 3 by 3, 32 by 32 pixels, ONNX Runtime 1.31, one thread,
# AVX512-VNNI) ran 5 to 6 times slower than FP32 as ConvInteger with signed weights, and 1.0 to 1.5 times slower with
# unsigned ones.
_QUANTIZED_OPERATORS = ["MatMul", "Gemm", "Gather"]


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    """The verb `quantize`: paths.in.model (ONNX) → out/model, predictions files, quantize_result."""
    source, out = Path(config["paths"]["in"]["model"]), Path(config["paths"]["out"])
    task = task_of(config["task"])
    data = open_dataset(Path(config["paths"]["in"]["data"]))
    rows = data.split("test")
    baseline = OnnxPredictor(source, THREADS)
    same_labels("model", baseline.labels, data.labels)
    inputs = task.inputs(source, config["max_length"])
    target = out / "model"
    with directory_whole(target) as directory:
        copy_companions(source, directory)
        if config["precision"] == "int8":
            recipe = quantize_dynamically(source / ONNX_FILE, directory / ONNX_FILE)
            # Scales of dynamic INT8 are taken over the whole batch, so that neighbours change an answer.
            max_batch = 1
        else:
            shutil.copyfile(source / ONNX_FILE, directory / ONNX_FILE)
            recipe = "fp32 (the exported model, unchanged)"
            max_batch = config["batch_size"]
    events.artifact(target / ONNX_FILE)
    candidate = OnnxPredictor(target, THREADS)
    speed = []
    shapes = [shape for shape in config["shapes"] if shape["batch"] <= max_batch]
    for done, shape in enumerate(shapes, start=1):
        speed.append(measure(baseline, candidate, inputs, shape["batch"], shape["length"], config["repetitions"]))
        events.progress("speed", done, len(shapes), "shapes")
    del baseline, candidate
    latency = latency_as_served(config, inputs, target, rows, events)
    candidate = OnnxPredictor(target, thread_count())

    def ask(which: str, predictor: OnnxPredictor, batch_size: int, asked: Sequence[Row]) -> Path:
        path = out / ("predictions.jsonl" if which == "candidate" else f"{which}-predictions.jsonl")
        write_predictions(path, task.answers(Asked(which, predictor, inputs, asked, batch_size), events))
        return path

    said = ask("candidate", candidate, max_batch, rows)
    write_probes(target / PROBES_FILE, said, rows, inputs, candidate, task.content.kind, data.input_columns)
    if config["precision"] == "int8":
        ask("baseline", OnnxPredictor(source, thread_count()), config["batch_size"], rows)
    else:
        # The candidate is a copy of the baseline, asked in the same batches.
        shutil.copyfile(said, out / "baseline-predictions.jsonl")
    if max_batch > 1:
        # An answer must not depend on its neighbours: whoever reads the result compares these with the candidate's.
        ask("alone", candidate, 1, Some(rows, _ALONE))
    return {
        "verb": "quantize",
        "recipe": recipe,
        "model": {
            "format": "onnx",
            "engine": "onnxruntime",
            "precision": config["precision"],
            "labels": candidate.labels,
            "max_length": config["max_length"],
            "max_batch": max_batch,
        },
        "baseline_bytes": (source / ONNX_FILE).stat().st_size,
        "candidate_bytes": (target / ONNX_FILE).stat().st_size,
        **({"speed": speed} if speed else {}),
        "latency": latency,
        "environment": {**environment(), "threads": THREADS},
    }


def quantize_dynamically(source: Path, target: Path) -> str:
    """INT8 weights per channel, activations quantized as they come; returns the recipe's name.

    Without VNNI, 8-bit products of unsigned and signed values saturate on x86: weights then get 7 bits.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    x86 = platform.machine().lower() in ("x86_64", "amd64")
    reduced = x86 and not any("vnni" in flag for flag in cpu_flags())
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as name, quiet("root"):
            cleared, ready = Path(name) / "cleared.onnx", Path(name) / "ready.onnx"
            model = onnx.load(str(source))
            # The exporter's shapes of inner values contradict what shape inference finds, which then raises.
            del model.graph.value_info[:]
            onnx.save(model, str(cleared))
            # Symbolic shape inference gives up on these graphs.
            quant_pre_process(str(cleared), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready),
                str(target),
                op_types_to_quantize=_QUANTIZED_OPERATORS,
                per_channel=True,
                reduce_range=reduced,
                weight_type=QuantType.QInt8,
            )
    except Exception as cause:  # ONNX Runtime's quantizer raises many kinds
        if is_out_of_memory(cause):
            raise
        raise RuntimeFailure(
            "configuration",
            f"the model cannot be quantized: {first_line(cause)}",
            "Use quantize.precision fp32, or an architecture whose weights sit in matrix products.",
        ) from cause
    return "onnxruntime-dynamic-int8-per-channel" + ("-reduced-range" if reduced else "")


def latency_as_served(
    config: dict[str, Any], inputs: Inputs, target: Path, rows: Sequence[Row], events: Events
) -> dict[str, Any]:
    """The contract's `latency`: of the candidate, of what it was made from and, where it is given, of what serves."""
    threads, paths = serving_threads(), config["paths"]["in"]
    models = {"candidate": Timed(OnnxPredictor(target, threads), inputs)}
    if config["precision"] == "int8":
        models["baseline"] = Timed(OnnxPredictor(Path(paths["model"]), threads), inputs)
    if "released" in paths:
        # It is told beside, and nothing is decided by it: one that this runtime cannot ask stops nothing.
        try:
            released = _released(Path(paths["released"]), config["max_length"], threads)
            milliseconds(released, rows[0])
            models["released"] = released
        except RuntimeFailure as failure:
            events.warning(f"what serves today is not timed: {failure}", failure.hint)
    taken = latencies(models, rows, **config["latency"], events=events)
    return {"threads": threads, **{f"{name}_ms": values for name, values in taken.items()}}


def _released(directory: Path, max_length: int, threads: int) -> Timed:
    said = read_manifest(directory)
    longest = max_length if said is None else said.max_length
    return Timed(OnnxPredictor(directory, threads), load(directory, longest))


def measure(
    baseline: OnnxPredictor, candidate: OnnxPredictor, inputs: Inputs, batch: int, length: int, repetitions: int
) -> dict[str, Any]:
    """Both models in turn at one shape: median milliseconds of a call, and the median ratio with its 90 % interval."""
    feed = inputs.collate([inputs.probe(length)] * batch)
    try:
        calls = max(
            1, math.ceil(_SHORTEST_MEASUREMENT_S / min(_seconds(one, feed, 1) for one in (baseline, candidate) * 2))
        )
    except RuntimeFailure:
        raise
    except Exception as cause:  # ONNX Runtime's kinds of error
        code = "out-of-memory" if is_out_of_memory(cause) else "configuration"
        raise RuntimeFailure(
            code, f"the model cannot take {batch} × {length}: {first_line(cause)}", "Use a smaller max_length."
        ) from cause
    slow, fast = [], []
    for repetition in range(repetitions):
        # Whoever goes first alternates, so that a drift of the machine's clock favours neither.
        if repetition % 2 == 0:
            slow.append(_seconds(baseline, feed, calls))
            fast.append(_seconds(candidate, feed, calls))
        else:
            fast.append(_seconds(candidate, feed, calls))
            slow.append(_seconds(baseline, feed, calls))
    ratios = [one / other for one, other in zip(slow, fast, strict=True)]
    low, high = median_interval(ratios)
    return {
        "batch": batch,
        "length": length,
        "baseline_ms": statistics.median(slow) * 1000,
        "candidate_ms": statistics.median(fast) * 1000,
        "ratio": statistics.median(ratios),
        "ratio_low": low,
        "ratio_high": high,
    }


def _seconds(predictor: OnnxPredictor, feed: dict[str, np.ndarray], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        predictor.logits(feed)
    return max(time.perf_counter() - start, 1e-9) / calls


def median_interval(values: list[float]) -> tuple[float, float]:
    """90 % interval of the median by order statistics (sign test); the whole range where there are too few values.

    Rank k with P(Binomial(n, 1/2) < k) ≤ 5 %: the k-th smallest and the k-th largest value bound the median.
    """
    ordered, count = sorted(values), len(values)
    rank, below = 0, 0.0
    while rank < count:
        below += math.comb(count, rank) / 2**count
        if below > 0.05:
            break
        rank += 1
    place = max(rank - 1, 0)
    return ordered[place], ordered[count - 1 - place]
