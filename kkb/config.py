"""Settings of one installation, read once from the environment at the edges.

The core never reads the environment: pages, the command line and the app's start-up pass a `Settings` on.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT_DIR = Path(__file__).resolve().parent.parent
PACKAGE_DATA_DIR = Path(__file__).resolve().parent / "data"
SAMPLE_DIR = PROJECT_DIR / "sample_data"

DEFAULT_REGION_CSV = PACKAGE_DATA_DIR / "wilayah_beltim.csv"
DEFAULT_REGION_NAME = "Kabupaten Belitung Timur"
TIMEZONE = ZoneInfo("Asia/Jakarta")
SQLITE_FILE = "kkb.sqlite3"
DEFAULT_COPIES = 14


def collect_seldom() -> None:
    """Let Python look for reference cycles less often in this process.

    A check makes hundreds of thousands of small objects and no cycles. At Python's default threshold of 700 objects
    the search takes a third of a check of 20,000 activities.
    """
    gc.set_threshold(50_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation chose.

    `database_url` is None for the embedded SQLite file in `data_dir`. `is_local` is the mode in which the person at
    this machine may write (`KKB_MODE=lokal`), `is_server` the one in which who is logged in may (`KKB_MODE=server`).
    `login_to_read`: nothing is shown before somebody is logged in (`KKB_BACA=masuk`). `proxies` are addresses or
    networks whose word on where a request came from is taken (`KKB_PROKSI`, with commas between). `public_address` is
    where readers open the program, for messages that are sent on (`KKB_ALAMAT`). `host_names` are names the server
    answers to besides this machine's own and IP addresses (`KKB_HOST`, with commas between). `copies` is how many
    daily copies are kept (`KKB_CADANGAN`, 0: none are made). `log_folder` is where the log is kept as files
    (`KKB_LOG`), None for the one in the data folder.
    """

    data_dir: Path
    database_url: str | None
    region_csv: Path
    region_name: str
    is_local: bool
    public_address: str | None = None
    host_names: tuple[str, ...] = ()
    copies: int = DEFAULT_COPIES
    is_server: bool = False
    login_to_read: bool = False
    proxies: tuple[str, ...] = ()
    log_folder: Path | None = None

    @property
    def may_write(self) -> bool:
        """Whether this process opens the database to write at all."""
        return self.is_local or self.is_server

    @property
    def sqlite_path(self) -> Path:
        return self.data_dir / SQLITE_FILE

    @property
    def copies_dir(self) -> Path:
        return self.data_dir / "cadangan"

    @property
    def log_dir(self) -> Path:
        return self.log_folder or self.data_dir / "log"

    @property
    def erased_path(self) -> Path:
        """The list of originals that were erased, for backups of before (`kkb.store.erasure`)."""
        return self.data_dir / "asli-dihapus.jsonl"

    @property
    def is_default_region(self) -> bool:
        return self.region_csv == DEFAULT_REGION_CSV


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the variables that begin with `KKB_` from an environment (None: that of this process)."""
    env = os.environ if environ is None else environ
    region_csv = Path(env["KKB_WILAYAH"]).resolve() if env.get("KKB_WILAYAH") else DEFAULT_REGION_CSV
    default_name = DEFAULT_REGION_NAME if region_csv == DEFAULT_REGION_CSV else "Wilayah"
    return Settings(
        data_dir=Path(env.get("KKB_DATA_DIR") or PROJECT_DIR / "data").resolve(),
        database_url=env.get("KKB_DATABASE_URL") or None,
        region_csv=region_csv,
        region_name=env.get("KKB_NAMA_WILAYAH") or default_name,
        is_local=env.get("KKB_MODE", "").strip().lower() == "lokal",
        public_address=(env.get("KKB_ALAMAT") or "").strip().rstrip("/") or None,
        copies=int(copies) if (copies := env.get("KKB_CADANGAN", "").strip()).isdecimal() else DEFAULT_COPIES,
        host_names=_listed(env.get("KKB_HOST", "")),
        is_server=env.get("KKB_MODE", "").strip().lower() == "server",
        # Only the word that opens opens: a slip of the pen must not show what was to be kept in.
        login_to_read=env.get("KKB_BACA", "").strip().lower() not in ("", "terbuka"),
        proxies=_listed(env.get("KKB_PROKSI", "")),
        log_folder=Path(folder).resolve() if (folder := env.get("KKB_LOG", "").strip()) else None,
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
