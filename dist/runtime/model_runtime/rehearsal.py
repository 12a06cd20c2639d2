"""One step of a training with tensors that have a shape and no storage: what it would hold in memory.

Importing it imports PyTorch. Every operation of the forward pass, the backward pass and the optimizer is dispatched as
in a training, so that what is counted is what this model keeps in this precision, whatever its architecture. No weight
is read, and nothing is computed.
"""

from __future__ import annotations

import contextlib
import copy
import gc
import inspect
import warnings
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import torch
import transformers
from torch._subclasses.fake_tensor import DataDependentOutputException, DynamicOutputShapeException, FakeTensorMode
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map_only
from torch.utils.weak import WeakIdKeyDictionary
from transformers import masking_utils

from .base import Base, head_of, train_in_full
from .losses import cross_entropy
from .precision import Precision
from .reading import read_json

if TYPE_CHECKING:
    from .methods import Method
    from .tasks import Task
    from .tasks.task import Batch

KINDS = ("weights", "gradients", "optimizer", "activations", "temporary")

_TYPES = {"bf16": torch.bfloat16, "fp16": torch.float16}
_SAVED = {"BF16": torch.bfloat16, "F16": torch.float16}
# As the loss of a task that writes has them (tasks/generation.py).
_TOKENS_AT_A_TIME = 1024
_USUAL_IMAGE = 224
_DEEPEST, _DEPTHS = 8, (2, 4)


@dataclass(frozen=True)
class Step:
    """What decides how much memory an optimizer step needs, beside the model."""

    batch_size: int
    accumulates: bool
    """Whether gradients of earlier batches are there already."""

    length: int
    target_length: int
    precision: Precision
    optimizer: str
    checkpointing: bool
    saved_as: str | None = None
    """The half precision in which the frozen base stays (`BF16`, `F16`)."""

    packing: bool = False
    on_gpu: bool = False


@dataclass(frozen=True)
class Held:
    """Bytes by their kind at the moment when a step holds the most."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    temporary: int

    trained: int
    """Bytes of the weights that are trained."""

    state: int
    """Bytes of all that the optimizer knows of them."""

    blocks: tuple[int, ...]
    """Bytes of the weights of each block of the model."""

    @property
    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in (*KINDS, "trained", "state")}


class Ledger(TorchDispatchMode):
    """Counts storages from the operation that makes them until nobody has them any more."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = "weights"
        """What is made from now on."""

        self.now = dict.fromkeys(KINDS, 0)
        self.peak = dict(self.now)
        self._total = self._most = 0
        self._known: Any = WeakIdKeyDictionary()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = func(*args, **(kwargs or {}))
        tree_map_only(torch.Tensor, self.note, made)
        return made

    def note(self, tensor: torch.Tensor) -> None:
        storage = tensor.untyped_storage()
        if storage in self._known:
            return
        entry = [self.kind, storage.nbytes()]
        self._known[storage] = entry
        weakref.finalize(storage, self._gone, entry).atexit = False
        self._add(self.kind, entry[1])

    def rename(self, tensor: torch.Tensor, kind: str) -> None:
        """It was made as something else, and has become this."""
        entry = self._known.get(tensor.untyped_storage())
        if entry is None or entry[0] == kind:
            return
        self._add(entry[0], -entry[1])
        entry[0] = kind
        self._add(kind, entry[1])

    def forget_peak(self) -> None:
        self._most, self.peak = self._total, dict(self.now)

    def _gone(self, entry: list[Any]) -> None:
        self._add(entry[0], -entry[1])

    def _add(self, kind: str, size: int) -> None:
        self.now[kind] += size
        self._total += size
        if self._total > self._most:
            self._most, self.peak = self._total, dict(self.now)


