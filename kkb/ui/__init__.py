"""Where Streamlit lives: the main script, the common frame, filters, caches and the parts pages are made of."""
