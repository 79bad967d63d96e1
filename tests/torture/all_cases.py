"""Every case, by the name of its shape or fault."""

from tests.torture import (
    columns,
    dates,
    days,
    history,
    layouts,
    marks,
    names,
    queues,
    shapes,
    sheets,
    texts,
    traps,
    trial,
    whole_files,
)
from tests.torture.case import CASES

MODULES = (
    columns,
    dates,
    days,
    history,
    layouts,
    marks,
    names,
    queues,
    shapes,
    sheets,
    texts,
    traps,
    trial,
    whole_files,
)

__all__ = ["CASES", "MODULES"]
