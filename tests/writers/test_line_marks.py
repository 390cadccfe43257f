"""No line of a PDF begins or ends with a mark that may not stand there (GB/T 15834—2011, 5.1), wherever it falls."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.layout_report import read

from docgen.document import Document, Layout, Paragraph, Properties, Run
from docgen.pipeline import fonts_here, write
from docgen.typesetting.fonts import FontSet

NOT_AT_START = "、。，．：；？！）〕］】｝〉》」』〗’”·…—～％‰℃),.:;?!]}%"
NOT_AT_END = "（〔［【｛〈《「『〖‘“([{￥"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("beside", ["国", "3", "A", "）", "发〔2015〕3号"])
def test_marks_keep_from_the_edges(beside: str, fonts: FontSet, tmp_path: Path) -> None:
    texts = [
        "国" * before + text + "国" * 20
        for mark in NOT_AT_START + NOT_AT_END
        for before in range(20, 28)
        for text in (beside + mark, mark + beside)
    ]
    body = tuple(Paragraph(runs=(Run(text=text),)) for text in texts)
    title = ((Run(text="标题"),),)
    document = Document(layout=Layout.SPEECH, properties=Properties(title="标题", author=""), title=title, body=body)
    pdf = tmp_path / "marks.pdf"
    pdf.write_bytes(write(document, "pdf", fonts=fonts).data)
    lines = [line.text for page in read(pdf) for line in page]
    assert [] == [line for line in lines if line[0] in NOT_AT_START or line[-1] in NOT_AT_END]
