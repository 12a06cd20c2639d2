"""The format `adapter`: LoRA weights and the trained head, and the digest of the base model that they belong on.

The directory holds adapter_config.json and adapter_model.safetensors as PEFT writes them, with the base's digest where
PEFT writes a name or a path, and config.json and the tokenizer as every model directory does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..base import load_base_weights
from ..failures import RuntimeFailure
from ..files import tree_digest
from ..inputs import read_json
from ..predictors import labels_of

CONFIG_FILE = "adapter_config.json"
WEIGHTS_FILE = "adapter_model.safetensors"


def save(model: Any, base_digest: str, directory: Path) -> None:
    """Writes a PEFT model's adapter without its base."""
    from peft import get_peft_model_state_dict
    from safetensors.torch import save_file

    weights = get_peft_model_state_dict(model, save_embedding_layers=False)
    save_file(
        {name: tensor.detach().cpu().contiguous().clone() for name, tensor in weights.items()},
        directory / WEIGHTS_FILE,
        metadata={"format": "pt"},
    )
    settings = model.peft_config["default"]
    settings.base_model_name_or_path = base_digest
    settings.inference_mode = True
    settings.save_pretrained(directory)
    plain = model.get_base_model()
    plain.config.architectures = [type(plain).__name__]
    plain.config.save_pretrained(directory)


def is_adapter(directory: Path) -> bool:
    return (directory / CONFIG_FILE).is_file()


def load(directory: Path, base: Path, task: str) -> Any:
    """The whole model, merged, in FP32: the same weights as if they had been merged after training.

    Raises RuntimeFailure `configuration` where `base` is not the model that the adapter was trained on.
    """
    from peft import PeftModel

    wanted = read_json(directory / CONFIG_FILE, required=True).get("base_model_name_or_path")
    found = tree_digest(base)
    if wanted != found:
        raise RuntimeFailure(
            "configuration",
            f"{base} is not the base of the adapter {directory}: its digest is {found}, the adapter names {wanted}",
            "Give the base model that the adapter was trained on.",
        )
    model, _ = load_base_weights(base, task, labels_of(directory))
    return PeftModel.from_pretrained(model, str(directory)).merge_and_unload()
