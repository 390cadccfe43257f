"""打印清单: what lies in the print files, for the one who prints, counts and hands out; and what is not in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docgen.document import (
    Align,
    Attachment,
    Block,
    Document,
    FieldLine,
    Layout,
    Orientation,
    Paragraph,
    Properties,
    Role,
)
from docgen.printing.print_file import PRINTED_SIDES, Leaf, Stack
from docgen.problems import Problem
from docgen.text_tables import said, text_table

__all__ = ["cover_list"]

_TITLE: Final = "打印清单"
_LEFT_OUT: Final = "没有列入打印的"

#: Heading, relative width, how it lies.
_COLUMNS: Final = (
    ("序号", 1.5, Align.CENTER),
    ("单位", 3.2, Align.LEFT),
    ("文件", 6.3, Align.LEFT),
    ("页数", 1.5, Align.CENTER),
    ("每份\n张数", 1.5, Align.CENTER),
    ("份数", 1.5, Align.CENTER),
    ("共用\n张数", 1.6, Align.CENTER),
    ("打印文件", 3.2, Align.LEFT),
    ("在文件中的页", 2.8, Align.CENTER),
    ("彩色页", 1.9, Align.CENTER),
    ("备注", 4.6, Align.LEFT),
)
_LEFT_OUT_COLUMNS: Final = (
    ("序号", 1.5, Align.CENTER),
    ("文件", 9.0, Align.LEFT),
    ("为什么没有列入", 8.0, Align.LEFT),
    ("怎么办", 8.0, Align.LEFT),
)
_NOTES: Final = (
    "说明：1．每件从正面（奇数页）起，单数页的已补空白背面，空白页不编页码。",
    "2．请按 A4、双面、长边翻转、实际大小打印，不要“适合页面”；“彩色页”是各件自己的页码，其余黑白。",
)
_REPEATED: Final = "3．份数已经排在打印文件里，整个文件打一遍即可；备注“份数未填”的，数据没有写份数，按一份排。"
_ONCE: Final = "3．打印文件里每件只有一份，份数照本清单，由打印机设置；备注“份数未填”的，数据没有写份数，按一份算。"
_PREPRINTED: Final = "4．本批是套打：首页用红头纸。"


def cover_list(
    stacks: Sequence[tuple[str, Stack]],
    left_out: Sequence[Problem],
    *,
    once: bool = False,
    preprinted: bool = False,
) -> Document:
    """The list as a document to be written as a workbook. `stacks` are the print files by name."""
    notes = (*_NOTES, _ONCE if once else _REPEATED, *((_PREPRINTED,) if preprinted else ()))
    rows = list(_rows(stacks, once=once))
    body: tuple[Block, ...] = (
        FieldLine(fields=(said("　　".join(_summary(stacks, once=once))),)),
        text_table(_COLUMNS, [*rows, _total(stacks, once=once)]),
        *(Paragraph(runs=said(note), role=Role.NOTE) for note in notes),
        Paragraph(
            runs=said("印制：　　　　　　　　核对：　　　　　　　　日期：　　　　年　　月　　日"), role=Role.NOTE
        ),
    )
    parts = [Attachment(title=(said(_TITLE),), body=body, orientation=Orientation.LANDSCAPE)]
    if left_out:
        faults = [(str(number), each.place.file, each.message, each.hint) for number, each in enumerate(left_out, 1)]
        table = text_table(_LEFT_OUT_COLUMNS, faults)
        parts.append(Attachment(title=(said(_LEFT_OUT),), body=(table,), orientation=Orientation.LANDSCAPE))
    return Document(
        layout=Layout.LEDGER,
        properties=Properties(title=_TITLE, author="", subject=_TITLE),
        title=(said(_TITLE),),
        parts=tuple(parts),
    )


def _rows(stacks: Sequence[tuple[str, Stack]], *, once: bool) -> Iterator[tuple[str, ...]]:
    number = 0
    for name, stack in stacks:
        page = 1
        for leaf, laid in stack.leaves:
            number += 1
            copies = leaf.item.copies if once else laid
            last = page + leaf.sheets * PRINTED_SIDES * laid - 1
            yield (
                str(number),
                leaf.item.unit,
                leaf.item.name,
                str(leaf.pages),
                str(leaf.sheets),
                str(copies),
                str(leaf.sheets * copies),
                name,
                f"{page}—{last}",
                _pages(leaf.colored) or "无",
                _remark(leaf, laid, once=once),
            )
            page = last + 1


def _remark(leaf: Leaf, laid: int, *, once: bool) -> str:
    item = leaf.item
    said = (
        f"横排：第{_pages(leaf.landscape)}页" if leaf.landscape else "",
        "" if item.counted else "份数未填",
        f"共{item.copies}份，分在几个打印文件" if not once and laid != item.copies else "",
        "做出来以后改过" if item.altered else "",
        "以前的一批做的" if item.earlier else "",
    )
    return "；".join(text for text in said if text)


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as the fewest words: 1、3—5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _counts(stacks: Sequence[tuple[str, Stack]], *, once: bool) -> tuple[int, int, int]:
    """Papers, copies and sheets of all print files."""
    laid = [(leaf, leaf.item.copies if once else copies) for _, stack in stacks for leaf, copies in stack.leaves]
    papers = len({leaf.item.path for leaf, _ in laid})
    return papers, sum(copies for _, copies in laid), sum(leaf.sheets * copies for leaf, copies in laid)


def _summary(stacks: Sequence[tuple[str, Stack]], *, once: bool) -> tuple[str, ...]:
    papers, copies, sheets = _counts(stacks, once=once)
    return (f"打印文件：{len(stacks)} 个", f"文件：{papers} 件，共 {copies} 份", f"用纸：A4 {sheets} 张（双面）")


def _total(stacks: Sequence[tuple[str, Stack]], *, once: bool) -> tuple[str, ...]:
    papers, copies, sheets = _counts(stacks, once=once)
    return ("", "合计", f"{papers} 件", "", "", str(copies), str(sheets), "", "", "", "")
