"""Single mutations of good documents: each line says what is done, which rule must speak, and which others may follow.

A mutation changes one thing: a word of the tree, a part of the Word file, a measure the page was made by, an object of
the PDF. What a rule said of the good document already does not count.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pikepdf

from docgen.checks.checking import Report, check_document, check_file
from docgen.checks.rule import Finding
from docgen.document import Document, Paragraph
from docgen.pipeline import write
from docgen.standards.gbt9704 import GBT9704, Page, Standard, Style, StyleName
from docgen.typesetting.fonts import FontSet
from docgen.units import Length, mm, pt
from tests.checks.strangers import filler, stranger
from tests.documents.papers import samples
from tests.trees import text

REPORT, BULLETIN, LETTER = "huitoukan-report-汇总", "huitoukan-bulletin-汇总", "huitoukan-feedback-石桥区"


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """`base` is a sample's name, `made` gives the report of the mutated one; `then` are the rules that follow."""

    name: str
    rule: str
    base: str
    route: str  # tree, docx, pdf, page
    change: Callable[..., object]
    then: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return f"{self.rule}-{self.name}"


@cache
def good(base: str) -> Document:
    return next(sample.document for sample in samples() if str(sample) == base)


@cache
def good_docx(base: str) -> bytes:
    return write(good(base), "docx").data


@cache
def _good_pdf(base: str, fonts: int) -> bytes:
    return write(good(base), "pdf", fonts=_FONTS[fonts]).data


_FONTS: dict[int, FontSet] = {}


def good_pdf(base: str, fonts: FontSet) -> bytes:
    _FONTS[id(fonts)] = fonts
    return _good_pdf(base, id(fonts))


def before(mutation: Mutation, fonts: FontSet) -> Report:
    """What is said of the good document."""
    match mutation.route:
        case "tree":
            return check_document(good(mutation.base))
        case "docx":
            return _checked(good_docx(mutation.base))
        case "page":
            return _checked(stranger())
    return _checked(good_pdf(mutation.base, fonts))


def after(mutation: Mutation, fonts: FontSet) -> Report:
    """What is said of the mutated one."""
    change = mutation.change
    match mutation.route:
        case "tree":
            return check_document(_changed(change(good(mutation.base)), good(mutation.base)))
        case "docx":
            return _checked(_changed(change(good_docx(mutation.base)), good_docx(mutation.base)))
        case "page":
            return _checked(_changed(change(), stranger()))
        case "standard":
            standard = change(GBT9704)
            assert isinstance(standard, Standard)
            return _checked(write(good(mutation.base), "pdf", fonts=fonts, standard=standard).data)
    return _checked(_changed(change(good_pdf(mutation.base, fonts)), good_pdf(mutation.base, fonts)))


def new_findings(mutation: Mutation, fonts: FontSet) -> dict[str, tuple[Finding, ...]]:
    """Rule → what it says of the mutated document and did not say of the good one."""
    old = {judged.rule.code: set(judged.findings) for judged in before(mutation, fonts).judged}
    found = {}
    for judged in after(mutation, fonts).judged:
        said = tuple(finding for finding in judged.findings if finding not in old[judged.rule.code])
        if said:
            found[judged.rule.code] = said
    return found


def _checked(content: bytes) -> Report:
    report = check_file(content, "文件").value
    assert report is not None
    return report


def _changed(new: Any, old: object) -> Any:
    assert new != old, "the mutation changed nothing"
    return new


# --- the tree -----------------------------------------------------------------------------------------------------


def said(pattern: str, words: str) -> Callable[[Document], Document]:
    """The first paragraph of the body in which `pattern` is found, with `words` in its place."""

    def change(document: Document) -> Document:
        blocks = list(document.body)
        for index, block in enumerate(blocks):
            if not isinstance(block, Paragraph):
                continue
            for part in ("lead", "runs"):
                plain = "".join(run.text for run in getattr(block, part))
                if re.search(pattern, plain):
                    blocks[index] = replace(block, **{part: text(re.sub(pattern, words, plain, count=1))})
                    return replace(document, body=tuple(blocks))
        return document

    return change


def put(**parts: object) -> Callable[[Document], Document]:
    """The tree with other parts."""
    return lambda document: replace(document, **parts)  # type: ignore[arg-type]


