"""Both unpicklers of Python, driven by targets/pickle.ts: one frame in is a pickle, one out says how it ended.

They import nothing: what a pickle asks for is an object that notes that it was called or filled. The answer is 1 where
one was, 2 where the pickle came to its end, 3 for both, and 0 for neither.
"""

import contextlib
import io
import pickle
import resource
import sys
from typing import Any

seen: set[int] = set()


class Class(list):
    def __new__(cls, *_: Any, **__: Any) -> "Class":
        seen.add(1)
        return list.__new__(cls)

    def note(self, *_: Any) -> None:
        seen.add(1)

    __setstate__ = __setitem__ = append = extend = add = __init__ = note


class Function:
    def __call__(self, *_: Any, **__: Any) -> Class:
        seen.add(1)
        return Class()

    def note(self, *_: Any) -> None:
        seen.add(1)

    __setstate__ = __setitem__ = append = extend = add = note


def harmless(base: Any) -> Any:
    class Unpickler(base):
        def find_class(self, module: str, name: str) -> Any:
            return Class if len(name) % 2 else Function()

        def persistent_load(self, pid: Any) -> Function:
            return Function()

    return Unpickler


def send(data: bytes) -> None:
    sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
    unpicklers = [harmless(pickle.Unpickler), harmless(pickle._Unpickler)]
    send(b"ready")
    while len(length := sys.stdin.buffer.read(4)) == 4:
        data = sys.stdin.buffer.read(int.from_bytes(length, "big"))
        seen.clear()
        for unpickler in unpicklers:
            with contextlib.suppress(BaseException):
                unpickler(io.BytesIO(data)).load()
                seen.add(2)
        send(str(sum(seen)).encode())


if __name__ == "__main__":
    main()
