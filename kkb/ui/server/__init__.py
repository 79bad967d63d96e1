"""What the server answers beside the pages: who may ask, the light page, the wall, files, uploads in memory, copies."""
