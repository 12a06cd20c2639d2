"""Vectors that no token has are trained, and the head whole; the base reads them before every example.

Prefix tuning (Li and Liang, arXiv:2101.00190) gives them to each layer, as keys and values; prompt tuning (Lester et
al., arXiv:2104.08691) as embeddings to the first. PEFT does both, and not every model does with it what it should: one
takes no notice of them, one finds the end of a text elsewhere once it has them. So it is tried before it is trained.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base import Base
from ..failures import RuntimeFailure
from ..inputs import Inputs
from ..predictors import first_line, is_out_of_memory
from ..tokenizer_file import library_errors, read_tokenizer
from . import adapter
from .method import Method, Saved, refuse_not_finite

if TYPE_CHECKING:
    from ..tasks import Task
    from .part import TrainedPart

# By how much of its size an answer may differ from the same answer, by rounding alone.
_ROUNDING = 1e-5
# Or by how much of what other vectors change of it.
_LITTLE = 0.01
_OTHERS = "Write method: lora, adapter or full, which work with every model of this task."


class VirtualTokens(Method):
    """What prefix and prompt tuning share."""

    usual_learning_rates = (1e-4, 3e-1)
    may_stay_in_half = False
    may_recompute = False

    def __init__(self, name: str, section: dict[str, Any]) -> None:
        self._name = name
        self._count: int = section.get("virtual_tokens", 20)

    def refuse(self, task: Task, inputs: Inputs, max_length: int) -> None:
        if task.content.kind == "image":
            raise RuntimeFailure(
                "configuration",
                f"method: {self._name} needs a model that reads tokens, and {task.name} has none",
                "Write method: lora, adapter or full.",
            )
        room = None if inputs.positions is None else inputs.positions - self._count
        if room is not None and max_length > room:
            raise RuntimeFailure(
                "configuration",
                f"{self._count} virtual tokens and max-length {max_length} are more than the {inputs.positions} "
                "positions of the base model",
                f"Set data.max-length to {room} or less, or write fewer finetune.{self._name}.virtual-tokens."
                if room > 0
                else f"Write fewer finetune.{self._name}.virtual-tokens.",
            )

    def settings(self, base: Base) -> Any:
        """PEFT's."""
        raise NotImplementedError

    def begin(self, base: Base, encoder: Any, words: Any) -> None:
        """What the vectors are before the first step; they are random."""

    def wrap(self, base: Base) -> TrainedPart:
        from .part import TrainedPart

        name = type(base.model).__name__
        try:
            model = with_virtual_tokens(base.model, self.settings(base), classes=bool(base.head))
            self._prove(model, base)
        except RuntimeFailure:
            raise
        except Exception as cause:  # PEFT, and models that do not fit it, raise many kinds
            if is_out_of_memory(cause):
                raise
            said = first_line(cause) if isinstance(cause, ValueError) else "it has no place for virtual tokens"
            raise RuntimeFailure(
                "configuration", f"method: {self._name} does not work with {name}: {said}", _OTHERS
            ) from cause
        self.begin(base, model.prompt_encoder["default"], model.word_embeddings)
        return TrainedPart(model)

    def outline(self, base: Base) -> TrainedPart:
        from .part import TrainedPart

        return TrainedPart(with_virtual_tokens(base.model, self.settings(base), classes=bool(base.head)))

    def _prove(self, model: Any, base: Base) -> None:
        """RuntimeFailure where other vectors are not other answers, or an answer depends on what shares its batch."""
        import torch

        encoder, alone, together = model.prompt_encoder["default"], base.probe([3]), base.probe([3, 9])
        before, training = {name: one.clone() for name, one in encoder.state_dict().items()}, model.training
        model.eval()
        said, gradients = [], ()
        try:
            for seed in (1, 2):
                generator = torch.Generator().manual_seed(seed)
                with torch.no_grad():
                    for parameter in encoder.parameters():
                        parameter.copy_(torch.randn(parameter.shape, generator=generator))
                answer = model(**alone).logits
                # Without a gradient nothing would be learnt, and nothing be said about it.
                size = answer.float().square().sum()
                gradients = torch.autograd.grad(size, list(encoder.parameters()), allow_unused=True)
                beside = model(**together).logits[:1]
                said.append((answer, beside if answer.dim() == 2 else beside[:, : answer.shape[1]]))
        finally:
            encoder.load_state_dict(before)
            model.train(training)
        (one, beside), (other, _) = said
        if not (one.isfinite().all() and other.isfinite().all()):
            raise self._refused(base, "its answers are not finite")
        changed = _apart(one, other)
        if any(gradient is None or not gradient.any() for gradient in gradients) or changed < _ROUNDING / 10:
            raise self._refused(base, "its answers do not depend on them")
        if (apart := _apart(one, beside)) > max(_ROUNDING, _LITTLE * changed):
            raise self._refused(base, f"an answer differs by {apart:.1%} from what it is beside a longer text")
        if not base.head:
            self._prove_writing(model, base, max(_ROUNDING, _LITTLE * changed))

    def _prove_writing(self, model: Any, base: Base, most: float) -> None:
        """RuntimeFailure where it writes, token by token, by other numbers than it has when it reads these tokens."""
        import torch

        asked, training = base.probe([3])["input_ids"], model.training
        model.eval()
        try:
            with torch.no_grad():
                there = torch.ones_like(asked)
                written = model.generate(
                    input_ids=asked,
                    attention_mask=there,
                    do_sample=False,
                    use_cache=True,
                    min_new_tokens=3,
                    max_new_tokens=3,
                    output_logits=True,
                    return_dict_in_generate=True,
                )
                tokens = written.sequences
                if model.config.is_encoder_decoder:
                    read = model(input_ids=asked, attention_mask=there, decoder_input_ids=tokens).logits
                else:
                    read = model(input_ids=tokens, attention_mask=torch.ones_like(tokens)).logits
        finally:
            model.train(training)
        if _apart(torch.stack(list(written.logits), 1), read[:, -4:-1]) > most:
            raise self._refused(base, "it writes otherwise than it reads")

    def _refused(self, base: Base, why: str) -> RuntimeFailure:
        return RuntimeFailure(
            "configuration",
            f"method: {self._name} does not work with {type(base.model).__name__}: with virtual tokens {why}",
            _OTHERS,
        )

    def save(self, model: Any, base_digest: str, directory: Path) -> Saved:
        refuse_not_finite(model)
        adapter.save(model.tuned, base_digest, directory)
        # PEFT counts the places of a text from the beginning of its row: padding on the left, as models that go on with
        # a text need it, would change them.
        alone = model.peft_config["default"].task_type == "CAUSAL_LM"
        return Saved("adapter", base_digest, 1 if alone else None)


