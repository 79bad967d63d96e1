"""The page Kecamatan: the ranking, kecamatan by year, and one or two of them by themselves."""