def signed(day: str) -> Callable[[Document], Document]:
    def change(document: Document) -> Document:
        assert document.sign_off is not None
        return replace(document, sign_off=replace(document.sign_off, date=text(day)))

    return change


def noted(*lines: str) -> Callable[[Document], Document]:
    def change(document: Document) -> Document:
        assert document.attachment_note is not None
        return replace(document, attachment_note=replace(document.attachment_note, lines=tuple(map(text, lines))))

    return change


def attached(**parts: object) -> Callable[[Document], Document]:
    return lambda document: replace(
        document,
        parts=(replace(document.parts[0], **parts), *document.parts[1:]),  # type: ignore[arg-type]
    )


def printed(**parts: str) -> Callable[[Document], Document]:
    """The 版记 with other words."""

    def change(document: Document) -> Document:
        assert document.imprint is not None
        words = {name: text(value) for name, value in parts.items()}
        return replace(document, imprint=replace(document.imprint, **words))

    return change


NOTE = "附件：各单位整改事项进展情况统计表"
TREE = (
    ("六角括号写成方括号", "T01", REPORT, put(number=text("娄群办报[2015]3号"))),
    ("六角括号写成圆括号", "T01", REPORT, put(number=text("娄群办报（2015）3号"))),
    ("序号前加“第”", "T01", REPORT, put(number=text("娄群办报〔2015〕第3号"))),
    ("序号编虚位", "T01", REPORT, put(number=text("娄群办报〔2015〕03号"))),
    ("年份写两位", "T01", REPORT, put(number=text("娄群办报〔15〕3号"))),
    ("越过（一）用（1）", "T02", REPORT, said("（四）督查抽查情况", "（1）督查抽查情况")),
    ("（一）之上没有一、", "T02", REPORT, said("（四）督查抽查情况", "（1）督查抽查情况")),
    ("一级标题跳号", "T03", REPORT, said("^五、", "六、")),
    ("一级标题重号", "T03", REPORT, said("^五、", "四、")),
    ("二级标题从（二）开始", "T03", BULLETIN, said("^（三）市粮油", "（四）市粮油")),
    ("（二）后加顿号", "T04", REPORT, said("^（二）各类单位", "（二）、各类单位")),
    ("一后用下脚点", "T04", REPORT, said("^一、总体", "一．总体")),
    ("成文日期编虚位", "T05", REPORT, signed("2015年02月05日")),
    ("成文日期用汉字", "T05", REPORT, signed("二〇一五年二月五日")),
    ("正文年份写两位", "T05", REPORT, said("2015年2月5日", "15年2月5日")),
    ("日期用斜线", "T05", REPORT, said("2015年2月5日", "2015/2/5")),
    ("半角括号", "T06", REPORT, said("（涉及23个单位）", "(涉及23个单位)")),
    ("前全角后半角的括号", "T06", REPORT, said("（涉及23个单位）", "（涉及23个单位)")),
    ("半角逗号", "T07", REPORT, said("，", ",")),
    ("半角分号", "T07", REPORT, said("；", ";")),
    ("引用字号用方括号", "T08", REPORT, said("〔2014〕60号", "[2014]60号")),
    ("引用字号加“第”", "T08", REPORT, said("〔2014〕60号", "〔2014〕第60号")),
    ("直引号", "T09", REPORT, said("“四风”", '"四风"')),
    ("附件名称后加句号", "T10", REPORT, noted(NOTE + "。")),
    ("附件说明用半角冒号", "T10", REPORT, noted(NOTE.replace("：", ":"))),
    ("一个附件也编号", "T10", REPORT, noted(NOTE.replace("：", "：1．"))),
    ("附件标识带冒号", "T11", REPORT, attached(label=text("附件："))),
    ("附件标题与说明不同", "T12", REPORT, attached(title=(text("各单位进展情况表"),))),
    ("说明列了两个附件", "T12", REPORT, noted("附件：1．各单位整改事项进展情况统计表", "2．名单")),
    ("上行文没有签发人", "T13", REPORT, put(signers=())),
    ("下行文有签发人", "T13", BULLETIN, put(signers=(text("阳璟珺"),))),
    ("标题里有逗号", "T14", REPORT, put(title=(text("关于“回头看”工作情况，整改情况的报告"),))),
    ("标题末尾有句号", "T14", REPORT, put(title=(text("关于“回头看”工作情况的报告。"),)), "T13 T15"),
    ("标题没有文种", "T15", BULLETIN, put(title=(text("关于“回头看”重点抽查情况"),))),
    ("主送机关后用句号", "T16", REPORT, put(recipients=text("省委教育实践活动办公室。"))),
    ("主送机关后没有冒号", "T16", REPORT, put(recipients=text("省委教育实践活动办公室"))),
    ("台账写成台帐", "T17", REPORT, said("列入台账的", "列入台帐的")),
    ("汉字间夹空格", "T18", REPORT, said("总体情况", "总体 情况")),
    ("句号重复", "T19", REPORT, said("特此报告。", "特此报告。。")),
    ("书名号空着", "T19", REPORT, said("《关于深化[^》]*》", "《》")),
    ("此页无正文", "T20", REPORT, said("特此报告。", "（此页无正文）")),
    ("留着待填", "T21", REPORT, said("98.4%", "【待填：报送率】")),
    ("正文年度写两位", "T23", REPORT, said("2015年2月5日", "15年度")),
    ("范围前一个数没有百分号", "T24", REPORT, said("98.4%", "63—68%")),
    ("全角数字", "T25", REPORT, said("98.4%", "９８%")),
    ("省略号写成三个点", "T26", REPORT, said("特此报告。", "特此报告...")),
    ("书名号之间有顿号", "T27", REPORT, said("（中办发〔2014〕60号）、", "、")),
    ("词语重复", "T28", REPORT, said("尚未报送", "尚未报送尚未报送")),
    ("抄送末尾没有句号", "T29", REPORT, printed(copies="市委常委")),
    ("报告夹带请示", "T30", REPORT, said("特此报告。", "以上报告，请批示。")),
    ("报告主送两个上级", "T31", REPORT, put(recipients=text("省委办公厅、省政府办公厅："))),
    ("有密级没有份号", "T32", REPORT, put(security=text("机密★1年"))),
    ("紧急程度写“紧急”", "T33", REPORT, put(urgency=text("紧急"))),
    ("字号还是去年的", "T34", REPORT, put(number=text("娄群办报〔2014〕3号"))),
    ("印发在成文之前", "T35", REPORT, lambda tree: printed(print_date="2015年2月3日")(signed("2015年2月5日")(tree))),
    ("标题没有“关于”", "T36", BULLETIN, put(title=(text("市委办公室重点抽查情况的通报"),))),
    ("正文六千字", "T37", REPORT, said("特此报告。", filler(6000) + "。")),
    ("独占一行的标题有句号", "T22", REPORT, said("总体情况", "总体情况。")),
)


