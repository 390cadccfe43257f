"""What a template becomes: text as given, looks kept, rows and paragraphs repeated, nothing lost and nothing run."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from docgen.dataset.records import Dataset
from docgen.own_templates.values import LIMIT
from docgen.problems import Code
from tests.own_templates.word import cells, fill, filled, part, small, table, texts, with_part, word, xml

AWKWARD = "甲 & 乙 <丙> \"丁\" '戊' 《己》〔2015〕{{ 不是标签 }} {_{ {% if %} 一、附件："


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


@pytest.fixture(scope="module")
def awkward(dataset: Dataset) -> Dataset:
    """The same, the campaign's name full of what templates and XML take for their own."""
    return dataset.__class__(
        **{
            **{name: getattr(dataset, name) for name in dataset.__dataclass_fields__},
            "campaign": dataset.campaign.model_copy(update={"name": AWKWARD, "short": "第一行\n第二行\t有制表"}),
        }
    )


def test_values_stand_where_their_tags_stood(dataset: Dataset) -> None:
    document = filled(
        word("{{ 单位.名称 }}：", "截至{{ 截至 }}（{{ 截至|中文日期 }}）共{{ 数.问题总数 }}项。"), dataset
    )

    assert ["东城分馆：", "截至2024年12月20日（二〇二四年十二月二十日）共2项。"] == texts(document)


def test_every_character_of_a_value_is_kept_and_none_is_read_as_a_tag(awkward: Dataset) -> None:
    document = filled(word("{{ 活动.名称 }}。"), awkward)

    assert [f"{AWKWARD}。"] == texts(document)


def test_line_breaks_and_tabs_of_a_value_are_words(awkward: Dataset) -> None:
    document = filled(word("（{{ 活动.简称 }}）"), awkward)

    (paragraph,) = document.paragraphs
    assert 1 == len(paragraph._p.findall(f".//{qn('w:br')}"))
    assert 1 == len(paragraph._p.findall(f".//{qn('w:tab')}"))
    assert "（第一行\n第二行\t有制表）" == paragraph.text


def test_a_value_has_the_look_of_the_fields_first_letter(dataset: Dataset) -> None:
    def looks(document: WordDocument) -> None:
        paragraph = document.add_paragraph("送")
        paragraph.add_run("{{ ").italic = True
        name = paragraph.add_run("单位.名")
        name.bold = True
        fonts = name._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "仿宋_GB2312")
        paragraph.add_run("称 }}阅")

    document = filled(word(change=looks), dataset)

    (paragraph,) = document.paragraphs
    assert ["送", "东城分馆", "阅"] == [run.text for run in paragraph.runs]
    value = paragraph.runs[1]
    assert value.bold
    assert not value.italic
    fonts = value._r.rPr.rFonts
    assert "仿宋_GB2312" == fonts.get(qn("w:eastAsia"))
    assert "eastAsia" == fonts.get(qn("w:hint"))


def test_what_the_data_does_not_give_is_marked_and_told(dataset: Dataset) -> None:
    result = fill(word('联系人：{{ 活动.联系人 }}；{{ 活动.联系电话|缺省("无") }}'), dataset)

    assert result.value is not None
    assert ["联系人：【待填：联系人】；无"] == texts(Document(io.BytesIO(result.value.content)))
    assert [Code.TO_FILL] == [problem.code for problem in result.problems]


def test_a_unit_where_there_is_none_is_a_problem_with_its_place(dataset: Dataset) -> None:
    result = fill(word("第一段", "送{{ 单位.名称 }}"), dataset, unit=None)

    assert result.value is None
    (problem,) = result.problems
    assert (Code.TEMPLATE_UNFILLED, "正文第2段") == (problem.code, problem.place.cell)
    assert "{{ 单位.名称 }}" in problem.message


def test_conditions_and_loops_within_a_paragraph(dataset: Dataset) -> None:
    content = word(
        "{% for 行 in 台账.古籍保护台账 %}{{ 循环.次序|序号(3) }}"
        "{{ 行.存¦在问题|去句号 }}{% if not 循环.末个 %}；{% endif %}{% endfor %}。"
    )

    assert ["1．善本库湿度偏高；2．《清河县志》书页霉变。"] == texts(filled(content, dataset))


