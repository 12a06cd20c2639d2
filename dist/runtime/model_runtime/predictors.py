"""A model directory as a function from a batch to logits, by the engine that its model.json names.

PyTorch and transformers are imported only where safetensors are loaded. Threads are fixed: speed changes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .environment import quiet_libraries
from .failures import RuntimeFailure
from .inputs import Example, Inputs
from .manifest import read_manifest
from .positions import counts_after_padding
from .pretrained import check_pretrained, refuse_more_than_stored
from .reading import read_json

if TYPE_CHECKING:
    from .examples import Row
    from .tasks import Task

ONNX_FILE = "model.onnx"


class Predictor(Protocol):
    """A model that answers, whatever its task."""

    threads: int

    max_batch: int | None
    """The largest batch it may be asked in; None where any will do."""


class Classifier(Predictor, Protocol):
    labels: list[str]
    """Class names in the order of the logits."""

    def logits(self, batch: dict[str, np.ndarray]) -> np.ndarray:
        """`(examples, classes)` float32. Raises what the engine raises."""
        ...


def labels_of(model_dir: str | Path) -> list[str]:
    """Class names in the order of the logits, from `id2label` of config.json; they must be complete and distinct."""
    path = Path(model_dir) / "config.json"
    table = read_json(path, required=True).get("id2label")
    if not isinstance(table, dict) or not table:
        raise RuntimeFailure(
            "configuration", f"{path} names no classes (id2label)", "Use a model with a classification head."
        )
    try:
        named = {int(index): name for index, name in table.items()}
    except ValueError as cause:
        raise RuntimeFailure("configuration", f"{path}: a key of id2label is no number", "Correct id2label.") from cause
    labels = [named.get(index) for index in range(len(named))]
    if not all(isinstance(label, str) and label for label in labels) or len(set(labels)) != len(labels):
        raise RuntimeFailure(
            "configuration", f"{path}: id2label must give each index from 0 a name of its own", "Correct id2label."
        )
    return [str(label) for label in labels]


def load_predictor(model_dir: str | Path, task: Task, threads: int, base: Path | None = None) -> Classifier:
    """A model directory as its model.json says what it is; one of the user's own has none, and is safetensors.

    `base` is the base model's directory, which an adapter needs.
    """
    directory, manifest = Path(model_dir), read_manifest(model_dir)
    if manifest is None:
        return TorchPredictor(directory, task, threads, base)
    kind = (manifest.format, manifest.engine)
    if kind not in _LOADERS:
        raise RuntimeFailure(
            "configuration",
            f"{directory}: {manifest.format} by {manifest.engine} cannot be run",
            f"Give a model of {', '.join(f'{form} by {engine}' for form, engine in _LOADERS)}.",
        )
    predictor = _LOADERS[kind](directory, task, threads, base)
    predictor.max_batch = manifest.max_batch
    return predictor


class OnnxPredictor:
    """One ONNX Runtime session on the CPU."""

    def __init__(self, directory: Path, threads: int) -> None:
        self.labels = labels_of(directory)
        self.threads = threads
        self.max_batch: int | None = None
        if not (directory / ONNX_FILE).is_file():
            raise RuntimeFailure("configuration", f"{directory} holds no {ONNX_FILE}", "Export the model first.")
        self._session = open_session(directory / ONNX_FILE, threads)
        self._names = {one.name for one in self._session.get_inputs()}

    def logits(self, batch: dict[str, np.ndarray]) -> np.ndarray:
        missing = self._names - batch.keys()
        if missing:
            raise RuntimeFailure(
                "configuration",
                f"{ONNX_FILE} wants the inputs {', '.join(sorted(missing))}, which its tokenizer does not give",
                "Export the model with the export stage.",
            )
        feed = {name: values for name, values in batch.items() if name in self._names}
        (logits,) = self._session.run(["logits"], feed)
        return np.asarray(logits, dtype=np.float32)


def open_session(path: Path, threads: int) -> Any:
    """An ONNX Runtime session for the CPU with a fixed number of threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin while idle steal time from whatever is measured beside, and from the server's event loop.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # errors are raised, and told once by whoever catches them
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as cause:  # ONNX Runtime raises many kinds for a broken file
        raise RuntimeFailure(
            "configuration", f"{path} cannot be loaded: {first_line(cause)}", "Export the model again."
        ) from cause
    if "logits" not in {one.name for one in session.get_outputs()}:
        raise RuntimeFailure(
            "configuration", f"{path} has no output named logits", "Export the model with the export stage."
        )
    return session


