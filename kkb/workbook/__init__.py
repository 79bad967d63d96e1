"""A recap's bytes, read safely in a child process, become tables of text with their cells."""
