"""The format `adapter`: what was trained beside the base, the trained head, and the digest of the base they belong on.

The directory holds adapter_config.json and adapter_model.safetensors, as PEFT writes them where the method is one of
its own, with the base's digest where PEFT writes a name or a path, and config.json and the tokenizer as every model
directory does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import load_base_weights
from ..failures import RuntimeFailure
from ..files import tree_digest
from ..names import at_or_below
from ..predictors import first_line, is_out_of_memory, labels_of
from ..reading import read_json
from ..tabular import form_in

if TYPE_CHECKING:
    from ..tasks import Task

CONFIG_FILE = "adapter_config.json"
WEIGHTS_FILE = "adapter_model.safetensors"
# By which of its weights a bottleneck is known: `(middle, width)`, behind the name of its block.
FIRST_OF_A_BOTTLENECK = ".added_bottleneck.down.weight"


def kind_in(directory: Path) -> str:
    """What adapter_config.json says: one of KINDS, where this module wrote it."""
    return str(read_json(directory / CONFIG_FILE, required=True).get("peft_type"))


def save(model: Any, base_digest: str, directory: Path) -> None:
    """Writes a PEFT model's adapter without its base."""
    from peft import get_peft_model_state_dict

    weights = get_peft_model_state_dict(model, save_embedding_layers=False)
    settings = model.peft_config["default"]
    settings.base_model_name_or_path = base_digest
    settings.inference_mode = True
    settings.save_pretrained(directory)
    write(weights, model.get_base_model(), directory)


def write(weights: Mapping[str, Any], base: Any, directory: Path) -> None:
    """What was trained, by name, and the config of the model that it is part of."""
    from safetensors.torch import save_file

    save_file(
        {name: tensor.detach().cpu().contiguous().clone() for name, tensor in weights.items()},
        directory / WEIGHTS_FILE,
        metadata={"format": "pt"},
    )
    base.config.architectures = [type(base).__name__]
    base.config.save_pretrained(directory)


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
    put_on = KINDS.get(kind_in(directory))
    if put_on is None:
        raise _of_another_kind(directory / CONFIG_FILE)
    model, random = load_base_weights(
        base, task.reading(form_in(directory)), labels_of(directory) if task.classes else ()
    )
    try:
        return put_on(directory, settings, model, random)
    except RuntimeFailure:
        raise
    except Exception as cause:  # PEFT, PyTorch and safetensors raise many kinds for a broken directory
        if is_out_of_memory(cause):
            raise
        raise RuntimeFailure(
            "configuration", f"{directory} is no loadable adapter: {first_line(cause)}", "Fine-tune the model again."
        ) from cause


def _put_on_lora(directory: Path, settings: dict[str, Any], model: Any, random: set[str]) -> Any:
    """Merged."""
    from peft import get_peft_model

    tuned = get_peft_model(model, _lora_config(settings, directory / CONFIG_FILE))
    _put_into(tuned, directory, random)
    return tuned.merge_and_unload()


def _put_into(tuned: Any, directory: Path, random: set[str]) -> None:
    """The adapter's weights into a PEFT model, of which none may be left as it was made."""
    from peft import get_peft_model_state_dict, set_peft_model_state_dict
    from safetensors.torch import load_file

    weights = load_file(directory / WEIGHTS_FILE)
    kept = tuned.peft_config["default"].modules_to_save or []
    lacking = set(get_peft_model_state_dict(tuned, save_embedding_layers=False)) - set(weights)
    _refuse_lacking(directory, lacking | {name for name in random if not at_or_below(name, kept)})
    set_peft_model_state_dict(tuned, weights)


def _refuse_lacking(directory: Path, lacking: set[str]) -> None:
    if lacking:
        raise RuntimeFailure(
            "configuration",
            f"{directory / WEIGHTS_FILE} lacks {', '.join(sorted(lacking)[:3])}",
            "Fine-tune the model again.",
        )


