"""LLaMA-Factory as a job of model-actions: llama-factory.yml, with what the contract decides put into it."""

import json
from pathlib import Path

import trainer

# What model.yml decides, or where things lie.
DECIDED = (
    *("model_name_or_path", "dataset", "eval_dataset", "dataset_dir", "val_size", "cutoff_len", "seed", "stage"),
    *("output_dir", "overwrite_output_dir", "resume_from_checkpoint", "train_on_prompt", "mask_history"),
)
SPLITS = ("train", "validation")


def rows(directory, split):
    for name, messages in trainer.conversations(directory, split):
        turns = [said["role"] for said in messages if said["role"] != "system"]
        # LLaMA-Factory leaves such an example out, with a warning.
        if turns != ["user", "assistant"] * (len(turns) // 2):
            raise trainer.Refused(
                f"example {name}: LLaMA-Factory wants user and assistant in turn, and it has {', '.join(turns)}: "
                "correct the data",
                trainer.DATA,
            )
        yield {"messages": messages}


def dataset_info(splits):
    """How LLaMA-Factory reads what `finetune` writes."""
    tags = {
        "role_tag": "role",
        "content_tag": "content",
        "user_tag": "user",
        "assistant_tag": "assistant",
        "system_tag": "system",
    }
    return {
        split: {
            "file_name": f"{split}.jsonl",
            "formatting": "sharegpt",
            "columns": {"messages": "messages"},
            "tags": tags,
        }
        for split in splits
    }


def settings(own, config, work, output):
    """The configuration that `llamafactory-cli train` gets."""
    kind = own.get("finetuning_type", "lora")
    if kind not in ("lora", "full", "freeze"):
        raise trainer.Refused(
            f"llama-factory.yml: finetuning_type: {kind} leaves no whole model: use lora, full or freeze"
        )
    judged = own.get("do_eval") or own.get("eval_strategy", "no") != "no"
    validation = (work / "validation.jsonl").exists()
    if judged and not validation:
        raise trainer.Refused(
            "llama-factory.yml: eval_strategy, do_eval: the data has no validation split: remove them"
        )
    return {
        "report_to": "none",
        **own,
        "finetuning_type": kind,
        "stage": "sft",
        "do_train": True,
        "model_name_or_path": config["paths"]["in"]["base"],
        "dataset": "train",
        **({"eval_dataset": "validation"} if judged else {}),
        "dataset_dir": str(work),
        "cutoff_len": config["max_length"],
        # Of a conversation its last message is learnt, or all of it, as finetune.loss-on says.
        **({"train_on_prompt": True} if config["training"].get("loss_on") == "all" else {"mask_history": True}),
        "seed": config["training"]["seed"],
        # It goes on from the newest checkpoint there.
        "output_dir": str(output),
    }


def merging(whole, out):
    """The configuration by which `llamafactory-cli export` merges an adapter into its base."""
    names = ("model_name_or_path", "finetuning_type", "template", "trust_remote_code")
    return {
        **{name: whole[name] for name in names if name in whole},
        "adapter_name_or_path": whole["output_dir"],
        "export_dir": str(out),
        "export_legacy_format": False,
    }


def finetune(config):
    import yaml

    work, out = trainer.begin_work(config), Path(config["paths"]["out"], "model")
    own = trainer.own_settings(config, "llama-factory.yml", DECIDED)
    given = config["paths"]["in"]["data"]
    there = [split for split in SPLITS if trainer.write_lines(work / f"{split}.jsonl", rows(given, split))]
    (work / "dataset_info.json").write_text(json.dumps(dataset_info(there)))
    output = trainer.begin(config["paths"]["checkpoints"], "llama-factory")
    whole = settings(own, config, work, output)
    (work / "train.yml").write_text(yaml.safe_dump(whole))
    trainer.run(["llamafactory-cli", "train", str(work / "train.yml")], output)
    if whole["finetuning_type"] == "lora":
        (work / "export.yml").write_text(yaml.safe_dump(merging(whole, out)))
        trainer.run(["llamafactory-cli", "export", str(work / "export.yml")], output)
    else:
        trainer.keep_model(output, out)
    return trainer.history(output)


if __name__ == "__main__":
    trainer.main(finetune)
