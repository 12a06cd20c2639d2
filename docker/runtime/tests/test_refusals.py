"""What a user is told, in one line with its remedy, of what no other test meets on its way."""

from __future__ import annotations

import base64
import errno
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny import LABELS, Heard, dataset, text_model, told

from model_runtime import __main__ as program
from model_runtime import checkpoints, contract, preflight, protocol, score
from model_runtime.events import Events
from model_runtime.examples import open_dataset
from model_runtime.failures import Interrupted, RuntimeFailure
from model_runtime.inputs import ImageInputs, load
from model_runtime.predictors import windows
from model_runtime.reading import copy_regular
from model_runtime.spelling import MAX_CHARACTERS
from model_runtime.tokenizer_file import read_tokenizer

HALF = "\\ud800"
COLUMNS = ("subject", "amount")


def tensor(**changes: Any) -> dict[str, Any]:
    one = {"name": "text", "shape": [1], "datatype": "BYTES", "data": ["good"], **changes}
    return {"inputs": [one]}


@pytest.mark.parametrize(
    ("body", "columns", "message"),
    [
        ("{", (), "the body is not JSON"),
        ("[]", (), 'must be an object with "inputs"'),
        ('{"id": 1}', (), "id must be a string"),
        (f'{{"id": "{HALF}"}}', (), "id holds half a surrogate pair"),
        ('{"inputs": []}', COLUMNS, "a list with an object with the columns subject, amount for each example"),
        (json.dumps({"inputs": [{}] * 3}), COLUMNS, "inputs holds 3 examples, at most 2 are taken at once"),
        ('{"inputs": [1]}', COLUMNS, r"inputs\[0\] must be an object with the columns"),
        ('{"inputs": [{"subjekt": ""}]}', COLUMNS, 'and has "subjekt": did you mean "subject"'),
        ('{"inputs": [{"subject": ""}]}', COLUMNS, 'has no "amount": send null for what is not known'),
        ('{"inputs": [{"subject": [], "amount": 1}]}', COLUMNS, r'inputs\[0\]: "subject" '),
        (f'{{"inputs": [{{"subject": "{HALF}", "amount": 1}}]}}', COLUMNS, '"subject" holds half a surrogate pair'),
        ('{"inputs": {}}', (), 'a list with one tensor, named "text"'),
        (json.dumps(tensor(name="image")), (), r'inputs\[0\].name must be "text"'),
        (json.dumps(tensor(datatype="FP32")), (), 'datatype must be "BYTES"'),
        (json.dumps(tensor(data=[])), (), "a list of at least one string"),
        (json.dumps(tensor(data=["a"] * 3)), (), "data holds 3 examples, at most 2 are taken at once"),
        (json.dumps(tensor(shape=[2])), (), r"shape must be \[1\], the number of examples in data"),
        (json.dumps(tensor(data=[1])), (), r"data\[0\] must be a string"),
        (json.dumps(tensor(data=["\ud800"])), (), r"data\[0\] holds half a surrogate pair"),
        (json.dumps({**tensor(), "outputs": [{"name": "logits"}]}), (), "may name label, score, probabilities"),
        (json.dumps({**tensor(), "outputs": [{"name": "label"}] * 2}), (), "names one more than once"),
    ],
)
def test_a_request_is_refused_with_its_place_and_what_it_should_be(
    body: str, columns: tuple[str, ...], message: str
) -> None:
    with pytest.raises(protocol.BadRequestError, match=message):
        protocol.parse(body.encode(), "text", 2, columns)


def test_an_image_that_is_no_base64_is_refused_with_its_place() -> None:
    body = json.dumps(tensor(name="image", data=["?"])).encode()
    with pytest.raises(protocol.BadRequestError, match=r"data\[0\] must be a PNG or JPEG file in base64"):
        protocol.parse(body, "image", 1)


