"""What is made quickly is the same object."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from kkb.checking.quick_making import quickly


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    size: int = 3
    parts: dict[str, int] = field(default_factory=dict)


def test_it_is_equal_of_the_same_class_and_as_frozen() -> None:
    made = quickly(Thing)("a", parts={"b": 1})
    assert type(made) is Thing
    assert made == Thing("a", 3, {"b": 1})
    assert replace(made, size=4) == Thing("a", 4, {"b": 1})
    assert quickly(Thing)("a").parts is not quickly(Thing)("a").parts
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
