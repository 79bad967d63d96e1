"""Measurements against bare baselines in the same run: `make bench`."""
