"""A trained model as ONNX, proven to answer as PyTorch does at other batch sizes and lengths too."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from .events import Events
from .failures import RuntimeFailure
from .files import directory_whole
from .inputs import Inputs, refuse_beyond_positions
from .manifest import read_manifest
from .predictors import ONNX_FILE, OnnxPredictor, first_line, load_torch
from .reading import copy_regular, read_json
from .settings import whole
from .tasks import task_of

# Of logits, between PyTorch and ONNX Runtime. Reordered sums of FP32 differ by about 1e-5; a wrong graph by far more.
LARGEST_ALLOWED_DIFFERENCE = 1e-3
# What a model directory has besides the weights; those that exist are copied.
COMPANIONS = (
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "preprocessor_config.json",
)
# A protobuf file ends at 2 GiB.
_LARGEST_BYTES = 2**31 - 1
# At export every free dimension must be at least 2: 0 and 1 are always taken as fixed.
_EXPORT_BATCH = 2


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    """The verb `export`: paths.in.model (safetensors, or an adapter on paths.in.base) → out/model with model.onnx.

    Returns the contract's export_result.
    """
    paths = config["paths"]["in"]
    source, base = Path(paths["model"]), Path(paths["base"]) if "base" in paths else None
    target = Path(config["paths"]["out"]) / "model"
    task = task_of(config["task"])
    manifest = read_manifest(source)
    if manifest is not None and manifest.format == "onnx":
        raise RuntimeFailure(
            "configuration", f"{source} is an ONNX model already", "Give the directory of a fine-tuned model."
        )
    inputs = task.inputs(source, config["max_length"])
    refuse_beyond_positions(inputs, config["max_length"], str(source))
    events.progress("export", 0, 3, "steps")
    model = load_torch(source, task, base)
    config = source / "config.json"
    vocabulary = whole(read_json(config, required=True), "vocab_size", 1, config)
    with directory_whole(target) as directory:
        copy_companions(source, directory)
        opset = export_onnx(model, inputs, vocabulary, directory / ONNX_FILE)
        events.progress("export", 1, 3, "steps")
        shapes, difference = check(model, inputs, vocabulary, directory)
        events.progress("export", 2, 3, "steps")
    events.metric("largest_difference", difference)
    events.artifact(target / ONNX_FILE)
    events.progress("export", 3, 3, "steps")
    return {
        "verb": "export",
        "opset": opset,
        "size_bytes": (target / ONNX_FILE).stat().st_size,
        "largest_difference": difference,
        "checked_shapes": shapes,
    }


def copy_companions(source: Path, target: Path) -> None:
    """Copies what a served model needs besides its weights."""
    for name in COMPANIONS:
        copy_regular(source / name, target / name)


def export_onnx(model: Any, inputs: Inputs, vocabulary: int, path: Path) -> int:
    """Writes one self-contained ONNX file with free batch (and length); returns its opset."""
    import onnx
    import torch

    length = max(2, min(8, inputs.max_length or 8))
    example = sample(inputs, vocabulary, _EXPORT_BATCH, length)
    free: Any = torch.export.Dim.DYNAMIC
    # DYNAMIC, not AUTO: the exporter then refuses a graph that would fix a dimension.
    shapes = {name: ({0: free} if name in ("pixel_values", "numeric") else {0: free, 1: free}) for name in example}
    noise = io.StringIO()
    try:
        with (
            contextlib.redirect_stdout(noise),
            warnings.catch_warnings(),
            quiet("torch.onnx", "torch.export", "onnxscript"),
        ):
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                _logits_only(model, list(example)),
                args=(),
                kwargs={name: torch.from_numpy(values) for name, values in example.items()},
                input_names=list(example),
                output_names=["logits"],
                dynamic_shapes=shapes,
                dynamo=True,
                verbose=False,
            )
            program.save(str(path), external_data=False)
    except Exception as cause:  # the exporter raises many kinds
        if (path.exists() and path.stat().st_size > _LARGEST_BYTES) or "2GB" in str(cause) or "2GiB" in str(cause):
            hint = "Use a model of fewer than 500 million parameters: one ONNX file holds 2 GiB."
        else:
            hint = "Use an architecture that PyTorch's ONNX exporter supports; the log has its report."
        raise RuntimeFailure(
            "configuration", f"the model cannot be exported to ONNX: {first_line(cause)}", hint
        ) from cause
    graph = onnx.load(str(path), load_external_data=False)
    return max(one.version for one in graph.opset_import if one.domain in ("", "ai.onnx"))


def _logits_only(model: Any, names: list[str]) -> Any:
    """The model with its inputs by name and the logits as its one output."""
    import torch

    class Text(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any = None) -> Any:
            segments = {} if token_type_ids is None else {"token_type_ids": token_type_ids}
            return self.model(input_ids=input_ids, attention_mask=attention_mask, **segments).logits

    class Row(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, numeric: Any, token_type_ids: Any = None) -> Any:
            segments = {} if token_type_ids is None else {"token_type_ids": token_type_ids}
            return self.model(input_ids=input_ids, attention_mask=attention_mask, numeric=numeric, **segments).logits

    class Image(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, pixel_values: Any) -> Any:
            return self.model(pixel_values=pixel_values).logits

    made = Image() if names == ["pixel_values"] else Row() if "numeric" in names else Text()
    return made.eval()


@contextlib.contextmanager
def quiet(*names: str) -> Any:
    """The exporter's own chatter is no news; its errors are raised."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def sample(inputs: Inputs, vocabulary: int, batch: int, length: int) -> dict[str, np.ndarray]:
    """A batch of seeded random content in the model's shape; the last text is half padding."""
    rng = np.random.default_rng(0)
    made = inputs.collate([inputs.probe(length)] * batch)
    if "pixel_values" in made:
        return {"pixel_values": rng.standard_normal(made["pixel_values"].shape).astype(np.float32)}
    made["input_ids"] = rng.integers(0, vocabulary, made["input_ids"].shape, dtype=np.int64)
    made["attention_mask"][-1, max(1, length // 2) :] = 0
    if "numeric" in made:
        made["numeric"] = rng.standard_normal(made["numeric"].shape).astype(np.float32)
    return made


def check(model: Any, inputs: Inputs, vocabulary: int, directory: Path) -> tuple[list[dict[str, int]], float]:
    """Runs PyTorch and ONNX Runtime at several shapes; returns them and the largest difference of a logit.

    Raises RuntimeFailure `crashed` where a dimension was fixed silently or the answers differ by more than 1e-3.
    """
    import torch

    predictor = OnnxPredictor(directory, threads=1)
    longest = inputs.max_length or 64
    lengths = [1] if "pixel_values" in inputs.probe(1) else sorted({min(5, longest), longest})
    shapes = [{"batch": batch, "length": length} for batch in (1, 3) for length in lengths]
    largest = 0.0
    for shape in shapes:
        batch = sample(inputs, vocabulary, shape["batch"], shape["length"])
        named = f"batch {shape['batch']}, length {shape['length']}"
        with torch.inference_mode():
            try:
                wanted = model(**{name: torch.from_numpy(values) for name, values in batch.items()}).logits.numpy()
            except (IndexError, RuntimeError) as cause:
                raise RuntimeFailure(
                    "configuration",
                    f"the model itself cannot take {named}: {first_line(cause)}",
                    "Use a max_length within the model's position table (max_position_embeddings in config.json).",
                ) from cause
        try:
            found = predictor.logits(batch)
        except RuntimeFailure:
            raise
        except Exception as cause:  # ONNX Runtime's kinds of error
            raise RuntimeFailure(
                "crashed",
                f"the exported graph cannot take {named}, so a dimension was fixed at export: {first_line(cause)}",
                "Use an architecture that PyTorch's ONNX exporter supports with free dimensions.",
            ) from cause
        if not np.isfinite(wanted).all():
            raise RuntimeFailure(
                "diverged", f"the model's output is not finite at {named}", "Train again with a lower learning rate."
            )
        largest = max(largest, float(np.abs(found - wanted).max()) if found.shape == wanted.shape else float("inf"))
    if not largest <= LARGEST_ALLOWED_DIFFERENCE:
        raise RuntimeFailure(
            "crashed",
            f"the exported model answers differently: a logit differs by {largest:.3g}, "
            f"allowed are {LARGEST_ALLOWED_DIFFERENCE:g}",
            "Use an architecture that PyTorch's ONNX exporter supports.",
        )
    return shapes, largest