def rehearsed(directory: Path, task: Task, method: Method, classes: int, step: Step) -> Held:
    """What a step holds; `directory` needs no more than the base's config.json, and of images how large they are."""
    head = {"num_labels": classes} if task.classes else {}
    config = transformers.AutoConfig.from_pretrained(directory, **head, local_files_only=True, trust_remote_code=False)
    depth = getattr(config, "num_hidden_layers", 0)
    if config.is_encoder_decoder or depth <= _DEEPEST:
        return _rehearsed(directory, config, task, method, classes, step)
    # Each layer of a stack holds the same: the rest follows from two that are lower, and take a tenth of the time.
    few, more = (_rehearsed(directory, _of_depth(config, of), task, method, classes, step) for of in _DEPTHS)
    share = (depth - _DEPTHS[0]) / (_DEPTHS[1] - _DEPTHS[0])
    counts = {name: round(a + (getattr(more, name) - a) * share) for name, a in few.counts.items()}
    return Held(**{name: max(0, count) for name, count in counts.items()}, blocks=(few.blocks * depth)[:depth])


def _of_depth(config: Any, depth: int) -> Any:
    changed = copy.deepcopy(config)
    changed.num_hidden_layers = depth
    for name, value in vars(config).items():
        if isinstance(value, list) and len(value) == config.num_hidden_layers:
            setattr(changed, name, value[:depth])
    return changed


def _rehearsed(directory: Path, config: Any, task: Task, method: Method, classes: int, step: Step) -> Held:
    base = _outline(directory, config, task, step)
    with _without_storage(), _as_on_gpu(step), _without_mask(_is_alone(task, step)):
        _on_device(base.model)
        if step.checkpointing:
            base.model.activation_checkpointing_enable({"use_reentrant": False})
        picks = "logits_to_keep" in inspect.signature(type(base.model).forward).parameters and not task.classes
        blocks = tuple(_bytes_of(block.parameters()) for block in _blocks_of(base.model))
        model = method.outline(base)
        train_in_full(model)
        model.train()
        batch = {**_batch(directory, base.model.config, task, step), **_labels(task, classes, step)}
        if picks:
            batch["logits_to_keep"] = torch.arange(batch["labels"].shape[1])
        return _held(model, task, batch, step, blocks)


@contextmanager
def _without_storage() -> Iterator[None]:
    mode = FakeTensorMode(allow_non_fake_inputs=True)
    # After an error in one model, PyTorch 2.13 ends with a segmentation fault in another that it has cached parts of.
    mode.cache_enabled = False
    applied = patch.object(torch.nn.Module, "_apply", _apply)
    with warnings.catch_warnings(), torch.random.fork_rng(devices=[]), mode, applied:
        warnings.simplefilter("ignore")
        yield


def _apply(module: Any, change: Callable[[torch.Tensor], torch.Tensor], recurse: bool = True) -> Any:
    """Module's own exchanges such tensors for others, which it cannot where somebody refers to them."""
    for child in module.children() if recurse else ():
        _apply(child, change)
    for name, one in (*module._parameters.items(), *module._buffers.items()):
        if one is not None and (changed := change(one)) is not one:
            if name in module._parameters:
                one.data = changed
            else:
                module._buffers[name] = changed
    return module


def _is_alone(task: Task, step: Step) -> bool:
    """Whether a batch is one text that is written on: nothing is padded, and no layer keeps a mask, which is as large
    as the square of the text."""
    return step.batch_size == 1 and not step.packing and not task.classes


@contextmanager
def _without_mask(alone: bool) -> Iterator[None]:
    """transformers looks whether several texts share a row, and where it cannot look makes a mask for them."""
    if not alone:
        yield
        return
    with patch.object(masking_utils, "find_packed_sequence_indices", lambda *_, **__: None):
        yield


def _on_device(model: Any) -> None:
    """From the device `meta`, of which nobody would think that it computes in half precision."""
    made: dict[int, Any] = {}
    for module in model.modules():
        for tensors in (module._parameters, module._buffers):
            for name, one in tensors.items():
                if one is None:
                    continue
                if id(one) not in made:
                    like = torch.empty(one.shape, dtype=one.dtype)
                    made[id(one)] = torch.nn.Parameter(like) if isinstance(one, torch.nn.Parameter) else like
                tensors[name] = made[id(one)]


