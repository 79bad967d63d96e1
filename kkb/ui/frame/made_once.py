"""What every run of a page looks up: made once per process, shared by all readers, found again in a microsecond.

Streamlit's own cache inspects the function and hashes the content of every argument at each look. That takes up to half
a millisecond, and a run looks seven times; here the arguments are the key of a dictionary.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_MISSING = object()
_all: list[MadeOnce[Any, Any]] = []


class MadeOnce(Generic[P, T]):
    """A function that keeps its last `entries` results, by arguments that can be a key. What fails is not kept.

    Results are made one after the other, which costs nothing: making is Python, of which one thread runs at a time.
    Whoever asks for another that is there does not wait.
    """

    def __init__(self, make: Callable[P, T], entries: int) -> None:
        update_wrapper(self, make)
        self._make = make
        self._entries = entries
        self._found: OrderedDict[object, T] = OrderedDict()
        self._looking = threading.Lock()
        self._making = threading.Lock()
        _all.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result for these arguments. It is shared: never change it."""
        key = (args, *kwargs.items())
        found = self._look(key)
        if found is _MISSING:
            with self._making:
                # Perhaps made by another meanwhile.
                found = self._look(key)
                if found is _MISSING:
                    found = self._make(*args, **kwargs)
                    self._keep(key, found)
        return cast("T", found)

    def clear(self) -> None:
        """Forget all results but one that is being made."""
        with self._looking:
            self._found.clear()

    def _look(self, key: object) -> T | object:
        with self._looking:
            if key not in self._found:
                return _MISSING
            self._found.move_to_end(key)
            return self._found[key]

    def _keep(self, key: object, made: T) -> None:
        with self._looking:
            self._found[key] = made
            if len(self._found) > self._entries:
                self._found.popitem(last=False)


def made_once(entries: int = 1) -> Callable[[Callable[P, T]], MadeOnce[P, T]]:
    """Decorator: keep the last `entries` results of a function."""
    return lambda make: MadeOnce(make, entries)


def forget_all() -> None:
    """Forget the results of all such functions, as a new process has none: for tests, of which many share one."""
    for kept in _all:
        kept.clear()
