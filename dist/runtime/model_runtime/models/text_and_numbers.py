"""Classifiers of texts: those of transformers, and one whose head reads numbers beside the text."""

from __future__ import annotations

import inspect
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers.modeling_outputs import SequenceClassifierOutput

from ..failures import RuntimeFailure
from ..tabular import CONFIG_KEY, form_of

# What says how a base becomes a classifier, and not how it is loaded.
_OF_THE_CONFIG = ("num_labels", "id2label", "label2id", "problem_type")
_OTHERS = "Use a base that reads a text and gives a vector for each of its tokens, such as BERT, RoBERTa or Llama."


class TextClassifier:
    """What `AutoModelForSequenceClassification` is; where the config says how rows are read, with their numbers."""

    @staticmethod
    def from_pretrained(directory: str | Path, **options: Any) -> Any:
        """`text_and_numbers` of the options, or of the directory's config.json, is a row's form (RowForm.document)."""
        told = options.pop(CONFIG_KEY, None)
        kept = {name: value for name, value in options.items() if name not in ("trust_remote_code", *_OF_THE_CONFIG)}
        of_config = {name: options[name] for name in _OF_THE_CONFIG if name in options}
        config = transformers.AutoConfig.from_pretrained(
            directory, **of_config, local_files_only=True, trust_remote_code=False
        )
        if told is not None:
            setattr(config, CONFIG_KEY, told)
        if getattr(config, CONFIG_KEY, None) is None:
            return transformers.AutoModelForSequenceClassification.from_pretrained(
                directory, trust_remote_code=False, **of_config, **kept
            )
        return _class_of(config).from_pretrained(directory, config=config, trust_remote_code=False, **kept)

    @staticmethod
    def from_config(config: Any, *, trust_remote_code: bool = False) -> Any:
        if getattr(config, CONFIG_KEY, None) is None:
            return transformers.AutoModelForSequenceClassification.from_config(config, trust_remote_code=False)
        return _class_of(config)(config)


class Head(torch.nn.Module):
    """From the mean of a text's vectors and the numbers beside it to logits."""

    def __init__(self, width: int, numbers: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.dropout = torch.nn.Dropout(dropout)
        # Two layers whose sum is that of one over both: as INT8, texts and numbers then have scales of their own.
        self.text = torch.nn.Linear(width, width)
        self.numbers = torch.nn.Linear(numbers, width, bias=False)
        self.out = torch.nn.Linear(width, classes)

    def forward(self, text: torch.Tensor, numeric: torch.Tensor) -> torch.Tensor:
        given = numeric.to(self.numbers.weight.dtype)
        joined = self.text(self.dropout(text.to(self.text.weight.dtype))) + self.numbers(given)
        return self.out(self.dropout(torch.nn.functional.gelu(joined)))


def _class_of(config: Any) -> type[Any]:
    found = transformers.AutoModel._model_mapping.get(type(config), None)
    backbone = found[0] if isinstance(found, (list, tuple)) else found
    if backbone is None or config.is_encoder_decoder or not backbone.base_model_prefix:
        raise RuntimeFailure(
            "configuration",
            f"data.numeric: numbers cannot be joined to a base of the type {config.model_type}",
            _OTHERS,
        )
    return _joined_to(backbone)


@lru_cache(maxsize=8)
def _joined_to(backbone: type[Any]) -> type[Any]:
    """The backbone with a head that reads numbers, made as transformers' own classifiers are.

    Under the same name and in the same family: weights of a base are found, and what holds for the family holds for it.
    """
    family = next(
        one for one in backbone.__mro__[1:] if one is not backbone and issubclass(one, transformers.PreTrainedModel)
    )
    takes = frozenset(inspect.signature(backbone.forward).parameters)
    # A vector that the base makes of a whole text is not asked for, and what nobody asks is not trained either.
    pools = {"add_pooling_layer": False} if "add_pooling_layer" in inspect.signature(backbone).parameters else {}

    def make(self: Any, config: Any) -> None:
        family.__init__(self, config)
        self.num_labels = config.num_labels
        setattr(self, self.base_model_prefix, backbone(config, **pools))
        form = form_of(getattr(config, CONFIG_KEY), Path("config.json"))
        numbers = 0 if form is None else form.width
        settings = config.get_text_config()
        self.row_head = Head(settings.hidden_size, numbers, config.num_labels, _dropout_of(settings))
        self.post_init()

    def begin(self: Any, module: Any) -> None:
        if module is self.row_head.numbers:
            # Few inputs, which are about 1 in size: as small as the weights of a wide layer, they would not be heard.
            torch.nn.init.normal_(module.weight, std=(2 * module.in_features) ** -0.5)
        else:
            family._init_weights(self, module)

    def forward(
        self: Any,
        input_ids: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        token_type_ids: torch.Tensor | None = None,
        numeric: torch.Tensor | None = None,
        inputs_embeds: torch.Tensor | None = None,
        past_key_values: Any = None,
        position_ids: torch.Tensor | None = None,
        **_more: Any,
    ) -> SequenceClassifierOutput:
        given = {
            "input_ids": input_ids,
            "attention_mask": attention_mask,
            "token_type_ids": token_type_ids,
            "inputs_embeds": inputs_embeds,
            "past_key_values": past_key_values,
            "position_ids": position_ids,
        }
        asked = {name: value for name, value in given.items() if value is not None and name in takes}
        if past_key_values is None and "use_cache" in takes:
            asked["use_cache"] = False
        hidden = self.base_model(**asked).last_hidden_state
        # Before a text may stand what has no vector here.
        mask = attention_mask[:, -hidden.shape[1] :].unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
        return SequenceClassifierOutput(logits=self.row_head(mean, numeric))

    members = {
        "__init__": make,
        "_init_weights": begin,
        "forward": forward,
        "__module__": __name__,
        "base_model_prefix": backbone.base_model_prefix,
    }
    return type("TextAndNumbers", (family,), members)


def _dropout_of(config: Any) -> float:
    """As the classifiers of its family have it, by whichever name."""
    for name in ("classifier_dropout", "seq_classif_dropout", "hidden_dropout_prob", "hidden_dropout", "resid_pdrop"):
        if isinstance(value := getattr(config, name, None), (int, float)):
            return float(value)
    return 0.1