def test_paragraphs_between_tags_that_stand_alone(dataset: Dataset) -> None:
    content = word(
        "头",
        "{% for 行 in 台账.古籍保护台账 if not 行.完成 %}",
        "{{ 行.存在问题 }}",
        "{{ 行.完成时限 }}",
        "{% endfor %}",
        '{% if 单位.上级 == "市馆" %}',
        "有上级",
        "{% else %}",
        "无上级",
        "{% endif %}",
        "尾",
    )

    assert ["头", "《清河县志》书页霉变。", "长期坚持", "有上级", "尾"] == texts(filled(content, dataset))


def test_a_row_is_repeated_when_a_loop_begins_and_ends_in_it(dataset: Dataset) -> None:
    rows = [
        ["序号", "问题"],
        ["{% for 行 in 台账.古籍保护台账 %}{{ 行.序号 }}", "{{ 行.存在问题 }}{% endfor %}"],
        ["合", "计"],
    ]
    content = word(change=lambda document: table(document, rows))

    assert [["序号", "问题"], ["1", "善本库湿度偏高。"], ["2", "《清河县志》书页霉变。"], ["合", "计"]] == cells(
        filled(content, dataset)
    )


def test_rows_between_rows_that_hold_only_tags(dataset: Dataset) -> None:
    rows = [["{% for 人 in 名单 %}", ""], ["姓名", "{{ 人.姓名 }}"], ["职务", "{{ 人.职务 }}"], ["{% endfor %}", ""]]
    content = word(change=lambda document: table(document, rows))

    assert [["姓名", "宫徵"], ["职务", "馆长"]] == cells(filled(content, dataset))


def test_a_loop_of_nothing_leaves_cells_that_word_can_open(dataset: Dataset) -> None:
    rows = [["{% for 次 in 督查 %}\v{{ 次.问题 }}\v{% endfor %}", "甲"]]
    document = filled(word(change=lambda made: table(made, rows)), dataset)

    assert [["", "甲"]] == cells(document)
    assert all(cell._tc.p_lst for row in document.tables[0].rows for cell in row.cells)


def test_equal_cells_are_merged_within_what_is_merged_to_their_left(dataset: Dataset) -> None:
    rows = [
        [
            "{% for 人 in 台账.古籍保护台账 %}{% 合并 %}{{ 人.单位 }}",
            "{% 合并 %}{{ 人.责任人 }}",
            "{{ 人.序号 }}{% endfor %}",
        ]
    ]
    document = filled(word(change=lambda made: table(made, rows)), dataset, unit=None)

    merges = [
        ["".join(mark.get(qn("w:val")) for mark in cell.iter(qn("w:vMerge"))) for cell in row._tr.tc_lst]
        for row in document.tables[0].rows
    ]
    assert [["restart", "restart", ""], ["continue", "continue", ""], ["", "", ""]] == merges
    assert [["东城分馆", "宫徵", "1"], ["东城分馆", "宫徵", "2"], ["西城分馆", "角音", "1"]] == cells(document)


def test_equal_neighbours_are_merged_across(dataset: Dataset) -> None:
    rows = [["{% 横向合并 %}{{ 单位.名称 }}", "{% 横向合并 %}{{ 单位.规范化简称 }}", "{% 横向合并 %}别的"]]
    document = filled(word(change=lambda made: table(made, rows)), dataset)

    (row,) = document.tables[0].rows
    assert [2, 1] == [cell.grid_span for cell in row._tr.tc_lst]


