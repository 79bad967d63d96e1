"""The page Banding: what changed between two days or two uploads."""
