"""The one place where Jinja touches a Word file: docxtpl's notation, our sandbox, nothing lost in silence."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from docgen.writers.docx.wordml import Xml

__all__ = ["Furniture", "compiled", "fill"]

#: What a layout asks for: runs or paragraphs made by us, and lists of them.
Furniture = Mapping[str, Xml | list[Xml]]

#: A value that a layout names and nobody gives is an error; text would be escaped, were there any.
_ENVIRONMENT: Final = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
#: A run without characters: docxtpl leaves one on either side of a value.
_EMPTY_RUN: Final = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?(?:<w:t(?: [^>]*)?(?:/>|></w:t>))*</w:r>",
    re.DOTALL,
)
#: Between the pieces of a layout, which are filled in one go: a character that no XML holds.
_END: Final = "\x00"


def compiled(*pieces: Xml) -> Template:
    """Pieces of a layout made ready once: docxtpl's `{{r`, `{{p`, `{%p`, `{%tr` become plain Jinja."""
    notation = DocxTemplate(io.BytesIO())  # patch_xml looks at nothing but its argument
    return _ENVIRONMENT.from_string(_END.join(_EMPTY_RUN.sub("", notation.patch_xml(piece)) for piece in pieces))


def fill(template: Template, furniture: Furniture) -> list[Xml]:
    """The pieces with the furniture in its places."""
    given = {
        name: [Markup(each) for each in made] if isinstance(made, list) else Markup(made)  # noqa: S704 - escaped by us
        for name, made in furniture.items()
    }
    return template.render(given).split(_END)
