"""Every case, by the name of its shape or fault."""

from tests.torture import (
    below,
    columns,
    dates,
    days,
    headings,
    hidden,
    history,
    kecamatan_places,
    layouts,
    lists,
    marks,
    names,
    neighbours,
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
    below,
    columns,
    dates,
    days,
    headings,
    hidden,
    history,
    kecamatan_places,
    layouts,
    lists,
    marks,
    names,
    neighbours,
    queues,
    shapes,
    sheets,
    texts,
    traps,
    trial,
    whole_files,
)

__all__ = ["CASES", "MODULES"]
