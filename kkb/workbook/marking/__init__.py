"""The way back: an officer's file and the findings → the same file with its cells marked, or a piece of it."""
