"""A bare page: a small CSV, one filter, two charts."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
frame = pd.read_csv(Path(__file__).parent / "desa.csv")

chosen = st.sidebar.multiselect("Kecamatan", sorted(frame["kecamatan"].unique()))
if chosen:
    frame = frame[frame["kecamatan"].isin(chosen)]

st.title(f"{int(frame['tahun'].notna().sum())} dari {len(frame)} desa")
per_year = frame.groupby("tahun").size().cumsum()
st.plotly_chart(go.Figure(go.Scatter(x=per_year.index, y=per_year.to_numpy(), mode="lines+markers")), key="tahun")
per_kecamatan = frame.groupby("kecamatan")["tahun"].count().sort_values()
st.plotly_chart(go.Figure(go.Bar(x=per_kecamatan.to_numpy(), y=per_kecamatan.index, orientation="h")), key="kecamatan")
