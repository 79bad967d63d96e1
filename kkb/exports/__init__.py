"""Artefacts for outside the app: figures and sentences in, bytes out. No Streamlit, no store, no clock."""
