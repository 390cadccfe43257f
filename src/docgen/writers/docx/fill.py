"""The one place where Jinja touches a Word file: docxtpl's notation, our sandbox, nothing lost in silence."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from docgen.writers.docx.wordml import PARSER, Element, qname

__all__ = ["Furniture", "compiled", "fill"]

#: What a layout asks for: runs or paragraphs made by us, lists of them, and plain switches.
Furniture = Mapping[str, Markup | list[Markup] | bool]

#: A value that a layout names and nobody gives is an error; text would be escaped, were there any.
_ENVIRONMENT: Final = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def compiled(document_xml: bytes) -> Template:
    """A layout's main part, made ready once: docxtpl's `{{r`, `{{p`, `{%p`, `{%tr` become plain Jinja."""
    notation = DocxTemplate(io.BytesIO())  # patch_xml looks at nothing but its argument
    root = etree.fromstring(document_xml, PARSER)
    return _ENVIRONMENT.from_string(notation.patch_xml(etree.tostring(root, encoding="unicode")))


def fill(template: Template, furniture: Furniture) -> Element:
    """The filled main part. Empty runs, which docxtpl leaves around a value, are taken out."""
    root = etree.fromstring(template.render(furniture).encode(), PARSER)
    for run in list(root.iter(qname("w:r"))):
        if not any(child.tag != qname("w:rPr") and (child.text or child.tag != qname("w:t")) for child in run):
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
    return root
