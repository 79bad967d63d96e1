"""A day by the browser's own field, in its language. Need: Streamlit's box for a value that is not listed, and its
calendar, speak English."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kkb.formatting import format_date

_HTML = '<label>Hari lain <input type="date" aria-describedby="keliru"></label><div id="keliru" role="alert"></div>'
_CSS = """
label { display: grid; gap: 0.25rem; font-size: 0.875rem; }
input { min-width: 0; font: inherit; color: inherit; background: transparent; color-scheme: light dark;
  border: 1px solid rgba(128, 138, 148, 0.6); border-radius: 0.4rem; padding: 0.3rem 0.5rem; }
[role=alert] { font-size: 0.875rem; }
"""
_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const field = parentElement.querySelector("input");
  [field.min, field.max] = [data.first, data.last];
  const fault = parentElement.querySelector("[role=alert]");
  field.onchange = () => {
    const isWrong = field.value !== "" && !field.validity.valid;
    field.setAttribute("aria-invalid", isWrong);
    fault.textContent = isWrong ? data.fault : "";
    if (field.value && !isWrong) setTriggerValue("day", field.value);
  };
}
"""

_field = st.components.v2.component("kkb_hari", html=_HTML, css=_CSS, js=_JS)


def choose_day(key: str, first: date, last: date) -> date | None:
    """The day that was just chosen, from `first` to `last`; None in every other run."""
    fault = f"Tulis tanggal antara {format_date(first)} dan {format_date(last)}."
    result = _field(
        data={"first": first.isoformat(), "last": last.isoformat(), "fault": fault}, key=key, on_day_change=lambda: None
    )
    return _read(result.get("day"), first, last)


def _read(chosen: object, first: date, last: date) -> date | None:
    """What the browser says is checked again: it may say anything."""
    try:
        day = date.fromisoformat(chosen) if isinstance(chosen, str) else None
    except ValueError:
        return None
    return day if day is not None and first <= day <= last else None
