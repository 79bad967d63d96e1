"""Pages on paper: what is read, over the full width; what is pressed stays on the screen."""

from __future__ import annotations

_PRESSED = ",".join(
    f"[data-testid={name}]"
    for name in (
        "stButton",
        "stButtonGroup",
        "stCheckbox",
        "stDownloadButton",
        "stFileUploader",
        "stForm",
        "stLinkButton",
        "stMultiSelect",
        "stRadio",
        "stSelectbox",
        "stSlider",
        "stTextInput",
    )
)
# A figure of Plotly has the width of the screen: its layers get a viewBox before they are printed, and shrink by it.
_PLOT = (
    ":is([data-testid=stElementContainer],[data-testid=stFullScreenFrame],[data-testid=stPlotlyChart],.js-plotly-plot,"
    ".plot-container,.svg-container):has(.main-svg){max-width:100%!important;height:auto!important}"
    ".main-svg{max-width:100%;height:auto}.main-svg:first-child{position:static!important}"
)
# Streamlit stacks whatever holds a figure; small ones stay side by side.
_SIDE_BY_SIDE = "[data-testid=stHorizontalBlock]:not(:has(>[data-testid=stColumn])){display:flex!important}"
_WHOLE = "svg,tr,.kkb-kartu,[data-testid=stPlotlyChart],[data-testid=stHorizontalBlock]>[data-testid=stLayoutWrapper]"
PRINT_STYLE = (
    "@page{margin:12mm}@media print{"
    "[data-testid=stSidebar],[data-testid=stHeader],.kkb-baca,"
    f"[data-testid=stElementContainer]:has({_PRESSED}){{display:none!important}}"
    f"{_PRESSED}{{display:none!important}}"
    "[data-testid=stMainBlockContainer]{padding:0!important;max-width:none!important}"
    "[data-testid=stElementContainer]:has(h2,h3){break-after:avoid}"
    f"{_WHOLE}{{break-inside:avoid}}"
    f"{_PLOT}{_SIDE_BY_SIDE}}}"
)
"""Rules for paper; they hold on to Streamlit's names, so a test prints pages."""
PRINT_SCRIPT = """<script>
if (!document.kkbPrints) {
  document.kkbPrints = true;
  const plots = (set) => document.querySelectorAll(".main-svg").forEach(set);
  addEventListener("beforeprint", () => plots((plot) => {
    plot.setAttribute("viewBox", `0 0 ${plot.getAttribute("width")} ${plot.getAttribute("height")}`);
  }));
  addEventListener("afterprint", () => plots((plot) => plot.removeAttribute("viewBox")));
}
</script>"""
