"""A figure described once: what it shows, in which words, and where its labels go. Nothing is drawn here.

In: an `Overview` and its frames. Out: plain data (`facts.py`), places of marks and labels in a frame of any size. Three
draw from it: `kkb/charts/` with Plotly what is explored on a screen, `kkb/exports/drawing/` the stills (SVG) of the
first page, the light page, the wall and paper, `kkb/exports/slides/` the charts of PowerPoint.
"""
