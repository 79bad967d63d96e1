"""A fault of ours becomes a number in the log; the reader is told that number and nothing of the fault."""

from __future__ import annotations

import logging
import secrets


def note_fault(log: logging.Logger, what: str) -> str:
    """Log the exception being handled under a new number, and give the number."""
    number = secrets.token_hex(3).upper()
    log.exception("%s, fault %s", what, number, extra={"nomor": number})
    return number
