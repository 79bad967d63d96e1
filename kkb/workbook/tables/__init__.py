"""The table finder: the grid of a sheet → its tables, each with its header and the columns that are read."""
