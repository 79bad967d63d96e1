"""The meeting as a PowerPoint file: native text, tables, shapes and charts that can be edited there."""

from __future__ import annotations

from kkb.exports.slides.deck import write_pptx

__all__ = ["write_pptx"]
