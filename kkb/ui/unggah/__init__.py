"""The page Unggah: files come in, are checked, mended and saved."""
