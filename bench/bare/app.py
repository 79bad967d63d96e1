"""The bare baseline: the same kind of start as the real app, and nothing behind it."""

import streamlit as st

app = st.App("main.py")
