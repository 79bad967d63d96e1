"""The dress of the wall: one sheet for a stage of 1920 × 1080 px that is scaled as a whole, in light and dark.

Old browsers of television sets read it too: nothing in it is newer than variables and grids.
"""

from __future__ import annotations

from kkb.exports.css_colours import css_colours
from kkb.exports.wall.parts import RUNG_CLASS
from kkb.theme import DARK, FONT_FAMILY, LIGHT

_SHEET = """
*{box-sizing:border-box}
html,body{margin:0;padding:0;background:var(--bg);color:var(--ink)}
body{font-family:FAMILY;-webkit-text-size-adjust:100%;text-size-adjust:100%}
h2,h3,p,ul,li,table{margin:0;padding:0}
ul{list-style:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
[hidden]{display:none!important}

html{--k:1}
@supports(width:calc(1px*tan(atan2(1px,1px)))){html{--k:tan(atan2(100vw,1920px))}}
.cell{position:relative;width:calc(1920px*var(--k));height:calc(1080px*var(--k));overflow:hidden;background:var(--bg)}
.slide{position:absolute;left:0;top:0;width:1920px;height:1080px;transform:scale(var(--k));transform-origin:0 0;
font-size:40px;line-height:52px;background:var(--bg);overflow-wrap:break-word;overflow-wrap:anywhere}
.cell+.cell{border-top:1px solid var(--grid)}
.pick{display:none}

html.show,html.show body{height:100%;overflow:hidden}
html.show .cell{display:none;border:0}
html.show .cell.now{display:block;position:fixed;left:50%;top:calc((100% - var(--bar,0px))/2);
margin:calc(-540px*var(--k)) 0 0 calc(-960px*var(--k))}
html.idle,html.idle *{cursor:none!important}
html.blank .cell,html.blank #bar,html.blank #status,html.blank #timer{visibility:hidden}
html.blank body{background:#000}

html.all #slides{display:grid;justify-content:center;grid-gap:16px;padding:16px}
html.all .cell{--k:var(--small);border:1px solid var(--grid);height:calc(1080px*var(--k) + 2.2em);font-size:var(--ui)}
html.all .pick{display:block;position:absolute;left:0;top:0;width:100%;height:100%;padding:0 .5em;border:0;
background:none;color:var(--ink);font:inherit;text-align:left;cursor:pointer}
html.all .pick span{position:absolute;left:.5em;right:.5em;bottom:.35em;white-space:nowrap;overflow:hidden;
text-overflow:ellipsis}
html.all .cell.now{border-color:var(--blue)}
html.all .pick:focus,html.all .pick:hover{outline:4px solid var(--blue);outline-offset:-4px}

.slide header{position:absolute;left:80px;width:1760px}
.over{position:absolute;left:80px;color:var(--mute);white-space:nowrap}
.slide h2{font-weight:700;line-height:1.16;letter-spacing:0;text-wrap:balance}
.subtitle{margin-top:10px;line-height:50px;color:var(--mute)}
.body{position:absolute;left:80px;width:1760px}
.slide footer{position:absolute;left:80px;bottom:34px;width:1760px;display:flex;align-items:flex-end}
.foot{font-size:24px;line-height:32px;color:var(--mute)}
.foot.number{margin-left:auto;white-space:nowrap}
.sample{position:absolute;right:80px;top:14px;line-height:48px;padding:2px 16px;border:4px solid var(--amber);
font-weight:700;white-space:nowrap}

.slide a{color:inherit;text-decoration:none}
.awake .body p a,.awake .body td a,.awake .head a,.awake .value a{text-decoration:underline dotted 2px var(--mute);
text-underline-offset:.15em}
.slide a:focus-visible{outline:6px solid var(--blue);outline-offset:2px}
html.framed .slide a{pointer-events:none}
.figure svg{display:block;width:100%;height:100%}
.only{font-size:64px;line-height:84px;padding-top:40px;text-wrap:balance}
.cards{display:flex;justify-content:space-between}
.cards .label{color:var(--mute);font-weight:700}
.cards .value{display:flex;align-items:center;line-height:1.08;color:var(--ink)}
.cards{margin-bottom:28px}
.body p{margin-bottom:20px;text-wrap:pretty}
.body p.only,.body p.share{margin:0}
.columns{display:flex;justify-content:space-between}
.head{font-size:44px;line-height:60px;font-weight:700;margin-bottom:12px}
.body p.names{margin-bottom:8px}
.body p.rung{position:relative;padding-left:72px;margin-bottom:16px}
.rung .badge{position:absolute;left:0;top:2px}
.head span{font-weight:400;color:var(--mute)}
.badge{display:inline-block;width:52px;height:48px;line-height:44px;margin-right:18px;text-align:center;
font-style:normal;font-weight:700;font-size:40px;border:2px solid var(--edge)}
.t{background:var(--t);color:var(--ti)}
.m{background:var(--m);color:var(--mi)}
.s{background:var(--s);color:var(--si)}
.b{background:var(--b);color:var(--bi)}
.n{background:var(--n);color:var(--ni);border-style:dashed}
.side{display:flex;justify-content:space-between;height:100%;align-items:center}
.legend li{display:flex;align-items:flex-start;margin-bottom:28px}
.legend .badge{flex:none;margin-top:4px}
.share{font-size:64px;line-height:76px;font-weight:700}
.track{height:36px;background:var(--b);border:2px solid var(--edge);margin-top:4px}
.track u{display:block;height:100%;background:var(--formed)}
table{border-collapse:collapse;table-layout:fixed;line-height:50px}
th,td{text-align:left;vertical-align:top;padding:10px 32px 10px 0;border-bottom:2px solid var(--grid)}
th{font-weight:700;color:var(--mute);border-bottom-color:var(--edge)}
.num{text-align:right}
.sum td{font-weight:700;border-top:2px solid var(--edge)}

html{--ui:clamp(15px,1.15vw,44px)}
#bar{display:none}
html.js #bar{display:block;position:fixed;left:0;right:0;bottom:0;padding:.6em;text-align:center;font-size:15px;
font-size:var(--ui);background:var(--soft);border-top:1px solid var(--grid);opacity:0;visibility:visible;
pointer-events:none;transition:opacity .15s}
html.js.awake #bar,html.js #bar:focus-within,html.js.all #bar{opacity:1;pointer-events:auto}
#bar button,#bar a,#help button{display:inline-block;font:inherit;line-height:1.3;color:var(--ink);
background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:.55em .8em;margin:.15em;min-height:44px;
text-decoration:none;cursor:pointer;vertical-align:top}
#bar a{display:inline-flex;align-items:center}
#bar kbd,#help kbd{font:inherit;color:var(--mute)}
#bar :focus,#help :focus{outline:3px solid var(--blue);outline-offset:1px}
#bar [aria-pressed=true]{background:var(--blue);color:var(--bg);border-color:var(--blue)}
#bar [aria-pressed=true] kbd{color:var(--bg)}
html.framed #bar{display:none}
html.framed.show .cell.now{left:0;top:0;margin:0}
html.all #slides{padding-bottom:7em}
#status{position:fixed;right:calc(50% - 520px*var(--stage,1));top:0;transform:scale(var(--stage,1));
transform-origin:100% 0;width:max-content;max-width:480px;font-size:28px;line-height:34px;padding:2px 16px;
text-wrap:balance;background:var(--ink);color:var(--bg);border-radius:0 0 8px 8px;z-index:3}
#jump{position:fixed;right:3%;bottom:12%;font-size:calc(var(--ui)*4);line-height:1.2;font-weight:700;
background:var(--ink);color:var(--bg);padding:.1em .4em;border-radius:8px;z-index:3}
#turn{display:none;position:fixed;left:0;right:0;top:8%;padding:0 1em;text-align:center;font-size:var(--ui);
color:var(--mute)}
@media(max-aspect-ratio:3/4){html.show #turn{display:block}}
#timer{position:fixed;left:0;bottom:0;width:100%;height:4px;background:var(--blue);transform-origin:0 0;
transform:scaleX(0);z-index:2}
#help{position:fixed;left:50%;top:50%;transform:translate(-50%,-50%);max-height:96vh;overflow:auto;z-index:4;
background:var(--bg);color:var(--ink);border:2px solid var(--edge);border-radius:8px;padding:1.2em 1.6em;
font-size:15px;font-size:var(--ui);line-height:1.4;max-width:94vw}
#help h2{font-size:1.3em;margin-bottom:.5em}
#help dl{margin:0 0 .8em;display:grid;grid-template-columns:max-content 1fr;grid-gap:.25em 1.2em}
#help dt{font-weight:700}
#help dd{margin:0}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{@page{size:1920px 1080px;margin:0}html{--k:1!important}
html,body{height:auto!important;overflow:visible!important}
html .cell,html.show .cell,html.show .cell.now{display:block;position:relative;left:0;top:0;margin:0;border:0;
break-inside:avoid}
html .cell+.cell,html.show .cell+.cell{break-before:page}
#bar,#status,#timer,#help,#jump,#turn,#said{display:none!important}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""

FONT = "app/static/fonts/inter-latin.woff2"
"""Relative to the page, so that it holds behind a proxy's folder."""

STYLE = (
    f"@font-face{{font-family:Inter;font-weight:100 900;font-display:swap;src:url({FONT}) format('woff2')}}"
    f":root{{color-scheme:light;--amber:{LIGHT.tahap['Sosialisasi']};{css_colours(LIGHT, RUNG_CLASS)}}}"
    f":root[data-tema=gelap]{{color-scheme:dark;{css_colours(DARK, RUNG_CLASS)}}}"
    + _SHEET.replace("FAMILY", FONT_FAMILY).replace("\n", "")
)
"""The whole sheet."""
