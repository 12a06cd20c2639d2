"""A model directory that writes texts: from a batch to what it writes, and to how likely it finds what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from .failures import RuntimeFailure
from .manifest import read_manifest
from .predictors import Predictor, first_line, is_out_of_memory, load_torch

if TYPE_CHECKING:
    import torch

    from .tasks import Task


@dataclass(frozen=True)
class Generating:
    """How answers are written."""

    max_new_tokens: int
    num_beams: int = 1
    """1: the likeliest token each time."""


class Writer(Predictor, Protocol):
    def write(
        self, batch: dict[str, np.ndarray], how: Generating, *, ends: Sequence[int], pad_id: int
    ) -> list[list[int]]:
        """The tokens of each answer, which may have an end in them, and padding after it."""
        ...

    def log_likelihoods(self, batch: dict[str, torch.Tensor], task: Task) -> list[tuple[float, int]]:
        """Of each example of a training batch: the log-probability of its labels, and how many they are."""
        ...


def load_writer(directory: Path, task: Task, threads: int, base: Path | None = None) -> TorchWriter:
    """A model directory as its model.json says what it is; one of the user's own has none, and is safetensors."""
    manifest = read_manifest(directory)
    if manifest is not None and manifest.engine != "pytorch":
        raise RuntimeFailure(
            "configuration",
            f"{directory}: {manifest.format} by {manifest.engine} cannot write texts",
            "Give a model of safetensors or adapter by pytorch.",
        )
    writer = TorchWriter(directory, task, threads, base)
    if manifest is not None:
        writer.max_batch = manifest.max_batch
    return writer


class TorchWriter:
    """A transformers model in FP32, on the GPU where there is one, else on the CPU."""

    def __init__(self, directory: Path, task: Task, threads: int, base: Path | None = None) -> None:
        import torch

        self.threads = threads
        self.max_batch: int | None = None
        torch.set_num_threads(threads)
        self._torch = torch
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = load_torch(directory, task, base).to(self._device)

    def write(
        self, batch: dict[str, np.ndarray], how: Generating, *, ends: Sequence[int], pad_id: int
    ) -> list[list[int]]:
        from transformers import GenerationConfig

        torch, model = self._torch, self.model
        known = {name: getattr(model.generation_config, name, None) for name in ("bos_token_id", "forced_bos_token_id")}
        start = getattr(model.generation_config, "decoder_start_token_id", None)
        settings = GenerationConfig(
            do_sample=False,
            max_new_tokens=how.max_new_tokens,
            num_beams=how.num_beams,
            eos_token_id=list(ends),
            pad_token_id=pad_id,
            decoder_start_token_id=getattr(model.config, "decoder_start_token_id", None) if start is None else start,
            **known,
        )
        # What the base's makers recommend, such as a least length of a summary, is not what was trained here.
        model.generation_config = settings
        with self._explained(batch["input_ids"].shape), torch.inference_mode():
            tensors = {name: torch.from_numpy(values).to(self._device) for name, values in batch.items()}
            written = model.generate(**tensors, generation_config=settings)
        # A model that reads one text and writes another answers with what begins its own.
        begun = 1 if model.config.is_encoder_decoder else batch["input_ids"].shape[1]
        return written[:, begun:].cpu().tolist()

    def log_likelihoods(self, batch: dict[str, torch.Tensor], task: Task) -> list[tuple[float, int]]:
        torch = self._torch
        with self._explained(tuple(batch["input_ids"].shape)), torch.inference_mode():
            tensors = {name: values.to(self._device) for name, values in batch.items()}
            labels = tensors.pop("labels")
            logits = self.model(**tensors).logits
            if not logits.isfinite().all():
                raise RuntimeFailure(
                    "diverged",
                    "the model's output is not finite",
                    "Train again with a lower learning rate, or check the weights.",
                )
            return [
                (min(0.0, -float(task.item_losses(one[None], wanted[None]).double().sum())), int(task.items(wanted)))
                for one, wanted in zip(logits, labels, strict=True)
            ]

    @contextmanager
    def _explained(self, shape: tuple[int, ...]) -> Iterator[None]:
        """Errors of the engine become RuntimeFailures that name the batch."""
        try:
            yield
        except RuntimeFailure:
            raise
        except Exception as cause:  # PyTorch raises many kinds
            if is_out_of_memory(cause):
                raise RuntimeFailure(
                    "out-of-memory",
                    f"a batch of {' × '.join(map(str, shape))} does not fit into memory: {first_line(cause)}",
                    "Use a smaller evaluate.batch-size or data.max-length, or a machine with more memory.",
                ) from cause
            raise RuntimeFailure(
                "configuration",
                f"the model cannot take a batch of {' × '.join(map(str, shape))}: {first_line(cause)}",
                "Lower data.max-length if shorter texts work.",
            ) from cause
