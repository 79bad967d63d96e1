"""The page Peta: all desa on a map through time."""