def _outline(directory: Path, config: Any, task: Task, step: Step) -> Base:
    with torch.random.fork_rng(devices=[]), torch.device("meta"):
        model = task.auto_class().from_config(config, trust_remote_code=False).float()
    if step.saved_as is not None:
        model = model.to(_SAVED[step.saved_as])

    def probe(words: Any) -> Batch:
        return _batch(directory, config, task, step, len(words), 2 + max(words))

    if task.classes:
        return Base(model, head_of(model, set()), directory, probe)
    model.config.use_cache = False
    output = model.get_output_embeddings()
    return Base(model, [], directory, probe, [name for name, one in model.named_modules() if one is output])


def _batch(
    directory: Path, config: Any, task: Task, step: Step, size: int | None = None, length: int | None = None
) -> Batch:
    """What the model is given, all as long as they may become."""
    size, length = size or step.batch_size, length or step.length
    if task.content.kind == "image":
        height, width = _image_size(directory, config)
        return {"pixel_values": torch.zeros(size, getattr(config, "num_channels", 3), height, width)}
    ids = torch.zeros(size, length, dtype=torch.int64)
    given = {"input_ids": ids}
    if config.is_encoder_decoder and not task.classes:
        given["decoder_input_ids"] = torch.zeros(size, step.target_length, dtype=torch.int64)
    if step.packing:
        return {**given, "position_ids": torch.zeros_like(ids)}
    if _is_alone(task, step):
        return given
    return {**given, "attention_mask": torch.ones_like(ids)}


def _labels(task: Task, classes: int, step: Step) -> Batch:
    if task.classes:
        return {"labels": torch.zeros(step.batch_size, dtype=torch.int64)}
    length = step.target_length if task.name == "seq2seq" else step.length
    return {"labels": torch.zeros(step.batch_size, length, dtype=torch.int64)}


def _image_size(directory: Path, config: Any) -> tuple[int, int]:
    """As preprocessor_config.json says it, else as the model was made for."""
    settings = read_json(directory / "preprocessor_config.json", required=False)
    for key in ("crop_size", "size"):
        found = settings.get(key)
        if isinstance(found, int):
            return found, found
        if isinstance(found, dict) and {"height", "width"} <= found.keys():
            return int(found["height"]), int(found["width"])
    size = getattr(config, "image_size", None) or _USUAL_IMAGE
    return (size[0], size[1]) if isinstance(size, (list, tuple)) else (size, size)


def _blocks_of(model: Any) -> list[Any]:
    """The layers that a model is a stack of."""
    lists = [(name, one) for name, one in model.named_modules() if isinstance(one, torch.nn.ModuleList)]
    outer = [one for name, one in lists if not any(name.startswith(f"{other}.") for other, _ in lists)]
    return [layer for one in outer for layer in one]


def _bytes_of(parameters: Any) -> int:
    return sum(one.numel() * one.element_size() for one in parameters)


def _optimizer(name: str, trained: list[Any]) -> Any:
    if name == "adafactor":
        return transformers.Adafactor(trained, lr=1e-3, scale_parameter=False, relative_step=False)
    return torch.optim.SGD(trained, lr=1e-3) if name == "sgd" else torch.optim.AdamW(trained, lr=1e-3, fused=True)


