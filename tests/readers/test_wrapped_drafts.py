"""Drafts broken into lines of one width become what they were before; other drafts stay as they are."""

from __future__ import annotations

import pytest

from docgen.readers.draft_lines import measure
from tests.readers.drafts import PUBLIC, outline, read


def wrapped(draft: str, width: int) -> str:
    """The draft as an editor of that width would have broken it: paragraphs set in, no mark at a line's start."""
    made: list[str] = []
    for line in draft.split("\n"):
        text = line.strip()
        if measure(text) <= width - 2:
            made.append(line)
            continue
        text = text if text.endswith("：") else f"　　{text}"
        while text:
            end = 1
            while end < len(text) and measure(text[: end + 1]) <= width:
                end += 1
            end -= end < len(text) and text[end] in "，。；：、”》）"
            made.append(text[:end])
            text = text[end:]
    return "\n".join(made)


@pytest.mark.parametrize("width", [34, 38, 45])
@pytest.mark.parametrize("name", sorted(set(PUBLIC) - {"huitoukan-notice"}))
def test_a_draft_broken_by_an_editor_is_put_together(name: str, width: int) -> None:
    draft = PUBLIC[name].read_text(encoding="utf-8")
    head = "标题　"  # lines of a title are kept as they are set by hand, so it may have more of them
    whole, broken = (
        [line for line in outline(read(text).document) if not line.startswith(head)]
        for text in (draft, wrapped(draft, width))
    )
    assert whole == broken


def test_lines_of_a_list_stay_apart() -> None:
    """Lines of the same length that end as sentences, or begin with numbers, are what they are."""
    items = [f"{'甲乙丙丁戊己庚辛壬癸'[n]}县完成全部土地确权登记颁证工作任务并通过省市两级验收。" for n in range(10)]
    made = read("关于甲的通报\n" + "\n".join(items) + "\n")
    assert [f"body　{item}" for item in items] == list(outline(made.document))[1:]
