"""The report as one HTML file: whole in itself, escaped, with the places of a page marked on its picture."""

from __future__ import annotations

import base64
import io
import re
from functools import cache

import pytest
from lxml import html as markup
from PIL import Image

from docgen.checks.checking import Report, check_document, check_file
from docgen.checks.report_html import html
from docgen.checks.rule import Verdict
from tests.checks.mutations import REPORT, good
from tests.checks.strangers import stranger
from tests.checks.typed import typed


@cache
def page_report() -> Report:
    """Findings in the words of line 4, on two lines of page 2, and on page 3."""
    content = stranger(recipients="各县（市、区）人民政府,市直各单位：", break_before="，", label_gap=1)
    report = check_file(content, "通知.pdf").value
    assert report is not None
    return report


def tree(report: Report) -> markup.HtmlElement:
    return markup.fromstring(html(report))


def test_it_needs_nothing_beside_it() -> None:
    text = html(page_report())
    root = markup.fromstring(text)

    assert [] == root.xpath("//script | //link | //iframe | //object | //*[@onclick or @onload]")
    assert {"data:image/png;base64"} == {source.partition(",")[0] for source in root.xpath("//img/@src")}
    assert all(target.startswith("#") for target in root.xpath("//a/@href"))
    assert [] == re.findall(r"https?://|@import|url\(", text)


def test_the_same_file_gives_the_same_report() -> None:
    assert html(page_report()) == html(page_report())


def test_every_finding_says_what_why_how_and_by_which_clause() -> None:
    articles = [" ".join(each.text_content().split()) for each in tree(page_report()).xpath("//article")]
    failed = page_report().of(Verdict.FAILED)

    assert len(failed) == len(articles)
    for judged in failed:
        rule = judged.rule
        (article,) = [text for text in articles if rule.code in text]
        parts = (rule.what, rule.why, rule.mend, rule.clause, rule.strength.value, rule.fix.value)
        assert [] == [part for part in (*parts, *(finding.found for finding in judged.findings)) if part not in article]


def test_rules_that_bind_come_first() -> None:
    strengths = tree(page_report()).xpath("//article/p/span[2]/text()")

    assert strengths == sorted(strengths, key=["规定", "一般", "推荐", "惯例"].index)


def test_a_place_is_marked_where_it_lies_on_the_picture() -> None:
    """The comma at the start of page 2's fifth line: from 28 of 210, at 80 of 297."""
    root = tree(page_report())
    (number,) = root.xpath("//li[contains(., '行首是“，”')]/@id")
    (mark,) = root.xpath(f"//figure[contains(., '第 2 页')]//div[.//a/@href='#{number}']/@style")
    left, top, width, height = (float(value) for value in re.findall(r":([\d.]+)%", mark))

    assert [28, 156] == pytest.approx([left * 2.1, width * 2.1], abs=2)
    assert [80.1, 5.7] == pytest.approx([top * 2.97, height * 2.97], abs=2)


def test_pictures_are_of_the_pages_with_findings_and_legible() -> None:
    root = tree(page_report())
    sources = root.xpath("//img/@src")
    pictures = [Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) for source in sources]

    assert ["第1页", "第2页", "第3页"] == root.xpath("//img/@alt")
    assert all(900 < picture.width < 1500 and 1.40 < picture.height / picture.width < 1.42 for picture in pictures)


def test_what_a_file_says_is_text_in_the_report() -> None:
    evil = '一、<script>alert("甲")</script>（二）<img src=x onerror=乙>'
    report = check_file(typed((evil, "一、<b>丙</b>"), right=False), '"><script>丁</script>.docx').value
    assert report is not None
    root = tree(report)

    assert [] == root.xpath("//script | //img | //*[@onerror]")
    assert '"><script>丁</script>.docx' in root.xpath("string(//header)")
    assert "一、<b>丙</b>" in root.text_content()


def test_findings_that_say_the_same_are_one_number() -> None:
    report = check_file(typed(right=False), "来文.docx").value
    assert report is not None
    (found,) = tree(report).xpath("//article[contains(., 'W06')]//li")

    assert 8 == found.text_content().count("第")
    assert "14磅" in found.text_content()


def test_a_paper_without_a_fault_says_so_and_shows_no_page() -> None:
    root = tree(check_document(good(REPORT)))

    assert "没有发现不符" in root.text_content()
    assert [] == root.xpath("//article | //img")
