"""An .xlsx file: bytes of a zip → guarded parts → grids of values and facts. Runs in the child process only."""
