"""The rows of all files that speak for one day: rows of one desa in several of them → what is stored of it, and what is
asked before."""
