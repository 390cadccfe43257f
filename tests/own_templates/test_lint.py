"""The lint finds each planted fault at its place and says what to write; good templates have none."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from docx import Document
from docx.document import Document as WordDocument

from docgen.dataset.records import Dataset
from docgen.problems import Severity
from docgen.template_road import annotated, lint_template
from tests.own_templates.word import part, small, table, with_part, word, xml

NAME = "模板.docx"
TITLE = "关于开展检查的通知"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A planted fault: the file, the place where a person finds it, words of what is said and of what to write."""

    content: bytes
    place: str
    code: str
    said: str
    hint: str = ""


def paragraph(text: str, code: str, said: str, hint: str = "") -> Fault:
    """In the third paragraph with text; the blank one before it does not count."""
    return Fault(content=word(TITLE, "第二段", "", text), place="正文第3段", code=code, said=said, hint=hint)


def paragraphs(texts: Sequence[str], place: str, code: str, said: str, hint: str = "") -> Fault:
    return Fault(content=word(TITLE, *texts), place=place, code=code, said=said, hint=hint)


def rows(texts: Sequence[Sequence[str]], place: str, code: str, said: str, hint: str = "") -> Fault:
    """In the second table of the file."""

    def tables(document: WordDocument) -> None:
        table(document, [["甲", "乙"]])
        table(document, texts)

    return Fault(content=word(TITLE, change=tables), place=place, code=code, said=said, hint=hint)


def changed(change: Callable[[WordDocument], object], place: str, code: str, said: str, hint: str = "") -> Fault:
    def done(document: WordDocument) -> None:
        change(document)

    return Fault(content=word(TITLE, change=done), place=place, code=code, said=said, hint=hint)


def after(document: WordDocument, markup: str) -> None:
    """Put markup as a paragraph at the end of the body."""
    document.element.body.insert(len(document.element.body) - 1, xml(markup))


