"""Structure elements as light objects: WeasyPrint makes a dictionary of six entries of each, a thousand a paper.

Paragraphs, sections, headings and what stands in them are done here; pictures, links, lists and the tables that
WeasyPrint lays out are left to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as tagging

from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS", "Element", "text"]

_build: Final = tagging._build_box_tree
#: What is done here. An element of any other tag, and a box that is no ordinary one, is left to WeasyPrint.
_TAGS: Final = {
    **{"div": "Div", "span": "Span", "p": "P", "section": "Sect"},
    **{f"h{level}": f"H{level}" for level in range(1, 6)},
}


class Element(pydyf.Object):  # type: ignore[misc]  # pydyf carries no types
    """A structure element (ISO 32000-1, 14.7.2), entered in a PDF. `kids`: references and numbers of marked content."""

    __slots__ = ("_kind", "_page", "_parent", "attributes", "kids", "reference")

    def __init__(self, kind: str, page: bytes, parent: bytes, pdf: Any) -> None:
        super().__init__()
        self._kind, self._page, self._parent = kind.encode(), page, parent
        self.kids: list[Any] = []
        self.attributes = b""
        pdf.add_object(self)
        self.reference = b"%d 0 R" % self.number

    def __getitem__(self, key: str) -> Any:
        """What WeasyPrint asks of the parent of its own elements."""
        return {"K": self.kids, "S": f"/{self._kind.decode()}"}[key]

    @property
    def data(self) -> bytes:
        """The element as it stands in the file."""
        kids = b" ".join([b"%d" % kid if isinstance(kid, int) else kid for kid in self.kids])
        return b"<</Type /StructElem/S /%b/K [%b]/Pg %b/P %b%b>>" % (
            self._kind,
            kids,
            self._page,
            self._parent,
            self.attributes,
        )


def _build_box_tree(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: dict[int, Any], annotations: Any, tags: dict[Any, Any]
) -> Iterable[Any]:
    """The elements of a box, a painted table's by its own `structure`; the signature is WeasyPrint's."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if hasattr(box, "structure"):
        own: Iterable[Any] = box.structure(parent, pdf, page_number, nums, tags)
        return own
    kind = None if box.element is None else _TAGS.get(box.element_tag)
    if kind is None or isinstance(box, _OTHERS) or box.link_annotation or box.widget_annotation:
        found: Iterable[Any] = _build(box, parent, pdf, page_number, nums, annotations, tags)
        return found
    page = pdf.page_references[page_number]
    made = Element(kind, page, parent.reference, pdf)
    kids, reference = made.kids, made.reference
    for child in box.children:
        for each in child.children if isinstance(child, boxes.LineBox) else (child,):
            if isinstance(each, boxes.TextBox):
                mark = tags.pop(each)
                kids.append(text(pdf, mark, page, reference, nums).reference)
            else:
                inner = tagging._build_box_tree(each, made, pdf, page_number, nums, annotations, tags)
                kids.extend([one.reference for one in inner])
    return (made,)


def text(pdf: Any, mark: dict[str, Any], page: bytes, parent: bytes, nums: dict[int, Any]) -> Element:
    """A new element of a marked content, which `nums` has by its number."""
    made = Element(mark["tag"], page, parent, pdf)
    made.kids.append(mark["mcid"])
    nums[mark["mcid"]] = made.reference
    return made


_OTHERS: Final = (boxes.ReplacedBox, boxes.PageBox, boxes.MarginBox)
#: What is replaced.
STEPS: Final = (Step(owner=tagging, name="_build_box_tree", new=_build_box_tree),)
