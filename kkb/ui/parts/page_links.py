"""Where the numbers of the wall and of the light page open: addresses of the pages, with the filters of the view."""

from __future__ import annotations

from functools import partial

from kkb.exports.page_links import PageLinks
from kkb.ui.frame.filters import Filters
from kkb.ui.kegiatan.addresses import program_address
from kkb.ui.komitmen.addresses import kecamatan_address
from kkb.ui.parts.addresses import desa_address, list_address, page_address


def page_links(filters: Filters) -> PageLinks:
    """Where the numbers of a page beside the app open."""
    return PageLinks(
        desa=partial(desa_address, filters=filters),
        listed=lambda kecamatan, rungs, day=None: list_address(filters, kecamatan=kecamatan, rungs=rungs, day=day),
        komitmen=lambda kecamatan: (
            kecamatan_address(kecamatan, filters) if kecamatan else page_address("komitmen", filters)
        ),
        program=lambda key: program_address(key, filters) if key else page_address("kegiatan", filters),
    )
