"""Small pages with forms, in the dress of the light page: to log in, to report an error. Without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kkb.exports.light.page import render_document
from kkb.exports.light.style import STYLE
from kkb.formatting import escaped

_SHEET = STYLE + (
    "main{max-width:26rem;margin:0 auto}main p{margin:.4rem 0}main h2{margin-top:1.4rem}"
    "main form{display:block;margin:1.2rem 0}main label{display:block;"
    "font-size:1rem;font-weight:600;margin:.8rem 0 .2rem}input,textarea{font:inherit;color:var(--ink);"
    "background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:.4rem .6rem;min-height:2.75rem;"
    "width:100%}input[readonly]{background:var(--soft)}"
    "textarea{resize:vertical}input:focus-visible,textarea:focus-visible{outline:2px solid var(--blue);"
    "outline-offset:2px}main button{margin-top:1.1rem}"
    "button.main{background:var(--blue);color:var(--bg);border-color:var(--blue)}"
    ".other{display:block;text-align:center;border:1px solid var(--edge);border-radius:4px;padding:.6rem;"
    "min-height:2.75rem;margin:1.2rem 0;font-weight:600;text-decoration:none}"
    ".told{border-left:6px solid #D55E00;background:var(--soft);padding:.4rem .8rem;margin:.8rem 0}"
    ".done{border-left-color:var(--blue)}main ul{list-style:none}main li{margin:.3rem 0}hr{border:0;"
    "border-top:1px solid var(--edge);margin:1.4rem 0}"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field with its label. `autocomplete` is the token of HTML that browsers fill it by.

    `lines` above 1: for a text of several lines. `accepts` names kinds of files: it takes one. `longest` is in letters.
    """

    name: str
    label: str
    autocomplete: str
    is_secret: bool = False
    value: str = ""
    hint: str = ""
    has_focus: bool = False
    is_fixed: bool = False
    is_optional: bool = False
    lines: int = 1
    accepts: str = ""
    longest: int = 200


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
    others: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """A page of forms: `lines` of text, what went wrong or well, and `links` (words → address) at its foot.

    `others` (words → address) are other ways to what the forms are for, as large as their buttons.
    """
    parts = [f"<h1>{escaped(title)}</h1>", *(f"<p>{escaped(line)}</p>" for line in lines)]
    if problem:
        parts.append(f'<p role="alert" id="told" class="told">{escaped(problem)}</p>')
    if done:
        parts.append(f'<p role="status" class="told done">{escaped(done)}</p>')
    parts += ["<hr>".join(_form(form, has_problem=bool(problem)) for form in forms)]
    parts += [f'<a class="other" href="{escaped(to)}">{escaped(words)}</a>' for words, to in (others or {}).items()]
    listed = "".join(f'<li><a href="{escaped(to)}">{escaped(words)}</a></li>' for words, to in (links or {}).items())
    parts.append(f"<ul>{listed}</ul>" if listed else "")
    label = f"{'Perlu diperbaiki: ' if problem else ''}{title} · Pokja Kampung KB"
    return render_document(label, "", f"<main>{''.join(parts)}</main>", sheet=_SHEET)


def _form(form: Form, *, has_problem: bool) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escaped(name)}" value="{escaped(value)}">' for name, value in form.hidden.items()
    )
    fields = "".join(_field(one, has_problem=has_problem) for one in form.fields)
    heading = f"<h2>{escaped(form.title)}</h2>" if form.title else ""
    look = ' class="main"' if form.is_main else ""
    files = ' enctype="multipart/form-data"' if any(one.accepts for one in form.fields) else ""
    return (
        f'{heading}<form method="post" action="{escaped(form.action)}"{files}>{hidden}{fields}'
        f"<button{look}>{escaped(form.button)}</button></form>"
    )


def _field(one: Field, *, has_problem: bool) -> str:
    told = [f"{one.name}_hint"] * bool(one.hint) + ["told"] * has_problem
    about = f' aria-describedby="{" ".join(told)}"' if told else ""
    focus = (" autofocus" if one.has_focus else "") + (" readonly" if one.is_fixed else "")
    needed = "" if one.is_optional else " required"
    hint = f'<p class="q" id="{one.name}_hint">{escaped(one.hint)}</p>' if one.hint else ""
    names = f'id="{one.name}" name="{one.name}"'
    rest = f'{needed} maxlength="{one.longest}"{about}{focus}'
    if one.accepts:
        drawn = f'<input {names} type="file" accept="{escaped(one.accepts)}"{needed}{about}>'
    elif one.lines > 1:
        # The first line end of a text area is not part of its text.
        drawn = f'<textarea {names} rows="{one.lines}" autocomplete="off"{rest}>\n{escaped(one.value)}</textarea>'
    else:
        kind = "password" if one.is_secret else "text"
        drawn = (
            f'<input {names} type="{kind}" autocomplete="{one.autocomplete}" autocapitalize="none" spellcheck="false"'
            f'{rest} value="{escaped(one.value)}">'
        )
    return f'<label for="{one.name}">{escaped(one.label)}</label>{hint}{drawn}'