def _held(model: Any, task: Task, batch: Batch, step: Step, blocks: tuple[int, ...]) -> Held:
    ledger, trained = Ledger(), [one for one in model.parameters() if one.requires_grad]
    for one in (*model.parameters(), *model.buffers()):
        ledger.note(one)
    # A weight of 4 bits is outlined in the type in which it is multiplied.
    packed = [one for one in model.parameters() if hasattr(one, "packed_bytes")]
    for parameter in trained:
        parameter.register_post_accumulate_grad_hook(lambda one: ledger.rename(one.grad, "gradients"))
    optimizer = _optimizer(step.optimizer, trained)
    with ledger:
        ledger.kind = "gradients"
        for parameter in trained:
            parameter.grad = torch.zeros_like(parameter)
        # What it keeps is there from its first step on.
        ledger.kind = "optimizer"
        optimizer.step()
        if not step.accumulates:
            optimizer.zero_grad(set_to_none=True)
        state = ledger.now["optimizer"]
        ledger.forget_peak()
        ledger.kind = "activations"
        for one in batch.values():
            ledger.note(one)
        loss = _loss(model, task, dict(batch), step)
        ledger.kind = "temporary"
        loss.backward()
        del loss
        optimizer.step()
    counts = dict(ledger.peak)
    if packed:
        counts["weights"] += sum(one.packed_bytes - one.numel() * one.element_size() for one in packed)
        counts["temporary"] += max(one.numel() * one.element_size() for one in packed)
    return Held(**counts, trained=_bytes_of(trained), blocks=blocks, state=state)


def _loss(model: Any, task: Task, batch: Batch, step: Step) -> torch.Tensor:
    labels = batch.pop("labels")
    with _autocast(step.precision):
        logits = _logits(model, batch, classes=task.classes)
    logits = logits.float()
    if task.classes:
        return cross_entropy(logits, labels).sum() / labels.numel()
    # Which of the words are trained on depends on the data: all of them need the most.
    chosen = logits.reshape(-1, logits.shape[-1]).index_select(0, torch.arange(labels.numel()))
    wanted = labels.reshape(-1)
    parts = zip(chosen.split(_TOKENS_AT_A_TIME), wanted.split(_TOKENS_AT_A_TIME), strict=True)
    return torch.cat([cross_entropy(some, truths) for some, truths in parts]).sum() / labels.numel()


def _logits(model: Any, batch: Batch, *, classes: bool) -> torch.Tensor:
    with contextlib.suppress(*((DataDependentOutputException, DynamicOutputShapeException) if classes else ())):
        return model(**batch).logits
    # BART looks for the place of a token, which nobody knows here. Its head, of a vector each, is little.
    gc.collect()
    whole = model.get_base_model() if hasattr(model, "get_base_model") else model
    return whole.base_model(**batch)[0][:, -1]


def _autocast(precision: Precision) -> contextlib.AbstractContextManager[Any]:
    if precision == "fp32":
        return contextlib.nullcontext()
    return torch.autocast("cpu", dtype=_TYPES[precision])


@contextmanager
def _as_on_gpu(step: Step) -> Iterator[None]:
    """What takes another way on a GPU, which this machine need not have: PyTorch's own rehearsal for one needs one.

    Functions are exchanged, and not intercepted: activations that are computed again are so in the backward pass.
    """
    if not step.on_gpu:
        yield
        return
    attend, normalize = functional.scaled_dot_product_attention, functional.layer_norm

    def attended(
        query: Any, key: Any, value: Any, attn_mask: Any = None, dropout_p: float = 0.0, *rest: Any, **named: Any
    ) -> Any:
        # Its kernels draw what they drop anew in the backward pass, and keep no chances of the whole text.
        return attend(query, key, value, attn_mask, 0.0, *rest, **named)

    def dropped(given: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
        return torch.native_dropout(given, p, True)[0] if training and 0 < p < 1 else given

    def normalized(given: Any, *rest: Any, **named: Any) -> Any:
        # Which stays in FP32 where products do not.
        return normalize(given if step.precision == "fp32" else given.float(), *rest, **named)

    with (
        patch.object(functional, "scaled_dot_product_attention", attended),
        patch.object(functional, "dropout", dropped),
        patch.object(functional, "layer_norm", normalized),
    ):
        yield
