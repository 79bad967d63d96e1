"""Ways to break a file, each a function of a source of chance and some bytes: zips, the XML in them, plain texts."""
