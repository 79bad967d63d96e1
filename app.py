"""Entry of the app: `streamlit run app.py` serves `app`. First-start work happens once, before the first page."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from kkb.config import collect_seldom, load_settings
from kkb.region import RegionError
from kkb.startup import prepare
from kkb.store import StoreError
from kkb.ui.light_route import light_route
from kkb.ui.static_routes import STATIC_ROUTES
from kkb.ui.typefaces import OwnTypefaces
from kkb.ui.wall_route import wall_routes
from kkb.ui.warm import serve

log = logging.getLogger("kkb")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Prepare the store. If that fails the server still starts: the pages say calmly what is wrong."""
    collect_seldom()
    try:
        prepare(load_settings(), now=datetime.now(UTC)).close()
    except (StoreError, RegionError):
        log.exception("first-start work failed")
    serve()
    yield


app = st.App(
    "kkb/ui/main.py",
    lifespan=lifespan,
    routes=[light_route(), *wall_routes(), *STATIC_ROUTES],
    middleware=[Middleware(OwnTypefaces)],
)
