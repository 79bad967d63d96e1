"""The page Rapat: the material of a meeting and what it agreed on."""