# --- the Word file --------------------------------------------------------------------------------------------------


def part(name: str, pattern: str, words: str, *, count: int = 1) -> Callable[[bytes], bytes]:
    """The Word file with `pattern` of one part replaced."""

    def change(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {info: package.read(info) for info in package.infolist()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for info, data in parts.items():
                if re.fullmatch(f"word/{name}.xml", info.filename):
                    data = re.sub(pattern, words, data.decode(), count=count, flags=re.DOTALL).encode()
                package.writestr(info, data)
        return target.getvalue()

    return change


def style(name: str, pattern: str, words: str) -> Callable[[bytes], bytes]:
    """One property of one style."""
    return part("styles", rf'(w:styleId="{name}"(?:(?!</w:style>).)*?){pattern}', rf"\g<1>{words}")


def document(pattern: str, words: str) -> Callable[[bytes], bytes]:
    return part("document", pattern, words)


#: The paragraph 一、总体情况 and the one after it, up to their properties.
AFTER_HEADING = r"(一、总体情况</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Body\"/>)"
FACES = r'w:eastAsia="[^"]+"'
DOCX = (
    ("纸张改成16开", "W01", document(r'w:w="11906" w:h="16838"', 'w:w="10433" w:h="14742"'), "W04"),
    ("上边距25.4", "W02", document(r'w:top="2098"', 'w:top="1440"')),
    ("左边距31.8", "W02", document(r'w:left="1587"(?= w:header)', 'w:left="1803"'), "W04"),
    ("行距28磅", "W03", style("Body", 'w:line="579"', 'w:line="560"')),
    ("单倍行距", "W03", style("Body", 'w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"')),
    ("字距不缩", "W04", style("Body", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>')),
    ("正文用宋体", "W05", style("Body", FACES, 'w:eastAsia="宋体"'), "W19"),
    ("正文用四号", "W06", style("Body", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>'), "W04"),
    ("标题用黑体", "W07", style("Title", FACES, 'w:eastAsia="黑体"'), "W19"),
    ("标题用小二", "W08", style("Title", '<w:sz w:val="44"/>', '<w:sz w:val="40"/>')),
    ("标题居左", "W09", style("Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    ("标题带首行缩进", "W09", style("Title", 'w:firstLine="0"', 'w:firstLine="880"')),
    ("标题加粗", "W10", style("Title", '<w:b w:val="0"/>', "<w:b/>")),
    ("一级标题用宋体", "W11", style("Heading1", FACES, 'w:eastAsia="宋体"'), "W19"),
    ("二级标题用仿宋", "W12", style("Heading2", FACES, 'w:eastAsia="仿宋_GB2312"'), "W19"),
    ("标志改成黑色", "W13", style("Mark", r'<w:color w:val="\w+"/>', '<w:color w:val="000000"/>')),
    ("标志用宋体", "W14", style("Mark", FACES, 'w:eastAsia="宋体"'), "W19"),
    ("页码改成手打", "W15", part("footerOdd", " PAGE ", " DATE ")),
    ("奇偶页相同", "W16", part("settings", "<w:evenAndOddHeaders/>", "")),
    ("单页码居中", "W16", part("footerOdd", '<w:jc w:val="right"/>', '<w:jc w:val="center"/>')),
    ("一字线写成短横", "W17", part("footerOdd", "—", "-", count=2)),
    ("页码用五号", "W17", style("PageNumber", '<w:sz w:val="28"/>', '<w:sz w:val="21"/>')),
    ("首行不缩进", "W18", document(AFTER_HEADING, r'\1<w:ind w:firstLineChars="0" w:firstLine="0"/>')),
    (
        "中文字体设到西文上",
        "W19",
        document(r"<w:r><w:t ([^>]*)>特此报告", r'<w:r><w:rPr><w:rFonts w:ascii="楷体"/></w:rPr><w:t \1>特此报告'),
    ),
    ("段首敲空格", "W20", document("特此报告", "　　特此报告")),
    ("关掉避头尾", "W21", document(AFTER_HEADING, r'\1<w:kinsoku w:val="0"/>')),
    ("段内手动换行", "W22", document(r"(<w:t [^>]*>)特此报告", r"<w:br/>\1特此报告")),
    ("字号居左", "W27", document(r'(<w:pStyle w:val="Number"/>)', r'\1<w:jc w:val="left"/>'), "", BULLETIN),
    (
        "有签发人而字号居中",
        "W27",
        document(r'(<w:pStyle w:val="Number"/><w:tabs>.*?</w:tabs><w:jc w:val=)"left"', r'\1"center"'),
    ),
    ("附件标识用仿宋", "W23", style("AttachmentLabel", FACES, 'w:eastAsia="仿宋_GB2312"'), "W19"),
    ("附件不另页", "W24", document(r'(<w:pStyle w:val="AttachmentLabel"/>)<w:pageBreakBefore/>', r"\1")),
    ("主送机关缩进二字", "W25", style("Recipients", 'w:firstLineChars="0"', 'w:firstLineChars="200"')),
    ("正文用蓝色", "W29", style("Body", '<w:color w:val="auto"/>', '<w:color w:val="0000FF"/>')),
    ("字号用宋体", "W30", style("Number", FACES, 'w:eastAsia="宋体"'), "W19"),
    ("主送机关用四号", "W31", style("Recipients", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>')),
    ("成文日期用楷体", "W31", style("Date", FACES, 'w:eastAsia="楷体_GB2312"'), "W19"),
    (
        "签发人姓名用仿宋",
        "W33",
        part("styles", rf'(w:styleId="SignerChar"(?:(?!</w:style>).)*?){FACES}', r'\g<1>w:eastAsia="仿宋"'),
        "W19",
    ),
    (
        "紧急程度用宋体",
        "W32",
        document(
            r'(<w:pStyle w:val="Corner"/></w:pPr>)',
            r'\1<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体"/></w:rPr><w:t>特急</w:t></w:r>',
        ),
    ),
    ("留着修订", "W34", document("(<w:r><w:t [^>]*>特此报告.*?</w:r>)", r'<w:ins w:id="9" w:author="甲">\1</w:ins>')),
    ("版记用三号", "W26", style("Imprint", '<w:sz w:val="28"/>', '<w:sz w:val="32"/>')),
)


# --- the page -------------------------------------------------------------------------------------------------------


class OpenPage(Page):
    """A page whose lines stand 28 pt apart."""

    @property
    def line_pitch(self) -> Length:
        return pt(28)


class LargeImprint(Standard):
    """版记 in 三号."""

    @property
    def styles(self) -> dict[StyleName, Style]:
        styles = GBT9704.styles
        return {**styles, StyleName.IMPRINT: replace(styles[StyleName.IMPRINT], size=pt(16))}


class WidePage(Page):
    """A page whose characters are not drawn together."""

    def character_spacing(self, size: Length) -> Length:
        return pt(0)


def measure(**measures: object) -> Callable[[Standard], Standard]:
    """The page made by a standard with one other measure."""
    return lambda standard: replace(standard, **measures)  # type: ignore[arg-type]


STANDARD: tuple[tuple[object, ...], ...] = (
    ("标志在80", "M03", REPORT, measure(mark_top=mm(80))),
    ("信函的标志在37", "M03", LETTER, measure(letter_mark_top=mm(37))),
    ("红线在字号下7", "M04", REPORT, measure(line_gap=mm(7))),
    ("标题空三行", "M06", REPORT, measure(title_gap=3.0)),
    ("信函的标题空一行", "M06", LETTER, measure(title_gap=1.0)),
    ("主送机关空二行", "M07", REPORT, measure(recipients_gap=2.0)),
    ("页码低3", "M09", REPORT, measure(number_line=mm(272))),
    ("页码缩进三字", "M10", REPORT, measure(number_indent=3.0)),
    ("版记外线粗1", "M13", REPORT, measure(imprint_outer=mm(1))),
    ("字距不缩", "M14", REPORT, measure(page=WidePage())),
    ("行距28磅", "M15", REPORT, measure(page=OpenPage())),
    ("盖章的日期右空八字", "M19", REPORT, measure(sealed_date_right=8.0)),
    ("版记用三号", "M29", REPORT, lambda standard: LargeImprint()),
    ("双线在标志下9", "M24", LETTER, measure(letter_rule_gap=mm(9))),
    ("双线长165", "M24", LETTER, measure(letter_rule_width=mm(165))),
    ("双线距页边30", "M24", LETTER, measure(letter_rule_bottom=mm(30))),
)


def edited(change: Callable[[pikepdf.Pdf], None]) -> Callable[[bytes], bytes]:
    """A PDF with something changed in its objects."""

    def apply(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as file:
            change(file)
            target = io.BytesIO()
            file.save(target)
        return target.getvalue()

    return apply


def _wider(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.MediaBox = pikepdf.Array([0, 0, 612, 841.89])


def _moved(x: float, y: float, page: int) -> Callable[[pikepdf.Pdf], None]:
    """The content of a page moved, in mm."""

    def change(file: pikepdf.Pdf) -> None:
        moved = f"q 1 0 0 1 {x / 25.4 * 72} {y / 25.4 * 72} cm ".encode()
        file.pages[page].contents_add(moved, prepend=True)
        file.pages[page].contents_add(b" Q")

    return change


def _without_font(file: pikepdf.Pdf) -> None:
    """The smallest font, that of the page numbers, no longer in the file: no other moves a line end."""
    fonts = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item]
    fonts += [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item]
    least = min(fonts, key=lambda font: len(bytes((font.get("/FontFile3") or font.FontFile2).read_bytes())))
    for key in ("/FontFile2", "/FontFile3"):
        if key in least:
            del least[key]


def _page_lost(file: pikepdf.Pdf) -> None:
    del file.pages[2]


def _all_black(file: pikepdf.Pdf) -> None:
    _blackened(file, text_only=False)


def _black_mark(file: pikepdf.Pdf) -> None:
    _blackened(file, text_only=True)


def _blackened(file: pikepdf.Pdf, *, text_only: bool) -> None:
    """The red of the first page made black, or only that of text."""
    page = file.pages[0]
    instructions: list[Any] = []
    reds: list[int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "rg" and [float(value) for value in operands] == [1, 0, 0]:
            reds.append(len(instructions))
        wanted = name in ("Tj", "TJ") or (not text_only and name in ("f", "f*"))
        if wanted and reds:
            instructions[reds.pop()] = ([0, 0, 0], pikepdf.Operator("rg"))
        elif name in ("f", "f*"):
            reds.clear()
        instructions.append((operands, operator))
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))


def _glyph_lost(file: pikepdf.Pdf) -> None:
    """The first character of the second page drawn with glyph 0."""
    page = file.pages[1]
    instructions, done = [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        if not done and str(operator) in ("Tj", "TJ"):
            pieces = list(operands[0]) if str(operator) == "TJ" else [operands[0]]
            at = next(index for index, piece in enumerate(pieces) if isinstance(piece, pikepdf.String))
            pieces[at] = pikepdf.String(b"\0\0" + bytes(pieces[at])[2:])
            operands, done = [pikepdf.Array(pieces) if str(operator) == "TJ" else pieces[0]], True
        instructions.append((operands, operator))
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))


PDF = (
    ("页面宽出6", "M01", edited(_wider)),
    ("第二页右移5", "M02", edited(_moved(5, 0, 1)), "M10"),
    ("末页上移20", "M12", edited(_moved(0, 20, -1)), "M11"),
    ("首页右移10", "M05", edited(_moved(10, 0, 0)), "M02 M10 M16 M32"),
    ("少一页", "M11", edited(_page_lost)),
    ("字体没有嵌入", "M21", edited(_without_font)),
    ("一个字没有字形", "M22", edited(_glyph_lost)),
    ("标志和红线改成黑色", "M04", edited(_all_black), "M25"),
    ("标志改成黑色", "M25", edited(_black_mark)),
)

#: Pages that nobody here made.
STRANGERS: tuple[tuple[str, str, Mapping[str, object], str], ...] = (
    ("首页没有正文", "M08", {"recipients": filler(10 * 28 - 3) + "单位："}, ""),
    ("右边不齐", "M16", {"ragged": True}, ""),
    ("逗号在行首", "M17", {"break_before": "，"}, ""),
    ("数字拆到两行", "M18", {"split_number": True}, "M16"),
    ("署名单独成页", "M20", {"sign_off_alone": True}, ""),
    ("无章的署名右空六字", "M19", {"signature_right": 6}, ""),
    ("正文印成宋体", "M26", {"css": "body { font-family: FandolSong }"}, ""),
    ("标题印成黑体", "M27", {"css": ".title { font-family: FandolHei }"}, ""),
    ("页码印成小四", "M28", {"css": ".number { font-size: 12pt }"}, "M10"),
    ("附件里有红字", "M30", {"css": "section:nth-of-type(3) .text { color: #f00 }"}, ""),
    ("段首空三字", "M31", {"indent": 3}, ""),
    ("主送机关缩进二字", "M32", {"recipients": "　　各县（市、区）人民政府，市直各单位："}, ""),
    ("附件标题紧接标识", "M23", {"label_gap": 1}, ""),
)


def _all() -> tuple[Mutation, ...]:
    found = []
    for route, rows in (("tree", TREE), ("standard", STANDARD)):
        for name, rule, base, change, *then in rows:
            found.append(_mutation(route, name, rule, base, change, then))
    for route, rows in (("docx", DOCX), ("pdf", PDF)):
        for name, rule, change, *then in rows:
            found.append(_mutation(route, name, rule, then[1] if len(then) > 1 else REPORT, change, then))
    for name, rule, parts, then in STRANGERS:
        found.append(_mutation("page", name, rule, "", _other(parts), [then]))
    return tuple(found)


def _mutation(route: str, name: Any, rule: Any, base: Any, change: Any, then: Any) -> Mutation:
    follows = frozenset(then[0].split()) if then else frozenset()
    return Mutation(name=name, rule=rule, base=base, route=route, change=change, then=follows)


def _other(parts: Mapping[str, Any]) -> Callable[[], bytes]:
    return lambda: stranger(**parts)


MUTATIONS = _all()
