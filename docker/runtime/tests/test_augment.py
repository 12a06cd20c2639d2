"""What a user is promised of images that are changed for training: which, by what, and that it is always the same."""

from __future__ import annotations

import base64
import io
import json
import random
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from conftest import finetune_config
from jobs import run_job, start_job
from PIL import Image
from tiny import image_model, text_model, told

from model_runtime.augment import ImageAugmentation, augmentation_of, generator_of
from model_runtime.augment.images import ImageChange
from model_runtime.contract import validate
from model_runtime.examples import Dataset, Place, Row
from model_runtime.failures import RuntimeFailure
from model_runtime.files import sha256_of_file
from model_runtime.images import open_image
from model_runtime.inputs import ImageInputs
from model_runtime.tasks import task_of

EVERYTHING: dict[str, Any] = {
    "crop": {"scale": [0.6, 1]},
    "flip": "both",
    "color": {"brightness": 0.2, "contrast": 0.2, "saturation": 0.2, "hue": 0.1},
    "rotation": 15,
    "elastic": {"alpha": 8, "sigma": 3},
}
TASK = task_of("image-classification")
LABELS = ["bright", "dark"]
NONE = Dataset(Path(), None, (), ())


def png(seed: int, width: int = 24, height: int = 20, high: int = 256) -> bytes:
    pixels = np.random.default_rng(seed).integers(0, high, (height, width, 3), dtype=np.uint8)
    return encoded(Image.fromarray(pixels))


