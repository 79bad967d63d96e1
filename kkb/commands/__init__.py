"""Commands of the command line that write files; `kkb.__main__` parses their words."""
