"""The page Kegiatan: programmes, activities, and what was judged of them."""
