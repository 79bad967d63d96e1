"""The store: the only SQL of the project. Importing it loads neither alembic nor a PostgreSQL driver."""

from kkb.store.drafts import DRAFT_LIFE
from kkb.store.errors import (
    AlreadyStored,
    OutdatedDraft,
    OutdatedVersion,
    StoreError,
    StoreRefusal,
    StoreUnavailable,
)
from kkb.store.records import (
    AliasRecord,
    Draft,
    DraftFile,
    DraftFileSize,
    DraftRecord,
    EventRecord,
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
    "SAMPLES_END",
    "AliasRecord",
    "AlreadyStored",
    "Draft",
    "DraftFile",
    "DraftFileSize",
    "DraftRecord",
    "DraftStatus",
    "EventRecord",
    "JenisPeristiwa",
    "NewAlias",
    "NewPlan",
    "NewUpload",
    "OutdatedDraft",
    "OutdatedVersion",
    "Snapshot",
    "Store",
    "StoreError",
    "StoreRefusal",
    "StoreUnavailable",
    "UploadPart",
    "UploadRecord",
    "open_store",
]
