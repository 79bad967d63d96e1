"""What a running server uses: processor time and memory, as the system tells them; 0 where it does not."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.serving import Server

HAS_PROC = Path("/proc/self/stat").exists()


def processor_ms(server: Server) -> float:
    """Processor time that the server has used so far, all threads; 0 where the system does not tell."""
    if not HAS_PROC:
        return 0.0
    # The name of the program, in brackets, may hold blanks.
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def resident_mb(server: Server) -> float:
    """Memory that the server holds just now; 0 where the system does not tell."""
    if not HAS_PROC:
        return 0.0
    pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
