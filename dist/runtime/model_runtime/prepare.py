"""prepare: a user's examples become one clean, split dataset in Arrow files, with a digest of its content.

The files are read twice: once to decide where each example goes, keeping what the decision needs in files, and once to
write it there. So memory holds some dozen bytes an example, whatever its size.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from .events import Events
from .examples import Row, tokens_by
from .failures import Problem, RuntimeFailure
from .files import directory_whole, names_full_disk, sha256_of_json, write_json_whole
from .inputs import Inputs, refuse_beyond_positions
from .inputs_generation import Writing
from .mask import Mask
from .mix import Part, parts_of, told_of
from .problems import MOST_TOLD, FileProblems, refuse
from .rows import Columns, Record, Wrong, read_records
from .scratch import Names
from .sides import (
    Alike,
    Settled,
    Source,
    across,
    draw,
    drop_near,
    group_alike,
    keep_away_from_tests,
    mix,
    sides_of,
    untrained,
    why_untested,
)
from .split_file import SplitFile
from .splits import NOWHERE, SIDES, SplitName, unlike
from .tabular import Numeric, RowForm, refuse_another_form
from .tasks import Content, Conversations, Task, task_of
from .tasks.content import Texts
from .window import Window
from .wording import quoted

SPLITS: tuple[SplitName, ...] = ("train", "validation", "test")
# Where a file has neither a file for them beside it nor a share, as model.yml says.
_DEFAULT_SHARES: dict[SplitName, float] = {"test": 0.2, "validation": 0.1}
# No text is cut when its length is measured.
_UNCUT = 2**31 - 1


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    out = Path(config["paths"]["out"])
    with names_full_disk(out):
        out.mkdir(parents=True, exist_ok=True)
        return _prepared(config, out, events)


def _prepared(config: dict[str, Any], scratch: Path, events: Events) -> dict[str, Any]:
    shares, columns = _shares(config), _columns(config)
    # What numbers are off from their means by is known once they are read, and has no part in how long a text is.
    form = RowForm(columns.texts, tuple(map(Numeric, columns.numeric))) if columns.numeric else None
    task = task_of(config["task"]).reading(form)
    paths, files = config["paths"], config["files"]
    refuse_another_form(Path(paths["in"]["base"]), form)
    content = Conversations() if columns.messages else task.content
    dropped = Counter(empty=0, duplicates=0, near_test=0, not_sampled=0)
    masked = Counter(dict.fromkeys(columns.mask.names if columns.mask else (), 0))
    # Where test examples come from.
    test_file: SplitName = "test" if "test" in files else "train"
    writing = Writing(config.get("system"), columns.messages, config.get("max_target_length"))
    window = _window(config, task, writing)
    sources: list[Source] = []
    told: list[Problem] = []
    count, classes = 0, Names()
    given = {name: parts_of(name, files[name], paths["in"]) for name in SPLITS if name in files}
    reading = _Reading(sum(map(len, given.values())), events)
    for name, parts in given.items():
        # Only the training file is split: the others' strata do not matter, and need not be there.
        # Whoever gives a test of its own need not know in training what it is looked at by.
        stratify, slices = columns.stratify if name == "train" else None, columns.slices if name == test_file else ()
        read = replace(columns, stratify=stratify, slices=slices)
        source = Source(name, parts, read, classes, scratch, config)
        for part, problems in zip(source.parts, _look(source, content, dropped, masked, window, reading), strict=True):
            told += problems.first(part.rows)
            count += problems.count
        sources.append(source)
    training = {part.input for part in sources[0].parts}
    well_read = not any(problem.input in training for problem in told)
    more = across(sources, well_read=well_read, classes=task.classes)
    refuse([*told, *more], count + len(more), _paths(sources))
    inputs = task.inputs(paths["in"]["base"], _UNCUT, writing)
    fitting = None if task.classes else task.inputs(paths["in"]["base"], config["max_length"], writing)
    refuse_beyond_positions(inputs, config["max_length"], "the base model")

    duplicates = config.get("duplicates", {})
    groups, grouped = group_alike(sources, duplicates)
    keep_away_from_tests(sources, groups, dropped, events)
    if duplicates.get("near") == "drop":
        drop_near(sources, groups, dropped)
        grouped = dict.fromkeys(grouped, 0)
    draw(sources, config, dropped)
    mix(sources, dropped, events)
    sides = sides_of(sources, groups, shares)
    labels = _labels(sources, sides, groups, events) if task.classes else []
    if not any((chosen == SIDES["validation"]).any() for chosen in sides):
        events.warning("no examples are left for validation", "Give more examples.")
    if "test" in shares and task.classes:
        _warn_of_unlike_test(sources[0], sides[0], events)

    out = Path(paths["out"]) / "dataset"
    with directory_whole(out) as directory:
        written = _write(directory, sources, sides, columns, task, content, inputs, fitting, form)
        spread = written["train"].spread
        numeric = {} if spread is None else {"numeric": spread.found(events)}
        summaries = {name: written[name].summary(labels, config["max_length"], events) for name in SPLITS}
        contents = {name: written[name].digest.hexdigest() for name in SPLITS}
        # The same text may stand in one column, and other clients ask a model of it.
        composed = {"input_columns": list(columns.input)} if isinstance(columns.input, tuple) else {}
        asked = {name: config[name] for name in ("system",) if name in config}
        asked |= {"messages": True} if columns.messages else {}
        named = {"labels": labels} if task.classes else asked
        digest = "sha256:" + sha256_of_json({"task": task.name, **named, **composed, **numeric, **contents})
        document = {
            "task": task.name,
            **named,
            "columns": [
                "id",
                "input",
                "label" if task.classes else "target",
                *(["cluster"] if columns.group else []),
                *(["slice"] if columns.slices else []),
            ],
            **composed,
            **numeric,
            # Lengths of other tokens are of no use to training.
            "counted_with": tokens_by(Path(paths["in"]["base"])),
            **{name: summaries[name]["examples"] for name in SPLITS},
            "digest": digest,
        }
        write_json_whole(directory / "dataset.json", document)
    for name in (*(f"{name}.arrow" for name in SPLITS), "dataset.json"):
        events.artifact(out / name)
    return {
        "verb": "prepare",
        **({"labels": labels} if task.classes else {}),
        "splits": summaries,
        "dropped": dict(dropped),
        **({"sources": told_of(sources[0].parts, sides[0])} if len(sources[0].parts) > 1 else {}),
        "grouped": grouped,
        **numeric,
        **({"masked": dict(masked)} if columns.mask else {}),
        "digest": digest,
        **({"slices": f"sha256:{written['test'].slices.hexdigest()}"} if columns.slices else {}),
    }


def _shares(config: dict[str, Any]) -> dict[SplitName, float]:
    """What is taken out of the training file: only splits that have no file of their own."""
    section, files = config.get("split", {}), config["files"]
    for name in ("test", "validation"):
        if name in files and name in section:
            raise RuntimeFailure(
                "configuration",
                f"config.split.{name}: files.{name} is given, too",
                "Name a file or a share, and not both.",
            )
    shares = {name: section.get(name, share) for name, share in _DEFAULT_SHARES.items() if name not in files}
    if sum(shares.values()) >= 1:
        raise RuntimeFailure(
            "configuration",
            f"config.split: {' and '.join(f'{share:g} for {name}' for name, share in shares.items())} leave nothing "
            "to train with",
            "Make them less than 1 together.",
        )
    return shares


def _columns(config: dict[str, Any]) -> Columns:
    section, named, task = config.get("split", {}), config["columns"], task_of(config["task"])
    messages = named.get("messages")
    given, label, target = named.get("input", messages), named.get("label"), named.get("target")
    lacks, takes = ("label", "has classes") if task.classes else ("target", "writes texts")
    if given is None or (messages is None and named.get(lacks) is None):
        lacking = lacks if given is not None else "input"
        what = f"config.columns: key {lacking!r} is missing: {config['task']} {takes}"
        raise RuntimeFailure("configuration", what, "Name their column.")
    if (label is None) is task.classes or (messages is not None and {"input", "target"} & set(named)):
        raise RuntimeFailure(
            "configuration",
            f"config.columns: {', '.join(named)} are not for {config['task']} together",
            "Give input and label of a task with classes; input and target, or messages, of one that writes texts.",
        )
    if not isinstance(given, str) and task.content.kind != "text":
        raise RuntimeFailure("configuration", "config.columns.input: an image stands in one column", "Name one column.")
    numeric = tuple(named.get("numeric", ()))
    if numeric and (not task.classes or task.content.kind != "text"):
        raise RuntimeFailure(
            "configuration",
            f"config.columns.numeric: {config['task']} reads no numbers beside its {task.content.kind}",
            "Leave it out.",
        )
    texts = (given,) if isinstance(given, str) else tuple(given)
    both = sorted({*texts, label} & set(numeric))
    if both:
        raise RuntimeFailure(
            "configuration",
            f"config.columns.numeric: {quoted(both[0])} is the label, or read as text, too",
            "Name each column once.",
        )
    return Columns(
        (*texts, *numeric) if numeric or not isinstance(given, str) else given,
        label,
        section.get("stratify"),
        section.get("group"),
        tuple(config.get("slices", ())),
        target,
        messages is not None,
        numeric,
        _mask(config, task),
    )


def _window(config: dict[str, Any], task: Task, writing: Writing) -> Window | None:
    if "length" not in config:
        return None
    if task.content.kind != "text":
        raise RuntimeFailure("configuration", "config.length: images have no length", "Leave it out.")
    in_tokens = config["length"]["unit"] == "tokens"
    inputs = task.inputs(config["paths"]["in"]["base"], _UNCUT, writing) if in_tokens else None
    return Window(config["length"], task, inputs, messages=writing.messages)


def _mask(config: dict[str, Any], task: Task) -> Mask | None:
    if "mask" not in config:
        return None
    if task.content.kind != "text":
        raise RuntimeFailure("configuration", "config.mask: nothing is masked in an image", "Leave it out.")
    return Mask(config["mask"])


class _Reading:
    """How many of the files were read."""

    def __init__(self, files: int, events: Events) -> None:
        self.events = events
        self._files, self._done = files, 0

    def read(self) -> None:
        self._done += 1
        self.events.progress("read", self._done, self._files, "files")


def _look(
    source: Source,
    content: Content,
    dropped: Counter[str],
    masked: Counter[str],
    window: Window | None,
    reading: _Reading,
) -> list[FileProblems]:
    """The first reading of a source: what is wrong with each of its files. Empty texts, those outside of the window and
    repetitions (but the first) are not kept."""
    outside: Counter[str] = Counter() if window is None else Counter(too_short=0, too_long=0)
    found = []
    for part in source.parts:
        found.append(_look_at(source, part, content, outside, masked, window))
        reading.read()
    settled = source.settle()
    _tell_same_ids(source, settled, content, found)
    dropped.update(outside, empty=settled.empty - outside.total(), duplicates=settled.duplicates)
    if settled.contradiction is not None:
        reading.events.warning(
            f"{source.parts.shown}: {settled.contradictions} repeated examples carry another label than the first time "
            f"({source.parts.told(settled.contradiction)}); the first counts",
            "Settle which label is right.",
        )
    return found


def _look_at(
    source: Source,
    part: Part,
    content: Content,
    outside: Counter[str],
    masked: Counter[str],
    window: Window | None,
) -> FileProblems:
    problems = FileProblems(part.input, part.path)
    source.begin(part)
    filled, outside_before = 0, outside.total()
    for record in read_records(part.path, source.columns, content):
        part.rows += 1
        before = problems.count
        if isinstance(record, Wrong):
            for column in record.lacking:
                problems.lacks(record.line, column, record.there)
            for what in record.what:
                problems.at(record.line, what)
        else:
            try:
                content.check(record.content)
            except ValueError as error:
                problems.at(record.line, str(error))
        usable = isinstance(record, Record) and problems.count == before
        if record.id is not None:
            source.add_id(record.id, record.line, usable=usable)
        if isinstance(record, Record) and usable:
            digest = _digest(content, record.content, record.target)
            masked.update(record.masked)
            empty = content.empty(record.content)
            found = None if window is None or empty else window.outside(record)
            if found is not None:
                outside[found[0]] += 1
                if window is not None and not window.drops:
                    problems.at(record.line, f"{found[1]}: correct it, leave the row out, or set data.length.drop")
            filled += not empty and found is None
            source.add(record, digest, content.plain(record.content), empty=empty or found is not None)
    if part.rows == 0:
        classes = "" if source.columns.label is None else " with at least two classes"
        problems.at(None, f"holds no examples: give a file{classes or ' that has some'}")
    elif filled == 0 and problems.count == 0 and outside.total() > outside_before:
        problems.at(None, "no example has a length within data.length: widen it")
    elif filled == 0 and problems.count == 0:
        named = "in data" if source.columns.label is None else f"as data.{content.kind}"
        problems.at(None, f"every example is empty: name the right column {named}")
    return problems


def _tell_same_ids(source: Source, settled: Settled, content: Content, found: list[FileProblems]) -> None:
    """Ids are not kept: those of the first such lines are read again."""
    for part, problems in zip(source.parts, found, strict=True):
        lines = {line: first for (of, line), first in settled.same_id_lines if of is part}
        for record in read_records(part.path, source.columns, content) if lines else ():
            first = lines.pop(record.line, None)
            if first is not None:
                there = source.parts.spot(*first) if first[0] is not part else f"line {first[1]}"
                problems.at(record.line, f"the id {quoted(record.id or '')} is also on {there}: make ids distinct")
            if not lines:
                break
    found[-1].count += settled.same_ids - len(settled.same_id_lines)


def _paths(sources: list[Source]) -> dict[str, Path]:
    """Of every file, by its input."""
    return {part.input: part.path for source in sources for part in source.parts}


def _labels(sources: list[Source], sides: list[np.ndarray], groups: Alike, events: Events) -> list[str]:
    names = sources[0].names
    counts = {name: np.zeros(len(names), np.int64) for name in SPLITS}
    for source, chosen in zip(sources, sides, strict=True):
        for name in SPLITS:
            counts[name] += np.bincount(source.labels[chosen == SIDES[name]], minlength=len(names))
    labels = sorted(names.names[number] for number in np.flatnonzero(counts["train"]))
    if len(labels) < 2:
        raise RuntimeFailure(
            "data",
            f"{sources[0].parts.shown}: the training examples have one class only ({', '.join(labels) or 'none'})",
            "Add training examples of another class: one that is all but the same as a test example does not train.",
        )
    # What is all but the same as a test example, or was not drawn, does not train.
    lost = [
        problem
        for source, chosen in zip(sources, sides, strict=True)
        for problem in untrained(source, chosen, counts["train"])
    ]
    refuse(lost, len(lost), _paths(sources))
    _warn_of_like_labels(labels, events)
    untested = [names.number(label) for label in labels if counts["test"][names.number(label)] == 0]
    for (because, remedy), some in why_untested(untested, sources, groups).items():
        events.warning(
            f"{len(some)} of {len(labels)} classes have no test example, {because}: {', '.join(some[:3])}",
            f"{remedy}: nothing says how well they are recognised.",
        )
    return labels


def _warn_of_like_labels(labels: list[str], events: Events) -> None:
    """A spreadsheet writes Spam and spam: two classes, of which neither is learnt."""
    spellings: dict[str, list[str]] = {}
    for label in labels:
        spellings.setdefault(Texts().plain(label), []).append(label)
    several = [some for some in spellings.values() if len(some) > 1]
    if several:
        shown = "; ".join(" and ".join(map(quoted, some)) for some in several[:3])
        events.warning(
            f"{len(several)} {'class is' if len(several) == 1 else 'classes are'} written in several ways, each of "
            f"which is a class of its own: {shown}",
            "Write each class in one way, unless these differ in meaning.",
        )


def _warn_of_unlike_test(source: Source, sides: np.ndarray, events: Events) -> None:
    data, test = (
        Counter(dict(zip(source.names.names, counted.tolist(), strict=True)))
        for counted in (
            np.bincount(source.labels[chosen], minlength=len(source.names))
            for chosen in (sides != NOWHERE, sides == SIDES["test"])
        )
    )
    found = unlike(+data, test)
    if found:
        told = [
            f"{quoted(label)} is {_percent(tested)} of the test and {_percent(share)} of the data"
            for label, tested, share in found[:3]
        ]
        more = f", and {len(found) - 3} more classes" if len(found) > 3 else ""
        events.warning(
            f"the classes of the test are not in the proportions of the data: {', '.join(told)}{more}; examples that "
            "are all but the same, or of one group, stay on one side, and a large group rarely goes to the test",
            "Give test examples of your own (data.test), or keep fewer that are all but the same: a score counts each "
            "class by its share of the test.",
        )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _write(
    directory: Path,
    sources: list[Source],
    sides: list[np.ndarray],
    columns: Columns,
    task: Task,
    content_of: Content,
    inputs: Inputs,
    fitting: Inputs | None,
    form: RowForm | None,
) -> dict[SplitName, SplitFile]:
    """The second reading: every example that stays goes to its side, in the order of its file.

    With `fitting` those that a model that writes cannot be trained on or judged by are refused.
    """
    unfit: list[Problem] = []
    count = 0
    with ExitStack() as stack:
        files = {name: SplitFile(directory, name, columns, task, inputs, form) for name in SPLITS}
        for file in files.values():
            stack.callback(file.close)
        names = {number: name for name, number in SIDES.items()}
        for source, chosen in zip(sources, sides, strict=True):
            for place, record in enumerate(_records(source, content_of)):
                side = names.get(int(chosen[place]))
                digest = _digest(content_of, record.content, record.target)
                source.see_again(record, digest)
                if side is None:
                    continue
                # The name of an example without one is its content: it is the same wherever the line stands.
                example = digest[:16] if record.id is None else record.id
                row = Row(example, record.content, target=record.target)
                why = None if fitting is None else task.unfit(row, fitting)
                if why is not None:
                    count += 1
                    unfit += [source.problem(why, place)] if len(unfit) < MOST_TOLD else []
                    continue
                truth = record.label if record.target is None else record.target
                files[side].add(example, record.content, truth, record.cluster, record.slice, record.name)
            if source.changed:
                raise _changed(source)
        shown = {source.name: source.parts.shown for source in sources}
        for name in SPLITS:
            if files[name].has_same_ids():
                raise RuntimeFailure(
                    "data",
                    f"{shown.get(name, shown['train'])}: an id of a {name} example is that of another, which has none "
                    "of its own and is known by its content",
                    "Give every row an id, or none.",
                )
    refuse(unfit, count, _paths(sources))
    return files


def _digest(content: Content, of: Any, target: str | None) -> str:
    """Of an example: of its content and, where one is to be written, of the text."""
    found = content.digest(of)
    return found if target is None else hashlib.sha256(f"{found}\n{target.strip()}".encode()).hexdigest()


def _records(source: Source, content: Content) -> Iterator[Record]:
    count = 0
    for part in source.parts:
        for record in read_records(part.path, source.columns, content):
            count += 1
            if count > len(source) or isinstance(record, Wrong):
                raise _changed(source)
            yield record
    if count != len(source):
        raise _changed(source)


def _changed(source: Source) -> RuntimeFailure:
    return RuntimeFailure(
        "data", f"{source.parts.shown} changed while it was read", "Run it again when the file is settled."
    )
