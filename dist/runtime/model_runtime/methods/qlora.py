"""LoRA on a base whose weights have 4 bits (Dettmers et al., arXiv:2305.14314); merged, it is a model in bf16."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import Base, load_base, load_base_weights
from ..environment import take_in
from ..events import Events
from ..failures import RuntimeFailure
from ..inputs import Inputs
from ..tabular import CONFIG_KEY
from . import adapter
from .lora import Lora, linear_layers
from .method import Saved, refuse_not_finite

if TYPE_CHECKING:
    from ..tasks import Task

# Of each weight: half of a byte, and its share in the scale of its block of 64 weights, in FP32 or, in 8 bits, with a
# scale of 256 such scales.
_BYTES = 0.5 + 4 / 64
_BYTES_DOUBLE = 0.5 + 1 / 64 + 4 / (64 * 256)


class QLora(Lora):
    # What has no 4 bits is in FP32.
    may_stay_in_half = False

    def __init__(self, section: dict[str, Any], *, on_any_device: bool = False) -> None:
        """`section` is `training.qlora` of the config; what it lacks has the contract's defaults.

        bitsandbytes computes on a CPU too, for its tests and ours, and too slowly for a training.
        """
        super().__init__(section)
        self._quant_type: str = section.get("quant_type", "nf4")
        self._double: bool = section.get("double_quant", True)
        self._compute: str = section.get("compute_dtype", "bf16")
        self._on_any_device = on_any_device
        self._loaded: tuple[Path, Task, Sequence[str], Events, Base] | None = None

    def refuse(self, task: Task, inputs: Inputs, max_length: int) -> None:
        import torch

        if not self._on_any_device and not torch.cuda.is_available():
            raise RuntimeFailure(
                "configuration",
                "method: qlora needs an NVIDIA GPU, and this job has none",
                "Give it one (engine.gpus: 1), or write method: lora.",
            )
        take_in("bitsandbytes")
        if find_spec("bitsandbytes") is None:
            raise RuntimeFailure(
                "configuration",
                "method: qlora needs the package bitsandbytes, which is not installed",
                "Install it (pip install bitsandbytes==0.50.2) into the Python that MODEL_ACTIONS_PYTHON names, or "
                "into your image (engine.image), or write method: lora.",
            )

    def load(self, base: Path, task: Task, labels: Sequence[str], events: Events, as_saved: bool = False) -> Base:
        import torch
        from transformers import BitsAndBytesConfig

        types = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}
        four_bits = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type=self._quant_type,
            bnb_4bit_use_double_quant=self._double,
            bnb_4bit_compute_dtype=types[self._compute],
            llm_int8_skip_modules=_outside(base, task, labels),
        )
        device = torch.cuda.current_device() if torch.cuda.is_available() else "cpu"
        loaded = load_base(base, task, labels, events, quantization_config=four_bits, device_map={"": device})
        self._loaded = (base, task, labels, events, loaded)
        return loaded

    def wrap(self, base: Base) -> Any:
        from peft import prepare_model_for_kbit_training

        prepare_model_for_kbit_training(base.model, use_gradient_checkpointing=False)
        return super().wrap(base)

    def outline(self, base: Base) -> Any:
        """Weights that will have 4 bits are in the type in which they are multiplied, with `packed_bytes`."""
        import torch

        kind = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}[self._compute]
        of_4_bits = [base.model.get_submodule(name).weight for name in linear_layers(base)]
        model = super().outline(base)
        for weight in of_4_bits:
            weight.data = weight.data.to(kind)
            weight.packed_bytes = round(weight.numel() * (_BYTES_DOUBLE if self._double else _BYTES))
        return model

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        import torch
        from peft import get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict

        refuse_not_finite(model)
        if not self._merge:
            adapter.save(model, base_digest, directory)
            return Saved("adapter", base_digest)
        if self._loaded is None:
            raise RuntimeError("a base is loaded before it is saved")
        base, task, labels, events, loaded = self._loaded
        asked = loaded.probe([3])
        said = _answer(model, asked)
        weights = {name: one.detach().cpu() for name, one in get_peft_model_state_dict(model).items()}
        settings = model.peft_config["default"]
        del model
        gc.collect()
        # Into the weights as they were before they had 4 bits: merged into those, each would be rounded once more.
        whole, _ = load_base_weights(base, task, labels, dtype=torch.bfloat16)
        tuned = get_peft_model(whole, settings, autocast_adapter_dtype=False)
        set_peft_model_state_dict(tuned, weights)
        merged = tuned.merge_and_unload().to(torch.bfloat16)
        refuse_not_finite(merged)
        events.metric("merged_difference", float((_answer(merged, asked) - said).abs().max()))
        merged.save_pretrained(directory)
        return Saved("safetensors", None, precision="bf16")


def _outside(base: Path, task: Task, labels: Sequence[str]) -> list[str]:
    """Names of the modules outside of the base: a head is trained whole, or says how likely each word is."""
    import torch
    import transformers

    head = {"num_labels": len(labels)} if task.classes else {}
    config = transformers.AutoConfig.from_pretrained(base, **head, local_files_only=True, trust_remote_code=False)
    # A head that reads numbers, too, is another one.
    setattr(config, CONFIG_KEY, task.load_options(labels).get(CONFIG_KEY))
    with torch.random.fork_rng(devices=[]), torch.device("meta"):
        model = task.auto_class().from_config(config, trust_remote_code=False)
    return [name for name, _ in model.named_children() if name != model.base_model_prefix] + ["pooler"]


def _answer(model: Any, asked: dict[str, Any]) -> Any:
    """Logits in FP32, on the CPU."""
    import torch

    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        return model(**{name: one.to(device) for name, one in asked.items()}).logits.float().cpu()
