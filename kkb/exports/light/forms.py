"""Small pages with forms, in the dress of the light page: to log in, to change a password. Without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from kkb.exports.light.page import render_document
from kkb.exports.light.style import STYLE

_SHEET = STYLE + (
    "main{max-width:26rem;margin:0 auto}main p{margin:.4rem 0}main h2{margin-top:1.4rem}"
    "main form{display:block;margin:1.2rem 0}main label{display:block;"
    "font-size:1rem;font-weight:600;margin:.8rem 0 .2rem}input{font:inherit;color:var(--ink);background:var(--bg);"
    "border:1px solid var(--edge);border-radius:4px;padding:.4rem .6rem;min-height:2.75rem;width:100%}"
    "input[readonly]{background:var(--soft)}"
    "input:focus-visible{outline:2px solid var(--blue);outline-offset:2px}main button{margin-top:1.1rem}"
    "button.main{background:var(--blue);color:var(--bg);border-color:var(--blue)}"
    ".told{border-left:6px solid #D55E00;background:var(--soft);padding:.4rem .8rem;margin:.8rem 0}"
    ".done{border-left-color:var(--blue)}main ul{list-style:none}main li{margin:.3rem 0}hr{border:0;"
    "border-top:1px solid var(--edge);margin:1.4rem 0}"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field with its label. `autocomplete` is the token of HTML that password managers go by."""

    name: str
    label: str
    autocomplete: str
    is_secret: bool = False
    value: str = ""
    hint: str = ""
    has_focus: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What is posted to `action`, an address relative to the page; `hidden` goes with it."""

    action: str
    button: str
    fields: Sequence[Field] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    is_main: bool = False
    title: str = ""


def render_form_page(
    title: str,
    forms: Sequence[Form],
    *,
    lines: Sequence[str] = (),
    problem: str = "",
    done: str = "",
    links: Mapping[str, str] | None = None,
) -> bytes:
    """A page of forms: `lines` of text, what went wrong or well, and `links` (words → address) at its foot."""
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(line)}</p>" for line in lines)]
    if problem:
        parts.append(f'<p role="alert" id="told" class="told">{escape(problem)}</p>')
    if done:
        parts.append(f'<p role="status" class="told done">{escape(done)}</p>')
    parts += ["<hr>".join(_form(form, has_problem=bool(problem)) for form in forms)]
    listed = "".join(f'<li><a href="{escape(to)}">{escape(words)}</a></li>' for words, to in (links or {}).items())
    parts.append(f"<ul>{listed}</ul>" if listed else "")
    label = f"{'Perlu diperbaiki: ' if problem else ''}{title} · Pokja Kampung KB"
    return render_document(label, "", f"<main>{''.join(parts)}</main>", sheet=_SHEET)


def _form(form: Form, *, has_problem: bool) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in form.hidden.items()
    )
    fields = "".join(_field(one, has_problem=has_problem) for one in form.fields)
    heading = f"<h2>{escape(form.title)}</h2>" if form.title else ""
    look = ' class="main"' if form.is_main else ""
    return (
        f'{heading}<form method="post" action="{escape(form.action)}">{hidden}{fields}'
        f"<button{look}>{escape(form.button)}</button></form>"
    )


def _field(one: Field, *, has_problem: bool) -> str:
    kind = "password" if one.is_secret else "text"
    told = [f"{one.name}_hint"] * bool(one.hint) + ["told"] * has_problem
    about = f' aria-describedby="{" ".join(told)}"' if told else ""
    focus = (" autofocus" if one.has_focus else "") + (" readonly" if one.is_fixed else "")
    hint = f'<p class="q" id="{one.name}_hint">{escape(one.hint)}</p>' if one.hint else ""
    return (
        f'<label for="{one.name}">{escape(one.label)}</label>{hint}<input id="{one.name}" name="{one.name}" '
        f'type="{kind}" autocomplete="{one.autocomplete}" autocapitalize="none" spellcheck="false" required '
        f'maxlength="200" value="{escape(one.value)}"{about}{focus}>'
    )
