"""Texts that want to be more than text: for every field of a file, its sheets, its name, and whatever people type."""

from __future__ import annotations

ATTACKS = {
    "html": '<img src=http://evil.example/a.png onerror="window.evil=1;alert(1)"><script>window.evil=1</script>',
    "html_attribute": "\"><svg onload='window.evil=1'><a href=javascript:window.evil=1>x</a>",
    "html_entity": "&lt;b&gt; &#60;i&#62; &amp; &copy;",
    "markdown": "![x](http://evil.example/b.png) [x](http://evil.example) **tebal** # judul :red[x] :material/home:",
    "link": "http://evil.example/c www.evil.example a@evil.example javascript:window.evil=1",
    "latex": "$\\href{javascript:window.evil=1}{x}$ $$\\frac{1}{2}$$ \\input{/etc/passwd}",
    "formula": '=HYPERLINK("http://evil.example/d","x")',
    "csv": "+1+cmd|' /C calc'!A0",
    "csv_at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "csv_minus": "-2+3+cmd|' /C calc'!A0",
    "sql": "'); DROP TABLE unggahan; -- \" OR 1=1",
    "template": "{{7*7}} ${7*7} <%= 7*7 %> {% raw %} %s %(x)s {0} {x.__class__}",
    "typst": '#import "x.typ" #eval("1+1") #link("http://evil.example")[x] = judul @acuan <label>',
    "plotly": '<a href="http://evil.example/e">x</a><br><b>x</b> %{x}',
    "direction": "kiri \u202eNATUKILAB\u202c \u2067kanan\u2069 \u200fx\u200e",
    "xml": ']]> <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; <?x y?>',
    "escaped": "_x000D__x0041_ \\u003cb\\u003e %3Cscript%3E",
    "chat": "*tebal* _miring_ ~coret~ ```kode``` > kutip",
    "long": "Panjang " * 4_000,
}
"""Kind → text. What they would load is at evil.example; what they would run sets `window.evil`."""

LONGEST = "A" * 32_767
"""As many letters as a cell of Excel may hold."""