class TorchPredictor:
    """A transformers classification model in FP32, on the GPU where there is one, else on the CPU."""

    def __init__(self, directory: Path, task: Task, threads: int, base: Path | None = None) -> None:
        import torch

        self.labels = labels_of(directory)
        self.threads = threads
        self.max_batch: int | None = None
        torch.set_num_threads(threads)
        self._torch = torch
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = load_torch(directory, task, base).to(self._device)

    def logits(self, batch: dict[str, np.ndarray]) -> np.ndarray:
        torch = self._torch
        with torch.inference_mode():
            tensors = {name: torch.from_numpy(values).to(self._device) for name, values in batch.items()}
            return self.model(**tensors).logits.float().cpu().numpy()


def load_torch(directory: Path, task: Task, base: Path | None = None) -> Any:
    """The transformers model of a directory, in FP32 and evaluation mode; code of the model's own is never run.

    An adapter is merged into `base`, the directory of the model that it was trained on.
    """
    import torch

    manifest = read_manifest(directory)
    if manifest is not None and manifest.format == "adapter":
        from .methods import adapter

        return adapter.load(directory, base, task).eval()
    if not any(directory.glob("*.safetensors")):
        raise RuntimeFailure(
            "configuration",
            f"{directory} holds no *.safetensors, and no model.json that says what else it is",
            "Give the directory of a trained model, or of a stage's result with its model.json.",
        )
    quiet_libraries()
    check_pretrained(directory)
    try:
        refuse_more_than_stored(directory, task, len(labels_of(directory)) if task.classes else None)
        model, info = task.auto_class().from_pretrained(
            str(directory),
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype=torch.float32,
            output_loading_info=True,
        )
    except RuntimeFailure:
        raise
    except Exception as cause:  # transformers raises many kinds for a broken directory
        raise RuntimeFailure(
            "configuration",
            f"{directory} is no loadable {task.name} model: {first_line(cause)}",
            "Give a directory saved by the fine-tuning stage.",
        ) from cause
    missing = sorted(info["missing_keys"]) + sorted(str(one) for one in info["mismatched_keys"])
    if missing:
        raise RuntimeFailure(
            "configuration",
            f"the weights of {directory} lack {', '.join(missing[:3])}: its head would be random",
            "Fine-tune the model first.",
        )
    if task.classes and (directory / "tokenizer.json").is_file():
        tell_padding(model, directory, task)
    return model.eval()


def tell_padding(model: Any, directory: Path, task: Task) -> None:
    """A model that reads the last token of each text must know which are padding: those that its texts are padded with.

    Many generative bases (Qwen, Llama) name a padding token for their tokenizer and none in config.json, or another
    one; what a text is answered then depended on the texts beside it. What counts its positions from the padding on
    keeps its own.
    """
    config, padding = model.config.get_text_config(), task.inputs(directory, None).pad_id
    known = getattr(config, "pad_token_id", None)
    if padding is not None and (known is None or not counts_after_padding(str(config.model_type))):
        config.pad_token_id = padding


def first_line(cause: BaseException) -> str:
    """The first line of an error's text, or its kind."""
    lines = str(cause).strip().splitlines()
    return lines[0][:300] if lines else type(cause).__name__


# Texts that are read and sorted by length together, in batches: more would save little padding and cost memory.
_WINDOW_BATCHES = 16


