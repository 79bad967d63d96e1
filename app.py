"""Entry of the app: `streamlit run app.py` serves `app`. First-start work happens once, before the first page."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from kkb.config import collect_seldom, load_settings
from kkb.region import RegionError
from kkb.startup import prepare
from kkb.store import StoreError
from kkb.ui.frame import cache
from kkb.ui.frame.typefaces import OwnTypefaces
from kkb.ui.frame.warm import serve
from kkb.ui.laporan.routes import report_routes
from kkb.ui.login.door import LoginDoor
from kkb.ui.login.messages import PageMessages
from kkb.ui.login.office_routes import office_routes
from kkb.ui.login.routes import login_routes
from kkb.ui.server.daily_copies import start_daily_copies
from kkb.ui.server.doors import Doors, own_hosts
from kkb.ui.server.light_route import light_route
from kkb.ui.server.log_file import end_log, keep_log
from kkb.ui.server.start_key import announce, key_route
from kkb.ui.server.upload_room import UploadRoom
from kkb.ui.server.wall_route import wall_routes

log = logging.getLogger("kkb")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Prepare the store. If that fails the server still starts: the pages say calmly what is wrong."""
    collect_seldom()
    settings = load_settings()
    if settings.may_write or settings.log_folder is not None:
        # One that only reads may stand beside another with the same folder: two must not take turns at one file.
        keep_log(settings.log_dir)
    accounts_decide = False
    try:
        with closing(prepare(settings, now=datetime.now(UTC), writable=settings.may_write)) as store:
            accounts_decide = settings.may_write and store.has_accounts()
    except (StoreError, RegionError) as error:
        log.error("first-start work failed: %s", error)
    serve()
    start_daily_copies(settings)
    announce(is_local=settings.is_local, logs_in=settings.is_server or accounts_decide)
    yield
    cache.close_store()
    end_log()


app = st.App(
    "kkb/ui/main.py",
    lifespan=lifespan,
    routes=[light_route(), *wall_routes(), key_route(), *login_routes(), *office_routes(), *report_routes()],
    middleware=[
        Middleware(Doors, hosts=own_hosts(load_settings())),
        Middleware(LoginDoor),
        Middleware(PageMessages),
        Middleware(OwnTypefaces),
        Middleware(UploadRoom),
    ],
)
