"""The format `adapter`: LoRA weights and the trained head, and the digest of the base model that they belong on.

The directory holds adapter_config.json and adapter_model.safetensors as PEFT writes them, with the base's digest where
PEFT writes a name or a path, and config.json and the tokenizer as every model directory does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import load_base_weights
from ..failures import RuntimeFailure
from ..files import tree_digest
from ..predictors import first_line, is_out_of_memory, labels_of
from ..reading import read_json

if TYPE_CHECKING:
    from ..tasks import Task

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


def load(directory: Path, base: Path | None, task: Task) -> Any:
    """The tuned model in FP32, whose call gives `logits`; of LoRA the same weights as if merged after training.

    Raises RuntimeFailure `configuration` where `base` is not the model that the adapter was trained on, or where the
    adapter is not whole: what it lacks would be random.
    """
    if base is None:
        raise RuntimeFailure(
            "configuration", f"{directory} is an adapter, and its base model is not given", "Give the base model too."
        )
    settings = read_json(directory / CONFIG_FILE, required=True)
    wanted, found = settings.get("base_model_name_or_path"), tree_digest(base)
    if wanted != found:
        raise RuntimeFailure(
            "configuration",
            f"{base} is not the base of the adapter {directory}: its digest is {found}, the adapter names {wanted}",
            "Give the base model that the adapter was trained on.",
        )
    put_on = KINDS.get(str(settings.get("peft_type")))
    if put_on is None:
        raise _of_another_kind(directory / CONFIG_FILE)
    model, random = load_base_weights(base, task, labels_of(directory) if task.classes else ())
    return put_on(directory, settings, model, random)


def _put_on_lora(directory: Path, settings: dict[str, Any], model: Any, random: set[str]) -> Any:
    """Merged."""
    from peft import get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict
    from safetensors.torch import load_file

    try:
        tuned = get_peft_model(model, _lora_config(settings, directory / CONFIG_FILE))
        weights = load_file(directory / WEIGHTS_FILE)
    except RuntimeFailure:
        raise
    except Exception as cause:  # PEFT and safetensors raise many kinds for a broken directory
        if is_out_of_memory(cause):
            raise
        raise RuntimeFailure(
            "configuration", f"{directory} is no loadable adapter: {first_line(cause)}", "Fine-tune the model again."
        ) from cause
    kept = tuple(f"{name}." for name in tuned.peft_config["default"].modules_to_save or [])
    lacking = set(get_peft_model_state_dict(tuned, save_embedding_layers=False)) - set(weights)
    lacking |= {name for name in random if not name.startswith(kept)}
    if lacking:
        raise RuntimeFailure(
            "configuration",
            f"{directory / WEIGHTS_FILE} lacks {', '.join(sorted(lacking)[:3])}",
            "Fine-tune the model again.",
        )
    set_peft_model_state_dict(tuned, weights)
    return tuned.merge_and_unload()


def _lora_config(settings: dict[str, Any], path: Path) -> Any:
    """What `save` has written, and nothing else of what PEFT would take.

    PEFT imports modules that a file names (megatron_core), and matches names with its patterns.
    """
    from peft import LoraConfig

    names = {key: settings.get(key) or [] for key in ("target_modules", "modules_to_save")}
    rank, alpha, dropout = (settings.get(key) for key in ("r", "lora_alpha", "lora_dropout"))
    fits = (
        all(isinstance(found, list) and all(isinstance(name, str) for name in found) for found in names.values())
        and isinstance(rank, int)
        and all(isinstance(value, (int, float)) for value in (alpha, dropout))
    )
    if not fits:
        raise _of_another_kind(path)
    return LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=dropout,
        target_modules=names["target_modules"],
        fan_in_fan_out=settings.get("fan_in_fan_out") is True,
        modules_to_save=names["modules_to_save"] or None,
    )


def _of_another_kind(path: Path) -> RuntimeFailure:
    return RuntimeFailure("configuration", f"{path} is not of a LoRA adapter", "Fine-tune the model again.")


KINDS: dict[str, Callable[[Path, dict[str, Any], Any, set[str]], Any]] = {"LORA": _put_on_lora}
"""By the `peft_type` of adapter_config.json: from the adapter's directory and settings, the loaded base and the names
of its weights that start random, to the tuned model. Those weights are the adapter's to bring, or it is refused."""