TEMPLATE = {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}], "special_tokens": {}}
WORDS = {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"}
BIG_TRIE = base64.b64encode((400).to_bytes(4, "little") + b"aaaa").decode()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"normalizer": {"type": "Precompiled", "precompiled_charsmap": BIG_TRIE}}, "has a trie of 400 bytes in 8"),
        ({"normalizer": {"type": "Sequence", "normalizers": 1}}, "normalizers is no list of at most"),
        ({"post_processor": {**TEMPLATE, "single": 1}}, "its template is no list, or has too many tokens"),
        ({"post_processor": {**TEMPLATE, "single": []}}, "its template does not have the text once"),
        ({"post_processor": {**TEMPLATE, "special_tokens": {"a": 1}}}, "a special token of its template is none"),
        ({"model": None}, "it has no model"),
        ({"model": {**WORDS, "type": "Evil"}}, "the model 'Evil' is not known"),
        ({"model": {**WORDS, "vocab": {"[UNK]": -1}}}, "-1 is no number of a token"),
        ({"model": {**WORDS, "vocab": [1]}}, "the vocabulary holds None, and no text"),
        ({"model": {**WORDS, "unk_token": "a" * 100_000}}, "unk_token has a text of 100000 characters"),
        ({"added_tokens": 1}, "added_tokens is no list of at most"),
        ({"added_tokens": [1]}, "an added token is none"),
    ],
)
def test_a_tokenizer_is_refused_with_the_part_that_is_wrong(part: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({"model": WORDS, **part}))
    with pytest.raises(RuntimeFailure, match=message) as failure:
        read_tokenizer(path)
    assert told(failure).startswith(f"configuration: {path}: ")
    assert failure.value.hint == "Use a base model whose tokenizer is of the common kinds."


GOOD = {"size": {"height": 8, "width": 8}}


@pytest.mark.parametrize(
    ("settings", "config", "message", "hint"),
    [
        (GOOD, {"num_channels": 4}, "num_channels 4 in config.json is not 1 or 3", "Use a grey or RGB model."),
        ({**GOOD, "resample": 6}, {}, "resample 6 is no filter", "Use 0 to 5."),
        ({**GOOD, "resample": "a"}, {}, "resample is 'a', no whole number", "Correct the file."),
        ({"size": {"height": 0, "width": 1}}, {}, "size is 0", "Use a number from 1 to 4096, or an object"),
        ({"do_resize": False}, {}, "images would keep different sizes", "Set size to {height, width}, or"),
        ({**GOOD, "rescale_factor": "a"}, {}, "rescale_factor is 'a'", "Use a number."),
        ({**GOOD, "crop_pct": 0.9}, {}, "crop_pct is known of ConvNextImageProcessor alone", "remove crop_pct."),
        (
            {"image_processor_type": "ConvNextImageProcessor", "do_center_crop": True, "crop_size": 8, **GOOD},
            {},
            "crops by crop_pct and crop_size",
            "Remove do_center_crop.",
        ),
        (
            {"image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 8}, "crop_pct": 2},
            {},
            "crop_pct is 2",
            "Use a number above 0, at most 1.",
        ),
        ({**GOOD, "image_mean": [0.5]}, {}, "image_mean needs 3 numbers", "Correct the file."),
        ({**GOOD, "image_std": 0}, {}, "image_std must be above 0, got 0", "Correct the file."),
    ],
)
def test_settings_of_images_are_refused_with_their_key_and_the_remedy(
    settings: dict[str, Any], config: dict[str, Any], message: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(settings))
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(RuntimeFailure, match=message) as failure:
        ImageInputs(tmp_path)
    assert failure.value.code == "configuration"
    assert hint in (failure.value.hint or "")


def test_an_image_with_too_many_pixels_for_a_request_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "preprocessor_config.json").write_text(json.dumps(GOOD))
    file = io.BytesIO()
    Image.new("RGB", (40, 40)).save(file, "PNG")
    inputs = ImageInputs(tmp_path)
    for most, images, message in ((100, 1, "image 0 is too large"), (2000, 2, "the images have 3200 pixels")):
        with pytest.raises(RuntimeFailure, match=message) as failure:
            inputs.check([file.getvalue()] * images, most)
        assert (failure.value.hint or "").startswith("Send smaller images")


def test_a_text_that_is_far_too_long_is_named_by_its_place(tmp_path: Path) -> None:
    inputs = load(text_model(tmp_path), 8)
    with pytest.raises(RuntimeFailure, match=f"text 1 has {MAX_CHARACTERS + 1} characters") as failure:
        inputs.read(["good", "a" * (MAX_CHARACTERS + 1)])
    assert told(failure).endswith("Cut it: a model reads only the beginning of a long text.")


