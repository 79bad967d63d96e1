"""The store: the only SQL of the project. Importing it loads neither alembic nor a PostgreSQL driver.

Backups have modules of their own: `kkb.store.backup`, `kkb.store.daily`.
"""

from kkb.store.drafts import DRAFT_LIFE
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
    AliasRecord,
    Draft,
    DraftFile,
    DraftFileSize,
    DraftRecord,
    EventRecord,
    LogoRecord,
    NewAlias,
    NewPlan,
    NewUpload,
    Snapshot,
    UploadPart,
    UploadRecord,
)
from kkb.store.store import SAMPLES_END, Store, open_store
from kkb.store.tables import DraftStatus, JenisPeristiwa

__all__ = [
    "DRAFT_LIFE",
    "FILE_STEP",
    "PASSING",
    "SAMPLES_END",
    "AliasRecord",
    "AlreadyStored",
    "Cause",
    "Draft",
    "DraftFile",
    "DraftFileSize",
    "DraftRecord",
    "DraftStatus",
    "EventRecord",
    "JenisPeristiwa",
    "LogoRecord",
    "LogoRefused",
    "NewAlias",
    "NewPlan",
    "NewUpload",
    "OutdatedDraft",
    "OutdatedStep",
    "OutdatedVersion",
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
