"""The page Ringkasan: the headline, the figures that a room sees first, and who is missing."""