class Hungry:
    """Inputs for which there is no memory."""

    def read(self, items: list[str]) -> list[Any]:
        raise MemoryError


def test_examples_that_do_not_fit_into_memory_are_told_with_the_remedy(tmp_path: Path) -> None:
    rows = open_dataset(dataset(tmp_path / "data")).split("test")
    predictor: Any = type("Any", (), {"max_batch": None, "labels": LABELS})()
    inputs: Any = Hungry()
    with pytest.raises(RuntimeFailure, match="16 prepared examples do not fit into memory") as failure:
        next(windows(predictor, inputs, rows, 1, like_lengths=True))
    assert told(failure).startswith("out-of-memory: ")
    assert told(failure).endswith("Use a smaller batch-size.")


@pytest.mark.parametrize(
    ("disk", "memory", "message", "hint"),
    [
        (1 << 60, 0, "GiB of disk are free, the job needs 1073741824.0 GiB", "Free space on the disk"),
        (0, 1 << 60, "GiB of memory are free, the job needs 1073741824.0 GiB", "Stop other work"),
    ],
)
def test_a_machine_that_is_too_small_is_told_with_what_it_has(
    disk: int, memory: int, message: str, hint: str, tmp_path: Path
) -> None:
    needs = {"disk_bytes": disk, "memory_bytes": memory, "gpu": False}
    events: Any = Heard()
    with pytest.raises(RuntimeFailure, match=message) as failure:
        preflight.run({"needs": needs, "paths": {"out": str(tmp_path)}}, events)
    assert hint in told(failure)


def smi_that_says(directory: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    tool = directory / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{directory}:/usr/bin:/bin")


def test_gpus_are_told_with_what_their_driver_knows_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    h200 = {"name": "NVIDIA H200", "driver": "580.65.06", "memory_bytes": 143771 << 20, "uuid": "GPU-1"}
    smi_that_says(
        tmp_path,
        monkeypatch,
        'echo "a word of warning"\n'
        'echo "9.0, 0, GPU-1, 143771, 143000, 580.65.06, NVIDIA H200"\n'
        'echo "12.1, 1, GPU-2, [N/A], [N/A], 580.65.06, NVIDIA GB10, shared"',
    )
    first, shared = preflight.find_gpus()
    assert first == {**h200, "free_bytes": 143000 << 20, "compute_capability": "9.0"}
    assert shared["name"] == "NVIDIA GB10, shared"
    assert shared["memory_bytes"] == 0
    assert "free_bytes" not in shared
    # A driver of before 510 refuses the whole question for one field that it does not know.
    smi_that_says(
        tmp_path,
        monkeypatch,
        'case "$*" in *compute_cap*) exit 2;; esac\necho "0, GPU-1, 143771, 143000, 470.1, NVIDIA H200"',
    )
    assert preflight.find_gpus() == [{**h200, "driver": "470.1", "free_bytes": 143000 << 20}]
    smi_that_says(tmp_path, monkeypatch, 'echo "NVIDIA-SMI has failed"; exit 9')
    assert preflight.find_gpus() == []


def test_a_gpu_that_does_not_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.version, "cuda", "12.4")
    with pytest.raises(RuntimeFailure, match="no NVIDIA GPU found"):
        preflight._check_gpu([])
    with pytest.raises(RuntimeFailure, match=r"driver 470.1 is too old for CUDA 12") as failure:
        preflight._check_gpu([{"driver": "470.1"}])
    assert told(failure).endswith("Install driver 525 or newer.")

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("no kernel image")

    monkeypatch.setattr(torch, "ones", broken)
    with pytest.raises(RuntimeFailure, match="the GPU cannot compute: no kernel image"):
        preflight._check_gpu([{"driver": "580.1"}])
    monkeypatch.setattr(torch, "ones", lambda *_, **__: np.zeros((64, 64)))
    with pytest.raises(RuntimeFailure, match="a matrix product on the GPU is wrong"):
        preflight._check_gpu([{"driver": "580.1"}])


