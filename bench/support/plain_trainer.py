"""The peer of `npm run bench -- training`: the Trainer of transformers as its documentation has it, and nothing else.

Argument: JSON of {dataset, base, scratch, max_length, batch_size, epochs, learning_rate, by_length, from_step}.
Writes JSON: how many tokens without padding it was given, and the seconds from the end of step `from_step` to the end
of the last one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pyarrow as pa
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

asked = json.loads(sys.argv[1])
with pa.memory_map(str(Path(asked["dataset"]) / "train.arrow")) as file:
    rows = pa.ipc.open_file(file).read_all().to_pydict()
labels = sorted(set(rows["label"]))
tokenizer = AutoTokenizer.from_pretrained(asked["base"])
tokens = tokenizer(rows["input"], truncation=True, max_length=asked["max_length"])["input_ids"]
examples = [
    {"input_ids": ids, "attention_mask": [1] * len(ids), "labels": labels.index(label)}
    for ids, label in zip(tokens, rows["label"], strict=True)
]
ends: list[float] = []


class Clock(TrainerCallback):
    def on_step_end(self, args, state, control, **_kwargs):  # type: ignore[no-untyped-def]
        ends.append(time.monotonic())


by_length = {"train_sampling_strategy": "group_by_length"} if asked["by_length"] else {}
trainer = Trainer(
    model=AutoModelForSequenceClassification.from_pretrained(asked["base"], num_labels=len(labels)),
    args=TrainingArguments(
        output_dir=asked["scratch"],
        per_device_train_batch_size=asked["batch_size"],
        num_train_epochs=asked["epochs"],
        learning_rate=asked["learning_rate"],
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        use_cpu=True,
        **by_length,
    ),
    train_dataset=examples,
    data_collator=DataCollatorWithPadding(tokenizer),
    callbacks=[Clock()],
)
trainer.train()
seconds = ends[-1] - ends[asked["from_step"] - 1]
told = {"tokens": asked["epochs"] * sum(map(len, tokens)), "steps": len(ends), "seconds": seconds}
sys.stdout.write(json.dumps(told) + "\n")
