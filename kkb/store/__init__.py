"""The store: the only SQL of the project. Importing it loads neither alembic nor a PostgreSQL driver."""

from kkb.store.errors import AlreadyStored, OutdatedVersion, StoreError, StoreRefusal, StoreUnavailable
from kkb.store.records import EventRecord, NewAlias, NewPlan, NewUpload, Snapshot, UploadRecord
from kkb.store.store import SAMPLES_END, Store, open_store
from kkb.store.tables import JenisPeristiwa

__all__ = [
    "SAMPLES_END",
    "AlreadyStored",
    "EventRecord",
    "JenisPeristiwa",
    "NewAlias",
    "NewPlan",
    "NewUpload",
    "OutdatedVersion",
    "Snapshot",
    "Store",
    "StoreError",
    "StoreRefusal",
    "StoreUnavailable",
    "UploadRecord",
    "open_store",
]