def footnote(text: str) -> bytes:
    """A file whose second footnote says a text."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:footnote>'
        for number, said in ((1, "第一条"), (2, text))
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return with_part(
        word(TITLE), "word/footnotes.xml", f'<w:footnotes xmlns:w="{space}">{separator}{notes}</w:footnotes>'
    )


def box(text: str) -> str:
    return (
        "<w:p NS xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>带文本框</w:t></w:r>"
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )


BOUND = (
    "<w:p NS><w:sdt><w:sdtPr><w:dataBinding w:xpath='/a' w:storeItemID='x'/></w:sdtPr><w:sdtContent>"
    "<w:r><w:t>{{ 单位.名称 }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
FIELD = (
    "<w:p NS><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE {{ 截至 }}</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
LINKED = (
    "<w:p NS><w:hyperlink w:anchor='x'><w:r><w:t>{% if 截至 %}甲</w:t></w:r></w:hyperlink>"
    "<w:r><w:t>乙{% endif %}</w:t></w:r></w:p>"
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def link() -> bytes:
    content = word(TITLE)
    name = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rId99" Type="{RELATION}" Target="http://{{{{ 单位.代码 }}}}" TargetMode="External"/>'
    return with_part(content, name, part(content, name).replace("</Relationships>", f"{more}</Relationships>"))


def alternative_text() -> bytes:
    """A picture whose alternative text holds a tag."""
    markup = "<w:p NS><w:r><w:t>图</w:t></w:r><w:bookmarkStart w:id='1' w:name='{{ 单位.名称 }}'/></w:p>"
    return word(TITLE, change=lambda document: after(document, markup))


FAULTS = {
    "a field misspelt": paragraph("报{{ 单位.名秤 }}。", "M03", "“单位”下面没有“名秤”这个字段", "是不是 单位.名称？"),
    "a field that is not there": paragraph("{{ 单元.名称 }}", "M03", "没有“单元”这个字段", "是不是 单位？"),
    "a tag scattered over runs and misspelt": paragraph("报{¦{ 活¦动.简秤¦ }¦}。", "M03", "没有“简秤”", "活动.简称"),
    "a blank inside a name": paragraph("{{ 单位.名 称 }}", "M02", "中间多了空格", "单位.名称"),
    "a tag over two paragraphs": paragraphs(["{{ 单位.", "名称 }}"], "正文第2段", "M02", "没有写完", "中间不按回车"),
    "a tag that is not closed": paragraph("{{ 单位.名称 ，请报送", "M02", "没有写完", "补上 }}"),
    "a tag that is not opened": paragraph("单位.名称 }}，请报送", "M02", "前面没有 {{", "补上 {{"),
    "single braces": paragraph("报{单位.名称}。", "M02", "只有一层花括号", "{{ 单位.名称 }}"),
    "full-width braces": paragraph("报｛｛ 单位.名称 ｝｝。", "M02", "全角", "{{ 单位.名称 }}"),
    "a full-width per cent sign": paragraph("{％ if 截至 ％}甲{% endif %}", "M02", "全角", "{% if 截至 %}"),
    "a full-width bar": paragraph("{{ 截至｜日期 }}", "M02", "全角的符号", "截至|日期"),
    "a tag within a tag": paragraph("{{ 单位.{{ 名称 }} }}", "M02", "又开始了一个标签", "补上 }}"),
    "an empty tag": paragraph("报{{ }}。", "M02", "里是空的", "写上字段名"),
    "a filter misspelt": paragraph("{{ 截至|日斯 }}", "M03", "没有“日斯”这个过滤器", "日期"),
    "a filter for another sort": paragraph("{{ 单位.名称|日期 }}", "M02", "是文字，不能用过滤器“日期”", "用于日期"),
    "a filter without its brackets": paragraph("{{ 单位.上级|缺省 }}", "M02", "要写括号", '缺省("无")'),
    "curly quotation marks, one of them straight": paragraph(
        '{{ 单位.上级|缺省(“无") }}', "M02", "引号不成对", "半角引号"
    ),
    "a group instead of a field": paragraph("报{{ 单位 }}。", "M02", "是一组字段", "单位.名称"),
    "rows printed": paragraph(
        "{{ 台账.古籍保护台账 }}", "M02", "有几行，不能直接印", "{% for 行 in 台账.古籍保护台账 %}"
    ),
    "a ledger misspelt": paragraph(
        "{% for 行 in 台账.古籍保户台账 %}甲{% endfor %}", "M03", "没有“古籍保户台账”", "台账.古籍保护台账"
    ),
    "a column misspelt": rows(
        [["序号", "问题"], ["{% for 行 in 台账.古籍保护台账 %}{{ 行.序号 }}", "{{ 行.存在的问题 }}{% endfor %}"]],
        "表2第2行第2列",
        "M03",
        "没有“存在的问题”",
        "行.存在问题",
    ),
    "a word misspelt": paragraph("{% fro 行 in 名单 %}", "M02", "不是能用的语句", "for"),
    "a loop not closed": paragraph("{% for 行 in 名单 %}{{ 行.姓名 }}", "M04", "没有结束", "{% endfor %}"),
    "an end without a beginning": paragraph("甲{% endif %}", "M04", "没有与它配对的", "{% if … %}"),
    "an else without a beginning": paragraph("甲{% else %}", "M04", "没有与它配对的", "{% if … %}"),
    "a loop over rows with text": rows(
        [["{% for 行 in 名单 %}{{ 行.姓名 }}", "甲"], ["乙", "丙{% endfor %}"]],
        "表2第1行第1列",
        "M04",
        "跨了表格的行",
        "重复一行",
    ),
    "a loop that ends in a cell": Fault(
        content=word("{% for 行 in 名单 %}", change=lambda document: table(document, [["甲", "{% endfor %}"]])),
        place="表1第1行第2列",
        code="M04",
        said="一个在表格里面，一个在外面",
        hint="同一处",
    ),
    "docxtpl's {%p beside text": paragraphs(
        ["前面的话{%p for 行 in 名单 %}", "{{ 行.姓名 }}", "{%p endfor %}"],
        "正文第2段",
        "M05",
        "会丢掉",
        "单独放在一段",
    ),
    "docxtpl's {{r": paragraph("{{r 单位.名称 }}", "M05", "会丢掉文字", "{{ 单位.名称 }}"),
    "docxtpl's vm": rows([["{% vm %}甲", "乙"]], "表2第1行第1列", "M02", "不能用", "{% 合并 %}"),
    "merging outside a table": paragraph("{% 合并 %}甲", "M05", "不在表格里", "那一格里"),
    "a tag in the header": changed(
        lambda document: document.sections[0].header.paragraphs[0].add_run("{{ 发文.文好 }}"),
        "页眉",
        "M03",
        "文好",
        "文号",
    ),
    "a tag in the footer of page 1": changed(
        lambda document: (
            setattr(document.sections[0], "different_first_page_header_footer", True)
            or document.sections[0].first_page_footer.paragraphs[0].add_run("{{ 截止 }}")
        ),
        "首页页脚",
        "M03",
        "没有“截止”",
        "截至",
    ),
    "a tag in a footnote": Fault(
        content=footnote("见{{ 活动.依剧 }}"), place="脚注2", code="M03", said="依剧", hint="依据"
    ),
    "a tag in a text box": changed(
        lambda document: after(document, box("{{ 单位.全秤 }}")), "正文第2段的文本框", "M03", "全秤", "单位.全称"
    ),
    "a tag in a field code": changed(
        lambda document: after(document, FIELD), "正文第1段", "M05", "域代码", "写在正文里"
    ),
    "a tag in the address of a link": Fault(
        content=link(), place="超链接", code="M05", said="超链接的地址", hint="取消超链接"
    ),
    "a condition that begins in a link": changed(
        lambda document: after(document, LINKED), "正文第2段", "M04", "超链接", "取消超链接"
    ),
    "a tag in an attribute": Fault(
        content=alternative_text(), place="正文第2段", code="M05", said="看不见的属性", hint="写在正文里"
    ),
    "a tag in a bound control": changed(
        lambda document: after(document, BOUND), "正文第2段", "M05", "内容控件", "普通文字"
    ),
    "a tag in the title of the file": changed(
        lambda document: setattr(document.core_properties, "title", "{{ 单位.名秤 }}"),
        "文件属性“标题”",
        "M03",
        "名秤",
        "单位.名称",
    ),
    "a loop in the title of the file": changed(
        lambda document: setattr(document.core_properties, "title", "{% for 行 in 名单 %}"),
        "文件属性“标题”",
        "M05",
        "填不了",
        "不写循环",
    ),
    "a loop's name that means something": paragraph(
        "{% for 单位 in 名单 %}甲{% endfor %}", "M02", "已经有别的用处", "换一个名字"
    ),
    "what is looped over is no list": paragraph("{% for 日 in 截至 %}甲{% endfor %}", "M02", "不能循环", "名单"),
    "blocks too deep": paragraph("{% if 截至 %}" * 13 + "甲" + "{% endif %}" * 13, "M04", "第 13 层", "最多套 12 层"),
    "循环 outside a loop": paragraph("{{ 循环.次序 }}", "M02", "只能写在循环里面", "{% endfor %}"),
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


def test_there_are_thirty_planted_faults_and_more() -> None:
    assert 30 <= len(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_found_at_its_place(name: str, dataset: Dataset) -> None:
    fault = FAULTS[name]

    found = lint_template(fault.content, NAME, dataset).problems

    first = found[0]
    assert (fault.code, fault.place) == (first.code.code, first.place.cell), str(first)
    assert fault.said in first.message
    assert fault.hint in first.hint


GOOD = {
    "plain": word("{{ 单位.名称 }}：", "截至{{ 截至|中文日期 }}，共{{ 数.问题总数 }}项。"),
    "scattered over runs": word("报{¦{ 活¦动.¦简称 ¦}¦}。{¦% if 单位.上级 %}甲¦{% endif¦ %}"),
    "Chinese words": word(
        "{% 循环 人 取自 名单 %}", "{{ 人.姓名 }}{% 如果 非 循环.末个 %}、{% 结束如果 %}", "{% 结束循环 %}"
    ),
    "docxtpl's own notation where nothing is lost": word("{%p for 人 in 名单 %}", "{{ 人.姓名 }}", "{%p endfor %}"),
    "braces that are no tags": word("集合{1,2}和{甲}，完成100%以内", "比例为50%"),
    "rows": word(
        change=lambda document: table(
            document,
            [["{% for 行 in 台账.古籍保护台账 %}{% 合并 %}{{ 行.序号 }}", "{{ 行.存在问题 }}{% endfor %}"]],
        )
    ),
    "rows between": word(
        change=lambda document: table(
            document, [["{% for 行 in 名单 %}", ""], ["{{ 行.姓名 }}", "{{ 行.职务 }}"], ["{% endfor %}", ""]]
        )
    ),
    "a comment": word("{# 这里以后再写 #}正文"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_template_has_no_fault(name: str, dataset: Dataset) -> None:
    assert [] == [str(problem) for problem in lint_template(GOOD[name], NAME, dataset).problems]


def test_curly_quotation_marks_are_taken_and_told(dataset: Dataset) -> None:
    (problem,) = lint_template(word("{{ 单位.上级|缺省(“无”) }}"), NAME, dataset).problems

    assert Severity.NOTE is problem.severity
    assert '{{ 单位.上级|缺省("无") }}' in problem.hint


def test_all_faults_are_told_at_once_in_the_order_of_the_file(dataset: Dataset) -> None:
    content = word("{{ 单位.名秤 }}", "好", "{单位.名称}和{{ 截至|日斯 }}", "{% endfor %}")

    found = lint_template(content, NAME, dataset).problems

    assert ["正文第1段", "正文第3段", "正文第3段", "正文第4段"] == [problem.place.cell for problem in found]


def test_without_a_dataset_ledgers_are_taken_on_trust() -> None:
    content = word("{% for 行 in 台账.随便 %}{{ 行.什么 }}{% endfor %}{{ 单位.名秤 }}")

    assert ["M03"] == [problem.code.code for problem in lint_template(content, NAME).problems]


def test_the_annotated_copy_has_each_fault_as_a_comment_at_its_place_and_is_else_the_same(dataset: Dataset) -> None:
    content = word("好的一段", "报{{ 单位.名秤 }}和{单位.名称}。")
    read = lint_template(content, NAME, dataset).value
    assert read is not None

    made = annotated(content, read)

    copy = Document(io.BytesIO(made))
    assert ["好的一段", "报{{ 单位.名秤 }}和{单位.名称}。"] == [paragraph.text for paragraph in copy.paragraphs]
    said = [comment.text for comment in copy.comments]
    assert 2 == len(said)
    assert any("名秤" in text and "单位.名称" in text for text in said)
    second = copy.paragraphs[1]._p
    assert 2 == len(second.xpath("w:commentRangeStart"))
    assert made == annotated(content, read)


def test_a_file_of_faults_alone_is_told_of_in_time_and_to_a_limit(dataset: Dataset) -> None:
    found = lint_template(word("{" * 20_000, "{% if 截至 %}" * 2_000), NAME, dataset).problems

    assert 501 == len(found)
    assert "只列出前 500 处" in found[-1].message