def _put_on_bottlenecks(directory: Path, settings: dict[str, Any], model: Any, random: set[str]) -> Any:
    from safetensors.torch import load_file

    from .blocks import NON_LINEARITIES, Bottleneck, blocks_of, put_after, with_bottlenecks

    path = directory / CONFIG_FILE
    blocks, head = (_names(settings, key) for key in ("blocks", "modules_to_save"))
    non_linearity = settings.get("non_linearity")
    if blocks is None or head is None or non_linearity not in NON_LINEARITIES:
        raise _of_another_kind(path)
    if not set(blocks) <= set(blocks_of(model, head)):
        raise _of_another_kind(path)
    weights = load_file(directory / WEIGHTS_FILE)
    _refuse_lacking(directory, {f"{name}{FIRST_OF_A_BOTTLENECK}" for name in blocks} - weights.keys())
    for name in blocks:
        middle, width = weights[f"{name}{FIRST_OF_A_BOTTLENECK}"].shape
        put_after(model.get_submodule(name), Bottleneck(width, middle, non_linearity))
    tuned = with_bottlenecks(model, head)
    lacking = tuned.trained().keys() - weights.keys()
    _refuse_lacking(directory, lacking | {name for name in random if not at_or_below(name, head)})
    tuned.load_state_dict({f"tuned.{name}": value for name, value in weights.items()})
    return model


def _put_on_virtual_tokens(directory: Path, settings: dict[str, Any], model: Any, random: set[str]) -> Any:
    from peft import PrefixTuningConfig, PromptTuningConfig

    from .virtual_tokens import shape_of, with_virtual_tokens

    count, head = settings.get("num_virtual_tokens"), _names(settings, "modules_to_save")
    if not isinstance(count, int) or head is None:
        raise _of_another_kind(directory / CONFIG_FILE)
    kind = PrefixTuningConfig if settings["peft_type"] == "PREFIX_TUNING" else PromptTuningConfig
    shape = shape_of(model, count, head, each_layer=kind is PrefixTuningConfig)
    tuned = with_virtual_tokens(model, kind(**shape, inference_mode=True), classes=bool(head))
    _put_into(tuned, directory, random)
    return tuned


def _names(settings: dict[str, Any], key: str) -> list[str] | None:
    """A list of names, which may be missing; None where something else is there."""
    found = settings.get(key) or []
    return found if isinstance(found, list) and all(isinstance(name, str) for name in found) else None


def _lora_config(settings: dict[str, Any], path: Path) -> Any:
    """What `save` has written, and nothing else of what PEFT would take.

    PEFT imports modules that a file names (megatron_core), and matches names with its patterns.
    """
    from peft import LoraConfig

    targets, head = (_names(settings, key) for key in ("target_modules", "modules_to_save"))
    rank, alpha, dropout = (settings.get(key) for key in ("r", "lora_alpha", "lora_dropout"))
    fits = (
        targets is not None
        and head is not None
        and isinstance(rank, int)
        and all(isinstance(value, (int, float)) for value in (alpha, dropout))
    )
    if not fits:
        raise _of_another_kind(path)
    return LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=dropout,
        target_modules=targets,
        fan_in_fan_out=settings.get("fan_in_fan_out") is True,
        modules_to_save=head or None,
    )


def _of_another_kind(path: Path) -> RuntimeFailure:
    return RuntimeFailure(
        "configuration", f"{path} is not of an adapter that this runtime makes", "Fine-tune the model again."
    )


KINDS: dict[str, Callable[[Path, dict[str, Any], Any, set[str]], Any]] = {
    "BOTTLENECK": _put_on_bottlenecks,
    "LORA": _put_on_lora,
    "PREFIX_TUNING": _put_on_virtual_tokens,
    "PROMPT_TUNING": _put_on_virtual_tokens,
}
"""By the `peft_type` of adapter_config.json: from the adapter's directory and settings, the loaded base and the names
of its weights that start random, to the tuned model. Those weights are the adapter's to bring, or it is refused."""

MERGED_KINDS = frozenset({"LORA"})
"""Those that `load` gives as a model of the base's own architecture."""
