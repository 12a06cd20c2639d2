"""Any error as an end that the contract knows: what happened, and what to do where a person can do something."""

from __future__ import annotations

from .failures import Interrupted, RuntimeFailure
from .files import disk_full, is_disk_full


def explain(error: BaseException) -> RuntimeFailure:
    if isinstance(error, RuntimeFailure):
        return error
    if isinstance(error, (Interrupted, KeyboardInterrupt)):
        name = error.signal_name if isinstance(error, Interrupted) else "SIGINT"
        return RuntimeFailure("crashed", f"stopped by {name} before a whole checkpoint was written", "Run it again.")
    if is_disk_full(error):
        return disk_full(getattr(error, "filename", None))
    for link in _chain(error):
        if _is_out_of_memory(link):
            return RuntimeFailure(
                "out-of-memory",
                f"out of memory: {_one_line(link)}",
                "Lower batch-size or data.max-length (in training, raise gradient-accumulation by as much to keep the "
                "effective batch), or use a machine with more memory.",
            )
    if isinstance(error, PermissionError):
        return RuntimeFailure(
            "configuration",
            f"no permission: {error.filename}",
            "Let the user that runs this job read and write there.",
        )
    return RuntimeFailure(
        "crashed", f"{type(error).__name__}: {_one_line(error)}", "This is a bug: see the stack in the log."
    )


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links


def _is_out_of_memory(error: BaseException) -> bool:
    # torch's own class is known by name, because torch must not be imported to ask.
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or (isinstance(error, RuntimeError) and "can't allocate memory" in str(error))
    )


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
