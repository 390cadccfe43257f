"""Standard + fonts → the CSS of a layout, and the environment of its templates: every length from the table."""

from __future__ import annotations

from collections import deque
from functools import cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from docgen.document import Layout, Script
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting import head, literals
from docgen.typesetting.adornment import SCRIPT_SHIFTS, SCRIPT_SIZE
from docgen.typesetting.fonts import FontSet
from docgen.typesetting.latin_gap import GAP, MOST_GAPS
from docgen.typesetting.literals import COPIES
from docgen.typesetting.widths import width
from docgen.units import Length
from docgen.writers.adorned import css

__all__ = ["character", "elements", "environment", "style_sheet"]


def style_sheet(standard: Standard, fonts: FontSet, layout: Layout, *, draft: bool) -> str:
    """The CSS of a layout: pages, styles, furniture. It depends on nothing in the document.

    The latest are kept; a batch asks for the same ones again with the very same standard and fonts.
    """
    for kept in _kept:
        if kept[0] is standard and kept[1] is fonts and kept[2:4] == (layout, draft):
            return kept[4]
    made = _made(standard, fonts, layout, draft=draft)
    _kept.append((standard, fonts, layout, draft, made))
    return made


@cache
def elements() -> str:
    """The CSS of the elements themselves, which every style sheet adds to."""
    return (templates_dir() / "html" / "elements.css").read_text(encoding="utf-8")


#: Told apart as objects: a standard is long to hash, and fonts cannot be.
_kept: deque[tuple[Standard, FontSet, Layout, bool, str]] = deque(maxlen=8)


def _made(standard: Standard, fonts: FontSet, layout: Layout, *, draft: bool) -> str:
    number, printed = standard.styles[StyleName.PAGE_NUMBER], standard.styles[StyleName.IMPRINT]
    line, dash = standard.page.line_pitch, head.middle(number, fonts, "—")
    measures: dict[str, Any] = {
        "gap": GAP,
        "most_gaps": MOST_GAPS,
        "number_top": standard.number_below - dash,
        "turned_odd": dash - number.line - standard.number_below,
        "turned_even": standard.page.bottom - standard.number_below + dash,
        "number_side": number.size.times(standard.number_indent),
        "imprint_above": standard.imprint_padding - (printed.line - printed.size).times(0.5),
        "imprint_side": printed.size.times(standard.imprint_indent),
        "imprint_label": printed.size.times(width(COPIES)),
        "imprint_bottom": standard.imprint_raised,
        "cover_top": line.times(standard.cover_title_top),
        "cover_gap": line.times(standard.cover_fields_gap),
        "script_size": SCRIPT_SIZE,
        "script_shift": SCRIPT_SHIFTS[Script.RAISED] / SCRIPT_SIZE,
        "footnote_gap": standard.styles[StyleName.FOOTNOTE].size.times(1 / 3),
        "footnote_rule": standard.page.body_width.times(1 / 3),  # as long as Word's, two inches
        "cover_left": character(standard, StyleName.COVER_FIELD).times(standard.cover_indent),
    }
    styles = {name.name: _style(name, standard, fonts) for name in StyleName}
    template = environment().get_template("sheet.css")
    return template.render(
        standard=standard,
        page=standard.page,
        layout=layout.name,
        draft=draft,
        styles=styles,
        faces=fonts.faces,
        **measures,
    )


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """What the print layouts are read in: strict, escaping, sandboxed; lengths become CSS by `css`."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates_dir() / "html"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["literals"] = {name: getattr(literals, name) for name in literals.__all__}
    environment.filters["css"] = css
    environment.filters["families"] = _families
    return environment


def _families(names: tuple[str, ...]) -> Markup:
    """Font families as CSS strings; a name with a quotation mark or a backslash would end the string."""
    safe = (name.replace("\\", "").replace('"', "").replace("<", "") for name in names)
    return Markup(", ".join(f'"{name}"' for name in safe))  # noqa: S704 - cleaned in the line above


def _style(name: StyleName, standard: Standard, fonts: FontSet) -> dict[str, Any]:
    style = standard.styles[name]
    face = fonts.faces[style.face]
    return {
        "families": face.bold_families if style.bold else face.families,
        "size": style.size,
        "line": style.line,
        "spacing": style.spacing,
        "indent": character(standard, name).times(style.indent),
        "lead": (style.line - style.size.times(face.main.ascent + face.main.descent)).times(0.5),
        "align": style.align,
        "color": style.color,
    }


def character(standard: Standard, name: StyleName) -> Length:
    """One 字 of a style."""
    style = standard.styles[name]
    return style.size + style.spacing
