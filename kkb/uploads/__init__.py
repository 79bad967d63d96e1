"""Check, commit, withdraw and bring back: the one path for page, command line and tests."""
