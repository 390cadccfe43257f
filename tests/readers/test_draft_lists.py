"""Numbers of a draft: points left out leave no gap, a list of one has no number, an issued text keeps its own."""

from __future__ import annotations

import pytest

from docgen.document import Paragraph, Run, Voice
from docgen.readers.draft import body_of


def texts(*lines: str, renumber: bool = True) -> list[tuple[int, str]]:
    body = body_of([(Run(text=line),) for line in lines], renumber=renumber)
    return [
        (block.level, "".join(run.text for run in (*block.lead, *block.runs)))
        for block in body
        if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("一、甲", "（一）子。", "（三）丑。", "四、乙", "（一）寅。", "（一）卯。"),
            [(1, "一、甲"), (2, "（一）子。"), (2, "（二）丑。"), (1, "二、乙"), (2, "（一）寅。"), (2, "（二）卯。")],
        ),
        (("一、甲", "（一）子。", "一、乙"), [(1, "一、甲"), (0, "子。"), (1, "二、乙")]),
        (
            ("一、甲", "（一）子。", "1．天。", "1．地。", "一、乙"),
            [(1, "一、甲"), (0, "子。"), (2, "（一）天。"), (2, "（二）地。"), (1, "二、乙")],
        ),
        (
            ("一、甲", "（一）子。", "1．天。", "（一）丑。", "1．地。", "1．人。"),
            [(1, "一、甲"), (2, "（一）子。"), (0, "天。"), (2, "（二）丑。"), (3, "1．地。"), (3, "2．人。")],
        ),
        (("一、甲", "（一）子。", "1．天。"), [(1, "一、甲"), (0, "子。"), (0, "天。")]),
        (("一、甲", "（一）子", "天地玄黄。"), [(1, "一、甲"), (2, "（一）子"), (0, "天地玄黄。")]),
    ],
    ids=["gaps", "one", "what stands below rises", "one below", "one of one", "a bare heading keeps its number"],
)
def test_numbers_of_wording(lines: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    assert expected == texts(*lines)


def test_an_issued_text_keeps_its_numbers() -> None:
    assert [(1, "一、甲"), (2, "（三）子。"), (1, "四、乙")] == texts("一、甲", "（三）子。", "四、乙", renumber=False)


def test_a_value_that_starts_like_a_number_stays_text() -> None:
    (block,) = body_of([(Run(text="一、甲", voice=Voice.DATA),)], renumber=True)
    assert isinstance(block, Paragraph)
    assert (0, "一、甲") == (block.level, block.runs[0].text)
