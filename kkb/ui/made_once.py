"""What every run of a page looks up: made once per process, shared by all readers, found again in a microsecond.

Streamlit's own cache inspects the function and hashes the content of every argument at each look. That takes up to half
a millisecond, and a run looks seven times; here the arguments are the key of a dictionary.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_all: list[MadeOnce[Any, Any]] = []


class MadeOnce(Generic[P, T]):
    """A function that keeps its last `entries` results, by arguments that can be a key. What fails is not kept.

    Results are made one after the other; whoever asks for another that is there does not wait for it.
    """

    def __init__(self, make: Callable[P, T], entries: int) -> None:
        update_wrapper(self, make)
        self._make = make
        self._entries = entries
        self._found: OrderedDict[object, T] = OrderedDict()
        self._looking = threading.Lock()
        self._making = threading.RLock()
        _all.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result for these arguments. It is shared: never change it."""
        key = (args, *kwargs.items())
        try:
            return self._look(key)
        except KeyError:
            pass
        with self._making:
            try:
                # Made by another meanwhile.
                return self._look(key)
            except KeyError:
                made = self._make(*args, **kwargs)
            self._keep(key, made)
            return made

    def clear(self) -> None:
        """Forget all results."""
        with self._looking:
            self._found.clear()

    def _look(self, key: object) -> T:
        with self._looking:
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
    """Forget the results of all such functions, as a new process has none."""
    for kept in _all:
        kept.clear()