def windows(
    predictor: Classifier, inputs: Inputs, rows: Sequence[Row], batch_size: int, like_lengths: bool
) -> Iterator[tuple[list[Row], np.ndarray]]:
    """The rows in their order, some at a time, each with its logits `(rows, classes)`; memory holds one window only.

    Where lengths differ, those that are alike share a batch, which saves most of the padding. Raises RuntimeFailure
    `diverged` for logits that are not finite, and `out-of-memory` with the batch size.
    """
    size = min(batch_size, predictor.max_batch or batch_size)
    step = size * _WINDOW_BATCHES if like_lengths else size
    for start in range(0, len(rows), step):
        part = [rows[index] for index in range(start, min(start + step, len(rows)))]
        examples = _read(inputs, part)
        order = sorted(range(len(part)), key=lambda index: inputs.length(examples[index]))
        logits = np.zeros((len(part), len(predictor.labels)), dtype=np.float32)
        for first in range(0, len(order), size):
            chosen = order[first : first + size]
            logits[chosen] = run_batch(predictor, inputs, [examples[index] for index in chosen])
        bad = np.flatnonzero(~np.isfinite(logits).all(axis=1))
        if len(bad):
            raise RuntimeFailure(
                "diverged",
                f"the model's output is not finite for {len(bad)} of {len(part)} examples, "
                f"the first is {part[bad[0]].id!r}",
                "Train again with a lower learning rate, or check the weights.",
            )
        yield part, logits


def _read(inputs: Inputs, rows: Sequence[Row]) -> list[Example]:
    try:
        return inputs.read([row.input for row in rows])
    except MemoryError as cause:
        raise RuntimeFailure(
            "out-of-memory", f"{len(rows)} prepared examples do not fit into memory", "Use a smaller batch-size."
        ) from cause


def run_batch(predictor: Classifier, inputs: Inputs, examples: Sequence[Example]) -> np.ndarray:
    """One batch's logits; an engine that is out of memory, or refuses the batch, is named with the batch's shape."""
    length = max(inputs.length(example) for example in examples)
    try:
        found = predictor.logits(inputs.collate(examples))
    except RuntimeFailure:
        raise
    except Exception as cause:  # PyTorch's and ONNX Runtime's kinds of error are not importable here without them
        if is_out_of_memory(cause):
            raise RuntimeFailure(
                "out-of-memory",
                f"a batch of {len(examples)} × {length} does not fit into memory: {first_line(cause)}",
                "Use a smaller batch-size or max-length, or a machine with more memory.",
            ) from cause
        raise RuntimeFailure(
            "configuration",
            f"the model cannot take a batch of {len(examples)} × {length}: {first_line(cause)}",
            _refusal_hint(inputs, length),
        ) from cause
    if found.shape != (len(examples), len(predictor.labels)):
        raise RuntimeFailure(
            "configuration",
            f"the model gives {found.shape[-1]} scores, and config.json names {len(predictor.labels)} classes",
            "Correct id2label in config.json.",
        )
    return found


def _refusal_hint(inputs: Inputs, length: int) -> str:
    """The remedy for an engine's refusal: the position table is to blame only where the batch is longer than it."""
    if inputs.positions is not None and length > inputs.positions:
        return f"Set data.max-length to {inputs.positions} or less: the model has no more positions."
    return "Lower data.max-length if shorter texts work; otherwise the engine does not support this model as it is."


def is_out_of_memory(cause: BaseException) -> bool:
    """PyTorch (CPU and CUDA) and ONNX Runtime say it by text alone."""
    text = str(cause).lower()
    return isinstance(cause, MemoryError) or any(
        sign in text
        for sign in (
            "out of memory",
            "can't allocate memory",
            "failed to allocate memory",
            "bad_alloc",
            "not enough memory",
        )
    )


_LOADERS: dict[tuple[str, str], Callable[[Path, Task, int, Path | None], Classifier]] = {
    ("safetensors", "pytorch"): TorchPredictor,
    ("adapter", "pytorch"): TorchPredictor,
    ("onnx", "onnxruntime"): lambda directory, _task, threads, _base: OnnxPredictor(directory, threads),
}
