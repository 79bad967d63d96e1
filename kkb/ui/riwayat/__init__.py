"""The page Riwayat: every upload, and the way to withdraw it."""
