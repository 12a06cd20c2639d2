"""The one command: `python -m model_runtime VERB --config config.json`.

A job verb reads its config, works, and leaves out/result.json; its exit code says how it ended (failures.py).
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from . import __version__, contract
from .chatter import libraries_speak_through
from .endings import explain
from .environment import collect_rarely, leave_out
from .events import Events
from .failures import EXIT_CODES, Interrupted, RuntimeFailure
from .files import is_disk_full, write_json_whole

VERBS = {
    "preflight": "says whether this machine can do the work, before any work",
    "prepare": "reads, cleans, splits and samples data; writes Arrow files and a digest",
    "finetune": "trains a base model on prepared data; resumes from the newest whole checkpoint",
    "search": "says with which settings the next training of a search runs, and which is not worth its end",
    "evaluate": "judges a candidate and its baseline on the same test examples, one by one",
    "score": "adds to predictions what functions of the user's give them",
    "export": "writes a model as ONNX and proves that it answers as the original does",
    "quantize": "writes an INT8 model and measures size, speed and answers against the original",
    "selftest": "checks that an image keeps the contract",
}


def main(argv: list[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["serve"]:
        from . import serve

        return serve.main(arguments[1:])
    options = _parser().parse_args(arguments)
    return run_job(options.verb, options.config)


def run_job(verb: str, config_file: str | None) -> int:
    """Runs one job verb and returns its exit code. Nothing that a job raises leaves this function."""
    _quiet_progress_bars()
    collect_rarely()
    # PEFT imports it, which takes a second; the one method that needs it takes it in again.
    leave_out("bitsandbytes")
    with _no_standard_input(), _events_own_stdout() as stream:
        events: Events | None = None
        try:
            config, digest = _read_config(verb, config_file)
            out = Path(config["paths"]["out"])
            events = _open_events(out, stream)
            events.start(verb, digest)
            _stop_on_signals()
            with libraries_speak_through(events):
                result = importlib.import_module(f"model_runtime.{verb}").run(config, events)
            contract.validate("result", result)
            write_json_whole(out / "result.json", result)
            events.result(verb, out / "result.json")
            return EXIT_CODES["done"]
        except (Exception, Interrupted, KeyboardInterrupt) as error:
            failure = explain(error)
            if failure.code == "crashed" and not failure.stack_is_told:
                traceback.print_exc(file=sys.stderr)
            _tell(events, stream, failure)
            return failure.exit_code
        finally:
            if events is not None:
                events.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m model_runtime",
        description="Machine-learning jobs of model-actions: config.json in, event lines and result.json out.",
        epilog="Exit codes: " + ", ".join(f"{code} {name}" for name, code in EXIT_CODES.items()) + ".",
    )
    parser.add_argument("--version", action="version", version=f"model_runtime {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, purpose in VERBS.items():
        sub = verbs.add_parser(verb, help=purpose, description=purpose)
        sub.add_argument("--config", help="the job's config.json (default: $MODEL_CONFIG)")
    verbs.add_parser("serve", help="serves a model directory over HTTP (see: serve --help)", add_help=False)
    return parser


def _read_config(verb: str, config_file: str | None) -> tuple[dict[str, Any], str]:
    """The validated config, and the SHA-256 of the file's bytes."""
    name = config_file or os.environ.get("MODEL_CONFIG")
    if not name:
        raise RuntimeFailure("configuration", "no config given", "Pass --config FILE or set MODEL_CONFIG.")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise RuntimeFailure("configuration", f"{name}: {error.strerror}", "Pass a readable config.json.") from error
    try:
        config = json.loads(data)
    except ValueError as error:
        raise RuntimeFailure("configuration", f"{name}: not JSON: {error}", "Pass a config.json that is.") from error
    contract.validate("config", config)
    if config["verb"] != verb:
        raise RuntimeFailure(
            "configuration",
            f"{name}: is a config of {config['verb']!r}, the command says {verb!r}",
            f"Run the verb {config['verb']!r}, or pass a config of {verb!r}.",
        )
    return config, hashlib.sha256(data).hexdigest()


def _open_events(out: Path, stream: TextIO) -> Events:
    try:
        out.mkdir(parents=True, exist_ok=True)
        return Events(out, stream)
    except OSError as error:
        if is_disk_full(error):
            raise
        raise RuntimeFailure(
            "configuration",
            f"config.paths.out: cannot write to {out}: {error.strerror}",
            "Let the user that runs this job write there.",
        ) from error


@contextlib.contextmanager
def _events_own_stdout() -> Iterator[TextIO]:
    """Gives stdout to the events alone; whatever libraries print goes to stderr, so that no line is ever mixed."""
    sys.stdout.flush()
    own = os.dup(1)
    os.dup2(2, 1)
    try:
        with os.fdopen(own, "w", encoding="utf-8", closefd=False) as stream:
            yield stream
    finally:
        sys.stdout.flush()
        os.dup2(own, 1)
        os.close(own)


@contextlib.contextmanager
def _no_standard_input() -> Iterator[None]:
    """Nobody is there to answer a question that a library asks: it reads the end of the file."""
    try:
        own = os.dup(0)
    except OSError:  # closed already; an open file must not become number 0
        own = None
    nothing = os.open(os.devnull, os.O_RDONLY)
    if nothing != 0:
        os.dup2(nothing, 0)
        os.close(nothing)
    try:
        yield
    finally:
        if own is not None:
            os.dup2(own, 0)
            os.close(own)


def _quiet_progress_bars() -> None:
    """Progress is told by events; bars of libraries would stand between them. Read when the libraries are imported."""
    for name in ("TQDM_DISABLE", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[name] = "1"


def _stop_on_signals() -> None:
    def stop(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(signal.Signals(number).name)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _tell(events: Events | None, stream: TextIO, failure: RuntimeFailure) -> None:
    if events is not None:
        events.error(failure)
        return
    # There is no out directory to write to: the engine still gets its line.
    Events.error_line(stream, failure)


if __name__ == "__main__":
    sys.exit(main())
