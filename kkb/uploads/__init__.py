"""Check, commit, withdraw and bring back, verify: the one path for page, command line and tests."""
