"""One row of a recap: its cells → a desa, a status and its facts, first as it stands, then against what is stored."""
