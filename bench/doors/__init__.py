"""Doors that must stay shut, tried on real servers and stores on loopback: `python -m bench doors [NAME ...]`.

Each module here tries one kind of door; its `try_doors()` yields a `Finding` for each thing that was tried.
"""
