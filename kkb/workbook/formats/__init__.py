"""Formats beside .xlsx that honest offices still use, each read into grids inside the child process."""
