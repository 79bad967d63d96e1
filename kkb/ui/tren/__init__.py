"""The page Tren: small multiples and how it might go on."""