@pytest.mark.parametrize(
    ("error", "code", "message", "hint"),
    [
        (Interrupted("SIGTERM"), "crashed", "stopped by SIGTERM before a whole checkpoint", "Run it again."),
        (MemoryError(), "out-of-memory", "out of memory: MemoryError", "Lower batch-size or data.max-length"),
        (PermissionError(errno.EACCES, "no", "/a"), "configuration", "no permission: /a", "Let the user"),
        (OSError(errno.ENOSPC, "full", "/a"), "configuration", "/a", "Free space on that disk"),
        (KeyError("a"), "crashed", "KeyError: 'a'", "This is a bug"),
    ],
)
def test_every_error_ends_as_one_that_the_contract_knows(
    error: BaseException, code: str, message: str, hint: str
) -> None:
    failure = program.explain(error)
    assert message in failure.message
    assert hint in (failure.hint or "")
    assert code == failure.code or isinstance(error, OSError)


def test_a_config_that_cannot_be_read_is_told_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_CONFIG", raising=False)
    file = tmp_path / "config.json"
    with pytest.raises(RuntimeFailure, match="no config given") as failure:
        program._read_config("preflight", None)
    assert told(failure).endswith("Pass --config FILE or set MODEL_CONFIG.")
    with pytest.raises(RuntimeFailure, match=f"{file}: No such file") as failure:
        program._read_config("preflight", str(file))
    file.write_text("{")
    with pytest.raises(RuntimeFailure, match="not JSON") as failure:
        program._read_config("preflight", str(file))
    assert told(failure).endswith("Pass a config.json that is.")
    needs = {"disk_bytes": 0, "memory_bytes": 0, "gpu": False}
    paths = {"in": {}, "out": str(tmp_path)}
    file.write_text(json.dumps({"model_runtime": 1, "verb": "preflight", "paths": paths, "needs": needs}))
    with pytest.raises(RuntimeFailure, match=r"is a config of 'preflight', the command says 'prepare'") as failure:
        program._read_config("prepare", str(file))
    assert told(failure).endswith("Run the verb 'preflight', or pass a config of 'prepare'.")
    with pytest.raises(RuntimeFailure, match=r"config.paths.out: cannot write to .*: ") as failure:
        program._open_events(file / "out", io.StringIO())
    assert told(failure).endswith("Let the user that runs this job write there.")
    with pytest.raises(RuntimeFailure, match=r"config: expected an object, found \[\]") as failure:
        contract.validate("config", [])
    assert told(failure).endswith("Give what contract.schema.json says of config.")
    with pytest.raises(RuntimeFailure, match=r"config.verb: found "):
        contract.validate("config", {"verb": "prepar"})


def test_a_metric_that_is_not_finite_ends_the_job(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailure, match="metric loss is nan: the computation has diverged") as failure:
        Events(tmp_path, io.StringIO()).metric("loss", float("nan"))
    assert told(failure).endswith("Lower the learning rate, and look for broken examples in the data.")


def test_a_link_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    with pytest.raises(RuntimeFailure, match="link cannot be copied: ") as failure:
        copy_regular(tmp_path / "link", tmp_path / "copy")
    assert told(failure).endswith("Put the file itself there.")


def test_functions_that_cannot_be_called_are_told(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("")
    with pytest.raises(RuntimeFailure, match=r"own.txt is no Python file") as failure:
        score.load(file, [])
    assert told(failure).endswith("Name a .py file.")
    file = tmp_path / "own.py"
    file.write_text("def cost(predictions): ...")
    with pytest.raises(RuntimeFailure, match=r"own.py has no function 'price' \(there: cost\)"):
        score.load(file, [{"name": "a", "function": "price"}])
    with pytest.raises(RuntimeFailure, match="a gave 0 numbers for 1 predictions"):
        score.numbers_of("a", lambda _: [], [{"id": "e"}])
    with pytest.raises(RuntimeFailure, match="a gave 'x' for example 'e'"):
        score.numbers_of("a", lambda _: ["x"], [{"id": "e"}])  # type: ignore[list-item]


def test_a_checkpoint_of_another_config_is_refused_with_both_remedies(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "weights").write_text("")
    checkpoints.keep(tmp_path / "kept", 3, made, {"config": "a"}, {})
    with pytest.raises(RuntimeFailure, match="the checkpoint was made with another config") as failure:
        checkpoints.newest_whole(tmp_path / "kept", {"config": "b"})
    assert told(failure).endswith("or start anew with --force.")
