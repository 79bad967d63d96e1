"""The store: the only SQL of the project. Importing it loads neither alembic nor a PostgreSQL driver.

Backups have modules of their own: `kkb.store.backup`, `kkb.store.daily`.
"""

from kkb.store.errors import (
    PASSING,
    AlreadyStored,
    Cause,
    OutdatedDraft,
    OutdatedStep,
    OutdatedVersion,
    StoreError,
    StoreRefusal,
    StoreUnavailable,
)
from kkb.store.logo import LogoRefused, read_logo
from kkb.store.queries import FILE_STEP, is_same_file
from kkb.store.records import (
    ColumnRecord,
    DraftRecord,
    EventRecord,
    NewAlias,
    NewColumn,
    NewPlan,
    NewUpload,
    Snapshot,
    UploadPart,
    UploadRecord,
)
from kkb.store.report_photo import PhotoRefused
from kkb.store.reports import Report, ReportLimit, ReportStatus
from kkb.store.store import Store, open_store
from kkb.store.tables import DraftStatus, JenisPeristiwa

__all__ = [
    "FILE_STEP",
    "PASSING",
    "AlreadyStored",
    "Cause",
    "ColumnRecord",
    "DraftRecord",
    "DraftStatus",
    "EventRecord",
    "JenisPeristiwa",
    "LogoRefused",
    "NewAlias",
    "NewColumn",
    "NewPlan",
    "NewUpload",
    "OutdatedDraft",
    "OutdatedStep",
    "OutdatedVersion",
    "PhotoRefused",
    "Report",
    "ReportLimit",
    "ReportStatus",
    "Snapshot",
    "Store",
    "StoreError",
    "StoreRefusal",
    "StoreUnavailable",
    "UploadPart",
    "UploadRecord",
    "is_same_file",
    "open_store",
    "read_logo",
]
