"""Files of anybody's: checked, laid out, read as templates."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from docx import Document
from playwright.sync_api import Page

from tests.web.conftest import ROOT, Client, Server

DRAFT = ROOT / "data_examples" / "drafts" / "会议纪要.txt"
TEMPLATE = next((ROOT / "data_examples" / "templates").glob("*.docx"))


def word_file(target: Path) -> Path:
    paper = Document()
    paper.add_paragraph("关于做好防汛工作的通知")
    paper.add_paragraph("各科室：")
    paper.add_paragraph("   请于6月1日前报送防汛方案.")
    paper.save(str(target))
    return target


def test_a_word_file_is_checked_and_mended(server: Server, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server.address}/check")
    page.get_by_label("选择文件").first.set_input_files(word_file(tmp_path / "通知.docx"))
    page.get_by_role("heading", name="格式检查：通知.docx").wait_for()
    assert "不符" in page.locator(".verdict").inner_text()
    report = page.frame_locator("iframe.report")
    report.get_by_role("heading", name="公文格式检查报告").wait_for()
    report.get_by_text("LibreOffice 排的").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="通知（改好的）.docx").click()
    assert "通知（改好的）.docx" == download.value.suggested_filename


def test_a_pdf_is_checked_with_its_pages_marked(server: Server, client: Client, page: Page, tmp_path: Path) -> None:
    laid_out = client.send_form("/check/format", DRAFT, mark="清河市图书馆会议纪要")
    with pikepdf.open(io.BytesIO(client.get(f"{laid_out.url.path}/files/1").content)) as pdf:
        for sheet in pdf.pages:
            sheet.mediabox = [-40, -40, 600, 800]
        pdf.save(tmp_path / "别处的.pdf")
    page.goto(f"{server.address}/check")
    page.get_by_label("选择文件").first.set_input_files(tmp_path / "别处的.pdf")
    report = page.frame_locator("iframe.report")
    report.locator("figure img").first.wait_for()
    assert report.locator(".spot").count() > 0


def test_a_pasted_draft_is_laid_out(server: Server, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server.address}/check")
    page.get_by_label("稿件", exact=True).fill(DRAFT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="排版").click()
    page.locator("svg.sheet").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="稿件.docx").click()
    download.value.save_as(tmp_path / "稿件.docx")
    assert len(Document(str(tmp_path / "稿件.docx")).paragraphs) > 3


def test_a_draft_or_a_word_file_is_laid_out(client: Client, tmp_path: Path) -> None:
    for file in (DRAFT, word_file(tmp_path / "通知.docx")):
        text = client.send_form("/check/format", file, mark="清河市图书馆文件").text
        assert "排好了" in text
        assert 'class="sheet"' in text


def test_a_template_comes_back_with_comments(client: Client, tmp_path: Path) -> None:
    assert "错误 0 处" in (text := client.send_form("/check/template", TEMPLATE).text) or "没有问题" in text
    paper = Document()
    paper.add_paragraph("{{ 单位.名字 }}：{% for 行 in 台账 %}")
    paper.save(str(tmp_path / "坏模板.docx"))
    answer = client.send_form("/check/template", tmp_path / "坏模板.docx")
    assert "错误" in answer.text
    copy = client.get(f"{answer.url.path}/files/0").content
    assert b"comments" in copy
    assert Document(io.BytesIO(copy)).paragraphs


def test_a_hostile_template_names_nothing_of_the_program(client: Client, tmp_path: Path) -> None:
    paper = Document()
    paper.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}{{ 7*191 }}")
    paper.save(str(tmp_path / "敌意.docx"))
    text = client.send_form("/check/template", tmp_path / "敌意.docx").text
    assert "1337" not in text
    assert "错误" in text


def test_nothing_is_fetched_for_a_draft(client: Client) -> None:
    draft = "# 标题\n\n![x](http://127.0.0.1:1/x.png)\n\n<img src='file:///etc/passwd'><style>@import 'http://127.0.0.1:1/'</style>"
    text = client.send_form("/check/format", ("稿件.md", draft.encode())).text
    assert "root:" not in text
    assert "排好了" in text or "没有排成" in text


def test_a_result_cannot_be_guessed_and_its_report_runs_nothing(client: Client) -> None:
    assert 404 == client.get(f"/check/{'0' * 32}").status_code
    assert 404 == client.get("/check/..%2f..%2fsecret").status_code
    answer = client.send_form("/check", ("稿件.txt", "<script>alert(1)</script>\n\n各科室：\n请看。\n".encode()))
    report = client.get(f"{answer.url.path}/report.html")
    assert "<script" not in report.text
    assert "sandbox" in report.headers["content-security-policy"]