class Prefix(VirtualTokens):
    def __init__(self, section: dict[str, Any]) -> None:
        """`section` is `training.prefix` of the config; what it lacks has the contract's defaults."""
        super().__init__("prefix", section)
        self._projection: bool = section.get("projection", False)
        self._hidden: int | None = section.get("hidden_size")

    def settings(self, base: Base) -> Any:
        from peft import PrefixTuningConfig

        return PrefixTuningConfig(
            **shape_of(base.model, self._count, base.head, each_layer=True),
            prefix_projection=self._projection,
            encoder_hidden_size=self._hidden or base.model.config.hidden_size,
        )


class Prompt(VirtualTokens):
    def __init__(self, section: dict[str, Any]) -> None:
        """`section` is `training.prompt` of the config; what it lacks has the contract's defaults."""
        super().__init__("prompt", section)
        self._text: str | None = section.get("init_text")

    def settings(self, base: Base) -> Any:
        from peft import PromptTuningConfig

        return PromptTuningConfig(**shape_of(base.model, self._count, base.head, each_layer=False))

    def begin(self, base: Base, encoder: Any, words: Any) -> None:
        """As tokens: of the text, again and again, or drawn from the vocabulary."""
        import torch

        if self._text is None:
            ids = torch.randint(0, words.num_embeddings, (self._count,))
        else:
            path = base.directory / "tokenizer.json"
            tokenizer = read_tokenizer(path).tokenizer
            with library_errors(path):
                found = tokenizer.encode(self._text, add_special_tokens=False).ids
            if not found:
                raise RuntimeFailure(
                    "configuration",
                    f"finetune.prompt.init-text {self._text!r:.80} has no tokens",
                    "Write a text, or init: random.",
                )
            ids = torch.tensor(found).repeat(-(-self._count // len(found)))[: self._count]
        with torch.no_grad():
            encoder.embedding.weight.copy_(words(ids.to(words.weight.device)))


def shape_of(model: Any, count: int, head: list[str], *, each_layer: bool) -> dict[str, Any]:
    """What PEFT is told of the vectors, the names of their sizes included where it does not know a config's own."""
    config = model.config
    unknown = "dim" in config.to_dict()  # DistilBERT's
    return {
        "num_virtual_tokens": count,
        # Of a model that reads one text and writes another, the layers that write have two caches.
        "num_transformer_submodules": 2 if each_layer and config.is_encoder_decoder else 1,
        "modules_to_save": list(head) or None,
        **({"token_dim": config.dim, "num_layers": config.n_layers} if unknown else {}),
        **({"num_attention_heads": config.n_heads} if unknown else {}),
    }


def with_virtual_tokens(model: Any, settings: Any, *, classes: bool) -> Any:
    """PEFT's model, whose logits are of the tokens that it was given, and of no virtual ones."""
    from peft import get_peft_model

    writes = "SEQ_2_SEQ_LM" if model.config.is_encoder_decoder else "CAUSAL_LM"
    settings.task_type = "SEQ_CLS" if classes else writes
    tuned = get_peft_model(model, settings)
    if settings.task_type == "CAUSAL_LM" and settings.peft_type == "PROMPT_TUNING":
        tuned.register_forward_pre_hook(_behind(settings.num_virtual_tokens), with_kwargs=True)
        tuned.register_forward_hook(_of_what_was_given, with_kwargs=True)
    return tuned


def _behind(count: int) -> Callable[..., Any]:
    """The places that logits are asked for, as they are once so many tokens stand before them."""

    def moved(_model: Any, given: Any, named: dict[str, Any]) -> Any:
        asked = named.get("logits_to_keep")
        return given, named if asked is None else {**named, "logits_to_keep": asked + count}

    return moved


def _of_what_was_given(_model: Any, _given: Any, named: dict[str, Any], output: Any) -> Any:
    if named.get("logits_to_keep") is None:
        output.logits = output.logits[:, -named["input_ids"].shape[1] :]
    return output


def _apart(one: Any, other: Any) -> float:
    return float((one.float() - other.float()).detach().abs().max() / one.detach().float().abs().max().clamp(min=1e-9))