def test_headers_footers_footnotes_text_boxes_and_properties_are_filled(dataset: Dataset) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>{{ 活动.依据 }}</w:t></w:r></w:p></w:footnote>"
    box = (
        "<w:p NS xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>框{{ 单位.名称 }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    def change(document: WordDocument) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "{{ 活动.简称 }}"
        section.footer.paragraphs[0].text = "{{ 单位.代码 }}"
        document.core_properties.title = "{{ 单位.名称 }} & <题>"
        document.element.body.insert(0, xml(box))

    content = with_part(
        word(change=change), "word/footnotes.xml", f"<w:footnotes xmlns:w='{space}'>{note}</w:footnotes>"
    )
    result = fill(content, dataset)

    assert result.value is not None
    made = result.value.content
    document = Document(io.BytesIO(made))
    assert "古籍检查" == document.sections[0].header.paragraphs[0].text
    assert "Q1" == document.sections[0].footer.paragraphs[0].text
    assert "东城分馆 & <题>" == document.core_properties.title
    assert "框东城分馆" in part(made, "word/document.xml")
    assert "《清河市古籍保护办法》（清图发〔2023〕5号）" in part(made, "word/footnotes.xml")


def test_a_box_that_is_there_twice_for_old_programs_is_filled_twice(dataset: Dataset) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>{{ 单位.名称 }}</w:t></w:r></w:p></w:txbxContent>"
    twice = (
        "<w:p NS xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        "xmlns:v='urn:schemas-microsoft-com:vml'><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    result = fill(word(change=lambda document: document.element.body.insert(0, xml(twice))), dataset)

    assert result.value is not None
    assert 2 == part(result.value.content, "word/document.xml").count("东城分馆")


def test_pictures_and_bookmarks_in_a_loop_have_numbers_of_their_own(dataset: Dataset) -> None:
    markup = (
        "<w:p NS xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<w:bookmarkStart w:id='7' w:name='此处'/><w:r><w:t>甲</w:t></w:r><w:bookmarkEnd w:id='7'/>"
        "<w:r><w:drawing><wp:inline><wp:docPr id='3' name='图'/></wp:inline></w:drawing></w:r></w:p>"
    )

    def change(document: WordDocument) -> None:
        document.add_paragraph("{% for 行 in 台账.古籍保护台账 %}")
        document.element.body.insert(1, xml(markup))
        document.add_paragraph("{% endfor %}")

    result = fill(word(change=change), dataset)

    assert result.value is not None
    document = part(result.value.content, "word/document.xml")
    assert ["1", "2"] == re.findall(r'docPr id="(\d+)"', document)
    assert 1 == document.count("bookmarkStart")
    assert 1 == document.count("bookmarkEnd")


def test_the_same_template_and_data_give_the_same_bytes(dataset: Dataset) -> None:
    content = word("{{ 单位.名称 }}", "{{ 数.完成率 }}")

    first, second = fill(content, dataset), fill(content, dataset)

    assert first.value is not None
    assert first == second


def test_a_paper_knows_its_cells(dataset: Dataset) -> None:
    result = fill(word("{{ 单位.全称 }}"), dataset)

    assert result.value is not None
    assert ("small.yaml › 单位 › 第2条·全称",) == result.value.origins


def test_loops_in_loops_end_at_the_limit(dataset: Dataset) -> None:
    depth = 12  # of three rows each
    turns = "".join(f"{{% for 行{level} in 台账.古籍保护台账 %}}" for level in range(depth))
    assert 3**depth > LIMIT

    result = fill(word(f"{turns}甲{'{% endfor %}' * depth}"), dataset, unit=None)

    assert result.value is None
    assert [Code.TEMPLATE_LIMIT] == [problem.code for problem in result.problems]


def test_names_stand_in_rank_order(dataset: Dataset) -> None:
    content = word('{{ 名单|顿号("姓名") }}；{{ 名单|个数 }}')

    assert ["宫徵；1"] == texts(filled(content, dataset))


@pytest.mark.slow
def test_libreoffice_opens_what_was_filled(dataset: Dataset, tmp_path: Path) -> None:
    from tools.libreoffice import printed

    rows = [["{% for 行 in 台账.古籍保护台账 %}{% 合并 %}{{ 行.单位 }}", "{{ 行.存在问题 }}{% endfor %}"]]
    result = fill(word("{{ 单位.名称 }}", change=lambda document: table(document, rows)), dataset)
    assert result.value is not None

    (pdf,) = printed({"填好": result.value.content}, tmp_path).values()

    said = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True).stdout
    assert "善本库湿度偏高" in said.replace("\n", "")
