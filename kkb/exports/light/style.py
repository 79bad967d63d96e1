"""The dress of the light page: one small sheet, colours of the house in light and dark, the reader's own fonts."""

from __future__ import annotations

from kkb.exports.css_colours import css_colours
from kkb.theme import BIG_SIZE, DARK, LIGHT, QUIET_SIZE, SECTION_SIZE, TITLE_SIZE

RUNG_CLASS = {"Merintis": "m", "Sosialisasi": "s", "Belum": "b", "": "n"}
"""Class of the badge of a rung."""

_SHEET = """
*{box-sizing:border-box}
html{font:clamp(16px,1.05vw,21px)/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;
color:var(--ink);background:var(--bg);font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:74rem;padding:1rem 1rem 2rem;overflow-wrap:anywhere}
h1{font-size:var(--title);line-height:1.2;margin:.1rem 0 .3rem;text-wrap:balance}
h2{font-size:var(--section);line-height:1.3;margin:0;text-wrap:balance}
h3{font-size:1rem;margin:0 0 .3rem}
p,ul{margin:0;padding:0}
a{color:var(--blue)}
a:focus-visible,select:focus-visible,button:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.q{color:var(--mute);font-size:var(--quiet)}
.said{margin-top:.6rem}
.sample{border-left:6px solid #E69F00;background:var(--soft);padding:.3rem .8rem;font-size:var(--quiet);
margin-bottom:.6rem}
.cards{display:grid;grid-template-columns:repeat(2,1fr);gap:.7rem 1.2rem;margin:.9rem 0;list-style:none}
.cards b{display:block;font-size:var(--big);line-height:1.15}
.cards .words{font-size:var(--title)}
.cards span{display:block;line-height:1.3}
.cards a,h3 a{color:inherit;text-decoration:underline dotted 1px;text-underline-offset:.15em}
.two{display:grid;gap:1.4rem 2.4rem}
.two>*{min-width:0}
svg{display:block;width:100%;height:auto;margin-top:.3rem;overflow:visible}
.narrow{display:none}
.bars{max-width:25rem;padding-top:.4rem}
.bars [font-weight]{text-decoration:underline}
.rungs{display:grid;gap:1.1rem 2.4rem;margin-top:.6rem}
.rungs p{margin:.1rem 0}
.rungs span{color:var(--mute)}
.badge{display:inline-block;width:1.5rem;line-height:1.4rem;text-align:center;font-weight:700;
border:1px solid var(--edge);margin-right:.5rem}
.m{background:var(--m);color:var(--mi)}
.s{background:var(--s);color:var(--si)}
.b{background:var(--b);color:var(--bi)}
.n{background:var(--n);color:var(--ni);border-style:dashed}
section{margin-top:1.4rem}
.two section{margin-top:0}
form{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:end;margin:.8rem 0}
label{font-size:var(--quiet)}
select,button{display:block;font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--edge);
border-radius:4px;padding:.4rem .6rem;min-height:2.75rem;max-width:100%}
button{cursor:pointer;font-weight:600}
footer{margin-top:1.4rem}
@media(min-width:46rem){.cards{grid-template-columns:repeat(4,1fr)}
.rungs{grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}}
@media(min-width:60rem){.two{grid-template-columns:3fr 2fr}}
@media(max-width:36rem){.wide{display:none}.narrow{display:block}}
@page{margin:12mm}
@media print{:root{LIGHT}body{max-width:none;padding:0}form,.screen,.wide{display:none}.narrow{display:block}
.two{grid-template-columns:3fr 2fr}.cards{grid-template-columns:repeat(4,1fr)}section,li{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""

_SIZES = f"--quiet:{QUIET_SIZE};--section:{SECTION_SIZE};--title:{TITLE_SIZE};--big:{BIG_SIZE}"

STYLE = (
    f":root{{{_SIZES};color-scheme:light dark;{css_colours(LIGHT, RUNG_CLASS)}}}"
    f"@media(prefers-color-scheme:dark){{:root{{{css_colours(DARK, RUNG_CLASS)}}}}}"
    + _SHEET.replace("LIGHT", css_colours(LIGHT, RUNG_CLASS)).replace("\n", "")
)
"""The whole sheet; printed pages are light whatever the reader's theme."""
