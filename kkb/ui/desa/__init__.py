"""The page Desa: the list, the profile of one desa, and its correction by hand."""
