"""Drafts in unusual orders as files: everything that a draft may hold is printed, in its order, in both formats."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from docgen.pipeline import fonts_here, write
from docgen.readers.draft_lines import squeezed
from docgen.typesetting.fonts import FontSet
from tests.documents.reading_back import docx_lines, pdf_text
from tests.readers.drafts import elements, read
from tests.readers.test_draft_parts import NOTICE, WEB

#: A forwarded text with number, recipients, 附件说明 and sign-off of its own; files named after the sign-off.
FORWARDED = """青石县人民政府办公室转发县民政局关于做好救助工作意见的通知

各乡镇人民政府：
　　县民政局《关于做好救助工作的意见》转发给你们，请贯彻执行。

　　　　　　　　　　　　青石县人民政府办公室
　　　　　　　　　　　　2024年3月1日

附件：救助标准.docx

关于做好救助工作的意见
青民〔2024〕2号

县人民政府：
　　提出以下意见。
　　第一章　总　则
　　一、提高认识
　　（一）要重视。
　　附件：1．救助标准
　　　　　2．救助程序
　　　　　　　　　　　　青石县民政局
　　　　　　　　　　　　2024年2月20日

附件1
救助标准
单位：元　　　　　填报时间：　年　月　日
类别\t标准
城市\t700
农村\t500
说明：按月发放。
表1　程序
步骤\t时限
受理\t3日

附件2
救助程序
受理、审核、公示。
抄送：县委办公室。
"""

DRAFTS = {"notice": NOTICE, "web": WEB, "forwarded": FORWARDED}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("name", DRAFTS)
def test_both_files_hold_the_draft_in_its_order(name: str, fonts: FontSet, tmp_path: Path) -> None:
    draft = squeezed(DRAFTS[name])
    document = read(DRAFTS[name]).document
    word = write(document, "docx").data
    assert draft == squeezed("".join(docx_lines(word)))
    assert draft == squeezed("".join(pdf_text(write(document, "pdf", fonts=fonts).data).lines))
    path = tmp_path / "draft.docx"
    path.write_bytes(word)
    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_a_marked_paper_prints_number_and_imprint_in_their_places(fonts: FontSet) -> None:
    """With the mark come the mark and nothing else; number, 抄送 and 印发 are where the standard has them."""
    mark = "青石县财政局文件"
    document = read(f"青财〔2024〕5号\n{NOTICE}", mark=(mark,)).document
    copies = NOTICE.index("抄送：")
    expected = squeezed(f"{mark}青财〔2024〕5号{NOTICE[:copies]}{NOTICE[copies:]}")
    assert expected == squeezed("".join(docx_lines(write(document, "docx").data)))
    assert expected == squeezed("".join(pdf_text(write(document, "pdf", fonts=fonts).data).lines))


def test_a_forwarded_text_keeps_its_own_parts() -> None:
    assert [
        "标题 1—1",
        "主送机关 3—3",
        "正文 4—4",
        "发文机关署名 6—6",
        "成文日期 7—7",
        "附件说明 9—9",
        "印发件标题 11—11",
        "发文字号 12—12",
        "主送机关 14—14",
        "正文 15—15",
        "章节标题 16—16",
        "层次标题 17—17",
        "层次标题 18—18",
        "附件说明 19—20",
        "发文机关署名 21—21",
        "成文日期 22—22",
        "附件标识 24—24",
        "附件标题 25—25",
        "表头填写行 26—26",
        "表格 27—29",
        "表格说明 30—30",
        "表题 31—31",
        "表格 32—33",
        "附件标识 35—35",
        "附件标题 36—36",
        "正文 37—37",
        "抄送机关 38—38",
    ] == elements(read(FORWARDED))


def test_a_mark_without_a_number_has_its_red_line(tmp_path: Path) -> None:
    """The line is a border of the number's style, so a paragraph of it is there, empty."""
    path = tmp_path / "draft.docx"
    path.write_bytes(write(read(FORWARDED, mark=("青石县人民政府办公室文件",)).document, "docx").data)
    styles = [paragraph.style.name for paragraph in docx.Document(str(path)).paragraphs if paragraph.style]
    assert ["发文机关标志", "发文字号", "公文标题"] == styles[3:6]