def encoded(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def rows(count: int) -> list[Row]:
    return [
        Row(str(number), png(number, high=256 if number % 2 else 90), LABELS[number % 2]) for number in range(count)
    ]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return image_model(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared dataset of 22 images for training, which no batch of 4 divides."""
    directory = tmp_path_factory.mktemp("images")
    for name, first, count in (("train", 0, 22), ("validation", 100, 6), ("test", 200, 6)):
        made = [(f"{name}-{n}", png(n, high=256 if n % 2 else 90), LABELS[n % 2]) for n in range(first, first + count)]
        table = pa.table(
            [pa.array(values, kind) for values, kind in zip(zip(*made, strict=True), KINDS, strict=True)],
            names=["id", "input", "label"],
        )
        with pa.OSFile(str(directory / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
    (directory / "dataset.json").write_text(json.dumps({"labels": LABELS, "digest": "sha256:0"}))
    return directory


KINDS = (pa.string(), pa.binary(), pa.string())


def config(directory: Path, data: Path, base: Path, **training: Any) -> dict[str, Any]:
    settings = {"augment": EVERYTHING, "batch_size": 4, "epochs": 3, **training}
    return {**finetune_config(directory, data, base, **settings), "task": "image-classification", "max_length": 1}


def examples_of(base: Path, section: dict[str, Any], count: int = 6, seed: int = 3) -> Any:
    inputs = TASK.inputs(base, 1)
    augmentation = augmentation_of({"augment": section, "seed": seed}, TASK, inputs, NONE)
    return TASK.training_examples(rows(count), inputs, LABELS, augmentation)


def pixels(examples: Any, *places: Place) -> list[np.ndarray]:
    return [one["pixel_values"] for one in examples.__getitems__(list(places))]


def test_what_becomes_of_an_image_depends_on_seed_epoch_and_its_number_alone(base: Path) -> None:
    examples = examples_of(base, EVERYTHING)
    (first,) = pixels(examples, Place(2, 5))
    # Whatever was read before, and beside.
    again = pixels(examples, Place(0, 5), Place(2, 5), Place(2, 4), Place(1, 5))
    assert (again[1] == first).all()
    (elsewhere,) = pixels(examples_of(base, EVERYTHING), Place(2, 5))
    assert (elsewhere == first).all()
    (other_seed,) = pixels(examples_of(base, EVERYTHING, seed=4), Place(2, 5))
    assert not (again[2] == first).all()
    assert not (other_seed == first).all()


def test_processes_that_read_and_ranks_see_the_images_that_one_alone_sees(base: Path) -> None:
    import torch
    from torch.utils.data import DataLoader

    from model_runtime.training.order import EpochOrder

    examples = examples_of(base, EVERYTHING, count=10)

    def seen(batch: int, world: int, workers: int) -> dict[bytes, int]:
        found: dict[bytes, int] = {}
        for rank in range(world):
            order = EpochOrder(10, None, batch_size=batch, accumulation=1, world_size=world, seed=3, step=lambda: 0)
            loader = DataLoader(
                examples,
                batch_sampler=order.batches(rank),
                collate_fn=lambda read: [one["pixel_values"].tobytes() for one in read],
                num_workers=workers,
                multiprocessing_context="fork" if workers else None,
                generator=torch.Generator().manual_seed(0),
            )
            for one in (picture for part in loader for picture in part):
                found[one] = found.get(one, 0) + 1
        return found

    alone = seen(5, 1, 0)
    assert len(alone) == 10
    assert seen(2, 1, 2) == alone
    assert seen(1, 2, 0) == alone


def test_a_run_with_changed_images_that_was_killed_ends_with_the_same_weights_whoever_reads_them(
    base: Path, images: Path, tmp_path: Path
) -> None:
    whole = run_job(tmp_path / "whole", config(tmp_path / "whole", images, base))
    assert whole.exit == 0, whole.stderr
    resumed_config = config(tmp_path / "killed", images, base, workers=2)
    step = random.SystemRandom().randrange(5, 8)
    assert start_job(tmp_path / "killed", resumed_config).signal_at_step(step, signal.SIGKILL).exit == -signal.SIGKILL
    resumed = run_job(tmp_path / "killed", resumed_config)
    assert resumed.exit == 0, resumed.stderr
    assert resumed.result["resumed_from_step"] >= 1, step
    weights = "model/model.safetensors"
    assert sha256_of_file(resumed.out / weights) == sha256_of_file(whole.out / weights), step


def test_only_training_examples_are_changed(base: Path, images: Path, tmp_path: Path) -> None:
    # So little is learnt that both models are the base.
    learns_nothing = {"learning_rate": 1e-30, "epochs": 1}
    changed = run_job(tmp_path / "changed", config(tmp_path / "changed", images, base, **learns_nothing))
    plain = config(tmp_path / "plain", images, base, **learns_nothing)
    del plain["training"]["augment"]
    as_they_are = run_job(tmp_path / "plain", plain)
    assert changed.exit == as_they_are.exit == 0, changed.stderr
    assert changed.result["validation"] == as_they_are.result["validation"]
    assert changed.result["first_loss"] != as_they_are.result["first_loss"]
    assert "augmented" not in as_they_are.result
    shown = changed.result["augmented"]
    assert len(shown) == 6
    assert all(name.startswith("train-") for name in shown)
    for picture in shown.values():
        # The image, and what it is in four epochs.
        assert open_image(base64.b64decode(picture)).size == (5 * 68 - 4, 64)


def changed(image: Image.Image, size: tuple[int, int] | None = None, **settings: Any) -> list[np.ndarray]:
    change = ImageChange(**settings)
    draws = [generator_of(3, Place(7, epoch)) for epoch in range(40)]
    filter_ = Image.Resampling.BILINEAR
    return [np.asarray(change.drawn(draw)(image, size or image.size, filter_)).astype(int) for draw in draws]


def picture(width: int = 24, height: int = 20) -> Image.Image:
    return open_image(png(1, width, height)).convert("RGB")


def test_without_settings_an_image_stays_as_it_is() -> None:
    original = np.asarray(picture())
    assert all((one == original).all() for one in changed(picture()))


@pytest.mark.parametrize("flips", [{"horizontal"}, {"vertical"}, {"horizontal", "vertical"}])
def test_an_image_is_mirrored_the_ways_that_were_asked_for_and_half_of_the_time(flips: set[str]) -> None:
    original = np.asarray(picture())
    ways = [original]
    for axis, name in ((1, "horizontal"), (0, "vertical")):
        ways += [np.flip(one, axis) for one in ways] if name in flips else []
    found = [
        next(n for n, way in enumerate(ways) if (one == way).all())
        for one in changed(picture(), flips=frozenset(flips))
    ]
    assert set(found) == set(range(len(ways)))
    assert all(found.count(n) >= 40 / len(ways) / 3 for n in range(len(ways)))


def test_a_crop_is_a_part_of_the_image_of_the_share_that_was_asked_for() -> None:
    # Each place has a color of its own, so that a part tells where it was.
    down, across = np.mgrid[0:200, 0:100]
    image = Image.fromarray(np.stack([across, down, across * 0], axis=-1).astype(np.uint8))
    shares = set()
    for one in changed(image, crop=(0.25, 0.5)):
        assert one.shape == (200, 100, 3)
        wide, high = (np.ptp(one[..., color]) + 1 for color in (0, 1))
        assert wide / high == pytest.approx(0.5, abs=0.05)
        shares.add(round(wide * high / 20_000, 2))
    assert 0.2 <= min(shares) <= max(shares) <= 0.55
    assert len(shares) > 5


def test_an_image_is_turned_by_no_more_than_was_asked_for_and_nothing_empty_comes_in() -> None:
    flat = Image.new("RGB", (31, 31), (200, 100, 50))
    assert all((one == np.asarray(flat)).all() for one in changed(flat, rotation=180, elastic=(20.0, 4.0)))
    # A line from the middle to the right says by how much.
    lined = np.zeros((101, 101), np.uint8)
    lined[50, 50:] = 255
    angles = []
    for one in changed(Image.fromarray(lined), rotation=20):
        down, across = (axis.mean() - 50 for axis in np.nonzero(one > 100))
        angles.append(float(np.degrees(np.arctan2(down, across))))
    assert max(map(abs, angles)) <= 20.5
    assert min(angles) < -10 < 10 < max(angles)


def test_an_elastic_change_bends_and_no_two_pixels_far_apart_go_together() -> None:
    across = np.mgrid[0:64, 0:64][1]
    places = Image.fromarray((4 * across).astype(np.uint8))
    moved = [one / 4 - across for one in changed(places, elastic=(30.0, 4.0))]
    inside = [one[12:-12, 12:-12] for one in moved]
    assert all(0.3 < np.abs(one).max() < 15 for one in inside)
    # Neighbours are moved alike, and the whole is not moved as one.
    assert all(np.abs(np.diff(one, axis=0)).max() < 2 for one in inside)
    assert all(np.ptp(one) > 0.5 for one in inside)


def test_light_changes_by_no_more_than_was_asked_for() -> None:
    grey = Image.new("RGB", (8, 8), (100, 100, 100))
    means = [one.mean() for one in changed(grey, brightness=0.3)]
    assert 69 <= min(means) < 85 < 115 < max(means) <= 131
    # Neither contrast nor colors are there to change.
    for kind in ("contrast", "saturation", "hue"):
        assert all((one == 100).all() for one in changed(grey, **{kind: 0.5}))
    red = Image.new("RGB", (8, 8), (200, 40, 40))
    hues = [np.asarray(Image.fromarray(one.astype(np.uint8)).convert("HSV"))[0, 0, 0] for one in changed(red, hue=0.1)]
    around = [int(hue) - 256 if hue > 128 else int(hue) for hue in hues]
    assert -27 <= min(around) < -10 < 10 < max(around) <= 27


def test_a_large_or_a_very_narrow_image_costs_what_the_model_reads(tmp_path: Path) -> None:
    base = image_model(tmp_path / "base")
    settings = json.loads((base / "preprocessor_config.json").read_text())
    narrow = {**settings, "size": {"shortest_edge": 4096}, "do_center_crop": True, "crop_size": 16}
    sizes: list[tuple[int, int]] = []

    class Watched(ImageChange):
        def _moved(self, image: Image.Image, draw: np.random.Generator) -> Image.Image:
            sizes.append(image.size)
            return super()._moved(image, draw)

    augmentation = ImageAugmentation(Watched(elastic=(8.0, 3.0)), seed=3)
    large = encoded(Image.new("RGB", (3000, 2000), "grey"))
    augmentation.read(ImageInputs(base), [large], [Place(0, 0)])
    (base / "preprocessor_config.json").write_text(json.dumps(narrow))
    augmentation.read(ImageInputs(base), [large], [Place(0, 0)])
    assert sizes[0] == (16, 16)
    assert sizes[1][0] * sizes[1][1] <= 4_000_000
    assert sizes[1][0] / sizes[1][1] == pytest.approx(1.5, rel=0.01)


def test_a_model_that_scales_nothing_still_gets_all_of_its_pixels(tmp_path: Path) -> None:
    base = image_model(tmp_path / "base")
    settings = {"do_resize": False, "do_center_crop": True, "crop_size": 16}
    (base / "preprocessor_config.json").write_text(json.dumps(settings))
    flat = encoded(Image.new("RGB", (40, 30), "white"))
    (one,) = ImageAugmentation(ImageChange(crop=(0.05, 0.05)), 3).read(ImageInputs(base), [flat], [Place(0, 0)])
    assert (one["pixel_values"] == 1).all()


@pytest.mark.parametrize(
    ("section", "what"),
    [
        ({}, "augment"),
        ({"color": {}}, "color"),
        ({"crop": {"scale": [0, 1]}}, "scale"),
        ({"crop": {"scale": [0.5]}}, "scale"),
        ({"rotation": 1e9}, "rotation"),
        ({"elastic": {"alpha": 1e9, "sigma": 4}}, "alpha"),
        ({"elastic": {"alpha": 10, "sigma": 1e6}}, "sigma"),
        ({"color": {"hue": 0.6}}, "hue"),
        ({"mixup": 0.2}, "mixup"),
    ],
)
def test_what_would_change_nothing_or_take_for_ever_is_refused(
    section: dict[str, Any], what: str, tmp_path: Path
) -> None:
    with pytest.raises(RuntimeFailure) as caught:
        validate("config", {"model_runtime": 1, **config(tmp_path, tmp_path, tmp_path, augment=section)})
    assert what in told(caught)


def test_what_a_model_has_no_use_for_is_refused_with_the_remedy(base: Path, tmp_path: Path) -> None:
    grey = image_model(tmp_path / "grey")
    kept = json.loads((grey / "config.json").read_text())
    (grey / "config.json").write_text(json.dumps({**kept, "num_channels": 1}))
    (grey / "preprocessor_config.json").write_text(json.dumps({"size": {"height": 16, "width": 16}}))

    def refusal(directory: Path, section: dict[str, Any], task: str = "image-classification") -> str:
        asked = task_of(task)
        with pytest.raises(RuntimeFailure) as caught:
            augmentation_of({"augment": section, "seed": 0}, asked, asked.inputs(directory, 8), NONE)
        return told(caught)

    assert "neither saturation nor hue. Remove" in refusal(grey, {"color": {"hue": 0.1}})
    assert augmentation_of({"augment": {"color": {"contrast": 0.1}}, "seed": 0}, TASK, TASK.inputs(grey, 1), NONE)
    assert "0.9 is more than 0.5. Give the smaller share first" in refusal(base, {"crop": {"scale": [0.9, 0.5]}})
    texts = text_model(tmp_path / "texts")
    assert "flip change images, and text-classification has none" in refusal(
        texts, {"flip": "both"}, "text-classification"
    )
