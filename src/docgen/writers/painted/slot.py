"""What a paper has of its own in pages that it shares with others: boxes of WeasyPrint's that we paint, filled anew."""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes

__all__ = ["Box", "Slot", "no_break"]


class Slot:
    """What a box shows, in all its parts: other contents in each paper that shares the pages.

    `room`: how high it may be in px, where it stands on one page. WeasyPrint keeps a slot among the pictures of a
    document, by the `id` of the element.
    """

    __slots__ = ("content", "room")

    def __init__(self, content: Any) -> None:
        self.content = content
        self.room = inf

    def get_intrinsic_size(self, *_: Any) -> tuple[float, float, None]:
        """What WeasyPrint asks of a picture whose box takes the width that its contents need: nothing of its own."""
        return 0.0, 0.0, None


class Box(boxes.BlockReplacedBox):  # type: ignore[misc]  # WeasyPrint carries no types
    """The box of a slot."""

    replacement: Any

    @property
    def content(self) -> Any:
        """What it shows in the paper that is being written."""
        return self.replacement.content

    def laid_out(self, context: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool) -> tuple[Any, ...]:
        """What of it stands on a page and where it goes on: what WeasyPrint's layout of a block gives."""
        raise NotImplementedError

    def paint(self, stream: Any) -> None:
        """Paint what it shows."""
        raise NotImplementedError

    def structure(self, parent: Any, pdf: Any, page: int, nums: dict[int, Any], tags: dict[Any, Any]) -> tuple[Any]:
        """Its structure element, entered in a PDF: what `hastened.structure` asks of a box."""
        raise NotImplementedError


def no_break() -> dict[str, Any]:
    """What WeasyPrint is told of the breaks behind a box: none is asked for. It writes into it."""
    return {"break": "any", "page": None}
