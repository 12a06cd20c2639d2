"""Axolotl as a job of model-actions: axolotl.yml, with what the contract decides put into it."""

import os
from pathlib import Path

import trainer

# What model.yml decides, or where things lie.
DECIDED = (
    *("base_model", "datasets", "test_datasets", "val_set_size", "dataset_prepared_path", "sequence_len", "seed"),
    *("output_dir", "resume_from_checkpoint", "auto_resume_from_checkpoints", "train_on_inputs"),
)


def rows(directory, split, loss_on):
    """Of a conversation its last message is learnt, or all of it, as finetune.loss-on says."""
    for _, messages in trainer.conversations(directory, split):
        last = len(messages) - 1
        yield {"messages": [{**said, "train": loss_on == "all" or at == last} for at, said in enumerate(messages)]}


def settings(own, config, work, output):
    """The configuration that Axolotl gets."""
    written = {
        "ds_type": "json",
        "type": "chat_template",
        "field_messages": "messages",
        "message_field_training": "train",
    }

    def dataset(split):
        return [{"path": str(work / f"{split}.jsonl"), "split": "train", **written}]

    return {
        # The base's own, by which model-actions asks the tuned model too.
        "chat_template": "tokenizer_default",
        **own,
        "base_model": config["paths"]["in"]["base"],
        "datasets": dataset("train"),
        **({"test_datasets": dataset("validation")} if (work / "validation.jsonl").exists() else {}),
        "dataset_prepared_path": str(work / "prepared"),
        "sequence_len": config["max_length"],
        "seed": config["training"]["seed"],
        "output_dir": str(output),
        # It goes on from the newest checkpoint there.
        "auto_resume_from_checkpoints": True,
    }


def finetune(config):
    import yaml

    work = trainer.begin_work(config)
    own = trainer.own_settings(config, "axolotl.yml", DECIDED)
    loss_on = config["training"].get("loss_on", "response")
    for split in ("train", "validation"):
        trainer.write_lines(work / f"{split}.jsonl", rows(config["paths"]["in"]["data"], split, loss_on))
    output = trainer.begin(config["paths"]["checkpoints"], "axolotl")
    whole = settings(own, config, work, output)
    file = work / "config.yml"
    file.write_text(yaml.safe_dump(whole))
    os.environ["AXOLOTL_DO_NOT_TRACK"] = "1"
    trainer.run(["axolotl", "train", str(file)], output)
    facts = trainer.history(output)
    if whole.get("adapter"):
        # It writes output_dir/merged.
        trainer.run(["axolotl", "merge-lora", str(file)], output)
        output = output / "merged"
    trainer.keep_model(output, Path(config["paths"]["out"], "model"))
    return facts


if __name__ == "__main__":
    trainer.main(finetune)
