"""prepare: a user's examples become one clean, split dataset in Arrow files, with a digest of its content.

The files are read twice: once to decide where each example goes, keeping what the decision needs and not the content,
and once to write it there. So memory holds some hundred bytes an example, whatever its size.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from .alike import Groups, signature
from .events import Events
from .examples import Row
from .failures import Problem, RuntimeFailure
from .files import directory_whole, sha256_of_json, write_json_whole
from .inputs import Inputs, refuse_beyond_positions
from .inputs_generation import Writing
from .problems import MOST_TOLD, FileProblems, refuse
from .rows import Columns, Wrong, read_records
from .sides import Source, across, draw, group_alike, keep_away_from_tests, sides_of, untrained, why_untested
from .split_file import SplitFile
from .splits import SplitName, unlike
from .tabular import Numeric, RowForm, refuse_another_form
from .tasks import Content, Conversations, Task, task_of
from .wording import quoted

SPLITS: tuple[SplitName, ...] = ("train", "validation", "test")
# Where a file has neither a file for them beside it nor a share, as model.yml says.
_DEFAULT_SHARES: dict[SplitName, float] = {"test": 0.2, "validation": 0.1}
# No text is cut when its length is measured.
_UNCUT = 2**31 - 1


def run(config: dict[str, Any], events: Events) -> dict[str, Any]:
    shares, columns = _shares(config), _columns(config)
    # What numbers are off from their means by is known once they are read, and has no part in how long a text is.
    form = RowForm(columns.texts, tuple(map(Numeric, columns.numeric))) if columns.numeric else None
    task = task_of(config["task"]).reading(form)
    paths, files = config["paths"], config["files"]
    refuse_another_form(Path(paths["in"]["base"]), form)
    content = Conversations() if columns.messages else task.content
    dropped = Counter(empty=0, duplicates=0, near_test=0, not_sampled=0)
    # Where test examples come from.
    test_file: SplitName = "test" if "test" in files else "train"
    sources: list[Source] = []
    told: list[Problem] = []
    count = 0
    for done, name in enumerate((name for name in SPLITS if name in files), start=1):
        directory = Path(paths["in"].get(name, paths["in"]["train"]))
        source, problems = _look(name, directory / files[name], columns, content, dropped, events, test_file)
        sources.append(source)
        told += problems.first(source.rows)
        count += problems.count
        events.progress("read", done, len(files), "files")
    well_read = not any(problem.input == "train" for problem in told)
    more = across(sources, well_read=well_read, classes=task.classes)
    where = {source.name: source.path for source in sources}
    refuse([*told, *more], count + len(more), where)
    writing = Writing(config.get("system"), columns.messages, config.get("max_target_length"))
    inputs = task.inputs(paths["in"]["base"], _UNCUT, writing)
    fitting = None if task.classes else task.inputs(paths["in"]["base"], config["max_length"], writing)
    refuse_beyond_positions(inputs, config["max_length"], "the base model")

    groups, grouped = group_alike(sources)
    keep_away_from_tests(sources, groups, dropped, events)
    draw(sources, config, dropped)
    sides = sides_of(sources, groups, shares, config["seed"])
    labels = _labels(sources, sides, groups, events) if task.classes else []
    if not any(side == "validation" for chosen in sides for side in chosen.values()):
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
        "grouped": grouped,
        **numeric,
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
    )


def _look(
    name: SplitName,
    path: Path,
    columns: Columns,
    content: Content,
    dropped: Counter[str],
    events: Events,
    test_file: SplitName,
) -> tuple[Source, FileProblems]:
    """The first reading of a file. Empty texts and repetitions (but the first) are not kept."""
    source, problems = Source(name, path), FileProblems(name, path)
    first: dict[str, int] = {}
    given: dict[str, int] = {}
    contradictions: list[tuple[int, int]] = []
    # Only the training file is split: the others' strata do not matter, and need not be there.
    # Whoever gives a test of its own need not know in training what it is looked at by.
    slices = columns.slices if name == test_file else ()
    columns = replace(columns, stratify=columns.stratify if name == "train" else None, slices=slices)
    for record in read_records(path, columns, content):
        source.rows += 1
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
        if record.id is not None and given.setdefault(record.id, record.line) != record.line:
            what = f"the id {quoted(record.id)} is also on line {given[record.id]}: make ids distinct"
            problems.at(record.line, what)
        if isinstance(record, Wrong) or problems.count > before:
            continue
        place = len(source.digests)
        digest = _digest(content, record.content, record.target)
        source.digests.append(digest)
        # The name of an example without one is its content: it is the same wherever the line stands.
        source.ids.append(digest[:16] if record.id is None else record.id)
        source.lines.append(record.line)
        source.labels.append(sys.intern(record.label))
        source.strata.append(sys.intern(record.stratum))
        source.slices.append(record.slice)
        source.clusters.append(None if record.cluster is None else sys.intern(record.cluster))
        plain = content.plain(record.content)
        source.plains.append(None if plain is None else hashlib.sha256(plain.encode()).digest())
        if content.empty(record.content):
            dropped["empty"] += 1
        elif digest in first:
            dropped["duplicates"] += 1
            if source.labels[first[digest]] != record.label:
                contradictions.append((source.lines[first[digest]], record.line))
        else:
            first[digest] = place
            source.kept.append(place)
            if plain is not None:
                source.signatures.append(signature(plain))
    if source.rows == 0:
        classes = "" if columns.label is None else " with at least two classes"
        problems.at(None, f"holds no examples: give a file{classes or ' that has some'}")
    elif not source.kept and problems.count == 0:
        named = "in data" if columns.label is None else f"as data.{content.kind}"
        problems.at(None, f"every example is empty: name the right column {named}")
    if contradictions:
        one, other = contradictions[0]
        events.warning(
            f"{path}: {len(contradictions)} repeated examples carry another label than the first time "
            f"(lines {one} and {other}); the first counts",
            "Settle which label is right.",
        )
    return source, problems


def _labels(
    sources: list[Source], sides: list[dict[int, SplitName]], groups: list[Groups], events: Events
) -> list[str]:
    counts: dict[SplitName, Counter[str]] = {name: Counter() for name in SPLITS}
    for source, chosen in zip(sources, sides, strict=True):
        for place, side in chosen.items():
            counts[side][source.labels[place]] += 1
    labels = sorted(counts["train"])
    if len(labels) < 2:
        raise RuntimeFailure(
            "data",
            f"{sources[0].path}: the training examples have one class only ({', '.join(labels) or 'none'})",
            "Add training examples of another class: one that is all but the same as a test example does not train.",
        )
    # What is all but the same as a test example, or was not drawn, does not train.
    lost = [
        problem
        for source, chosen in zip(sources, sides, strict=True)
        for problem in untrained(source, chosen, counts["train"])
    ]
    refuse(lost, len(lost), {source.name: source.path for source in sources})
    untested = [label for label in labels if counts["test"][label] == 0]
    for (because, remedy), some in why_untested(untested, sources, groups).items():
        events.warning(
            f"{len(some)} of {len(labels)} classes have no test example, {because}: {', '.join(some[:3])}",
            f"{remedy}: nothing says how well they are recognised.",
        )
    return labels


def _warn_of_unlike_test(source: Source, sides: dict[int, SplitName], events: Events) -> None:
    data = Counter(source.labels[place] for place in sides)
    test = Counter(source.labels[place] for place, side in sides.items() if side == "test")
    found = unlike(data, test)
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
    sides: list[dict[int, SplitName]],
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
        for source, chosen in zip(sources, sides, strict=True):
            for place, (content, target, name) in enumerate(_contents(source, columns, content_of)):
                side = chosen.get(place)
                if side is None:
                    continue
                if _digest(content_of, content, target) != source.digests[place]:
                    raise _changed(source)
                why = None if fitting is None else task.unfit(Row(source.ids[place], content, target=target), fitting)
                if why is not None:
                    count += 1
                    unfit += [Problem(why, source.name, source.lines[place])] if len(unfit) < MOST_TOLD else []
                    continue
                files[side].add(
                    source.ids[place],
                    content,
                    source.labels[place] if target is None else target,
                    source.clusters[place],
                    source.slices[place],
                    name,
                )
    refuse(unfit, count, {source.name: source.path for source in sources})
    return files


def _digest(content: Content, of: Any, target: str | None) -> str:
    """Of an example: of its content and, where one is to be written, of the text."""
    found = content.digest(of)
    return found if target is None else hashlib.sha256(f"{found}\n{target.strip()}".encode()).hexdigest()


def _contents(source: Source, columns: Columns, content: Content) -> Iterator[tuple[Any, str | None, str]]:
    """Each content, with the text that is to be written for it and what names it in its file."""
    plain = replace(columns, stratify=None, group=None, slices=())
    count = 0
    for count, record in enumerate(read_records(source.path, plain, content), start=1):
        if count > len(source.digests) or isinstance(record, Wrong):
            raise _changed(source)
        yield record.content, record.target, record.name
    if count != len(source.digests):
        raise _changed(source)


def _changed(source: Source) -> RuntimeFailure:
    return RuntimeFailure("data", f"{source.path} changed while it was read", "Run it again when the file is settled.")
