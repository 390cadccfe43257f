"""Nothing that comes from outside makes the program fetch an address or read a file that it was not given.

Drafts, data, wordings, 版式, Word files, templates and workbooks that point at a line on loopback and at a file beside:
nobody comes to either. Each is sent through the page, as anybody would.
"""

from __future__ import annotations

import base64
import io
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from docgen.document import Document as DocumentTree
from docgen.document import Layout, Properties, Run
from docgen.office import found as libre_office
from docgen.pipeline import fonts_here, read_standards, write
from docgen.settings import read_settings
from tests.web.conftest import EXAMPLE, Client
from tests.web.fetched import Watch, watching
from tests.web.test_preview import place_of

PAPER = DocumentTree(
    layout=Layout.SPEECH, properties=Properties(title="", author=""), title=((Run(text="关于检查的通知"),),)
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<image xlink:href="{url}"/></svg>'
)
TEXTS = {
    "img": '<img src="{url}">',
    "img srcset": '<img srcset="{url} 2x">',
    "picture of Markdown": "![图]({url})",
    "picture by reference": "![图][1]\n\n[1]: {url}",
    "link of Markdown": "[附件]({url}) <{url}>",
    "style": '<style>@import "{url}"; @font-face { font-family: 仿宋_GB2312; src: url({url}) }</style>',
    "import": "@import url({url});",
    "style of an element": '<p style="background: url({url}); list-style-image: url({url})">字</p>',
    "stylesheet": '<link rel="stylesheet" href="{url}"><link rel="attachment" href="{url}">',
    "svg": SVG,
    "object, embed, frame": '<object data="{url}"></object><embed src="{url}"><iframe src="{url}"></iframe>',
    "script": '<script src="{url}"></script><base href="{url}">',
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "{url}">]><x>&e;</x>',
    "included": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>',
}


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """What is pointed at; afterwards nobody has come."""
    with watching(tmp_path) as found:
        yield found
    assert [] == found.asked


def hostile(watch: Watch, name: str) -> str:
    """A text of the table, and the same within a picture as data."""
    text = watch.all_in(TEXTS[name])
    packed = base64.b64encode(watch.all_in(SVG).encode()).decode()
    return f'{text}\n<img src="data:image/svg+xml;base64,{packed}">'


def test_the_watch_sees_who_comes(tmp_path: Path) -> None:
    with watching(tmp_path) as found:
        found.file.read_bytes()
        socket.create_connection(("127.0.0.1", found.port)).close()
        while len(set(found.asked)) < 2:
            pass
    assert {"a connection", "the file was opened"} == set(found.asked)


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_draft(client: Client, watch: Watch, name: str, suffix: str) -> None:
    draft = f"关于开展检查的通知\n\n各单位：\n\n一、总体要求\n\n{hostile(watch, name)}\n\n办公室\n2024年12月27日\n"
    file = (f"稿件.{suffix}", draft.encode())
    answer = client.post("/api/v1/format", files={"file": file}, data={"mark": draft[:150]})
    for made in answer.json()["files"].values():
        assert 200 == client.get(made).status_code
    assert 200 == client.send_form("/check", file).status_code


@pytest.mark.parametrize("name", TEXTS)
def test_a_value_of_the_data(client: Client, watch: Watch, name: str) -> None:
    yaml = (EXAMPLE.parent / "dataset.yaml").read_text(encoding="utf-8")
    said = hostile(watch, name).replace("'", "’").replace("\n", " ")
    field = "岚川能源集团2024年冬季安全生产大检查"
    assert field in yaml
    number = client.give(("敌意.yaml", yaml.replace(field, f"'{said}'", 1).encode()))
    for kind, unit in (("bulletin", "汇总"), ("report", "第一煤矿")):
        assert "<svg" in client.get(place_of(client, number, kind, unit)).text


@pytest.mark.parametrize("name", TEXTS)
def test_a_wording(client: Client, watch: Watch, name: str) -> None:
    number = client.give(EXAMPLE)
    address = place_of(client, number, "report", "第一煤矿")
    wording = f"# 标题\n{hostile(watch, name)}\n{{% include '{watch.file}' %}}\n"
    for text in (wording, wording.partition("{%")[0]):
        assert 200 == client.send_form(f"{address}/wording/report/try", text=text).status_code


@pytest.mark.parametrize(
    "line",
    [
        "字体: {仿宋体: {名称: '{css}'}}",
        "字体: {仿宋体: {名称: '{url}'}}",
        "数字字体: '{url}'",
        "名称: '{css}'",
        "红色: '{css}'",
        "页码形式: '{css}'",
    ],
)
def test_a_standard(watch: Watch, tmp_path: Path, line: str) -> None:
    settings = read_settings().value
    assert settings is not None
    for url in watch.urls:
        css = f'x"; }} @import "{url}"; @font-face {{ font-family: y; src: url({url}) }} p {{ background: url({url})'
        (tmp_path / "版式.yaml").write_text(line.replace("{css}", css).replace("{url}", url), encoding="utf-8")
        found = read_standards(str(tmp_path / "版式.yaml")).value
        if found is not None:  # what does not name a typeface, a colour and so on has been refused
            fonts = fonts_here(settings.cache, settings.fonts, found.office)
            assert write(PAPER, "pdf", fonts=fonts, standard=found.office).data.startswith(b"%PDF")


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = '<Relationship Id="rIdX" Type="{office}/{kind}" Target="{url}"{mode}/>'
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="9" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip {how}="rIdX"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>旧</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
VML = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:60pt;height:60pt">'
    "<v:imagedata {how}/></v:shape></w:pict></w:r></w:p>"
)
#: name → (what stands in the body, the kind of the relationship rIdX, whether its target is said to be outside).
WORD = {
    "a linked picture": (PICTURE.replace("{how}", "r:link"), "image", True),
    "an embedded picture that is outside": (PICTURE.replace("{how}", "r:embed"), "image", True),
    "an embedded picture by its path": (PICTURE.replace("{how}", "r:embed"), "image", False),
    "a picture of VML": (VML.replace("{how}", 'r:id="rIdX"'), "image", True),
    "a picture of VML by its address": (VML.replace("{how}", 'src="{url}"'), "image", True),
    "a field INCLUDEPICTURE": (FIELD.replace("{code}", "INCLUDEPICTURE &quot;{url}&quot; \\d"), "", True),
    "a field INCLUDETEXT": (FIELD.replace("{code}", "INCLUDETEXT &quot;{url}&quot;"), "", True),
    "a field DDEAUTO": (FIELD.replace("{code}", "DDEAUTO soffice &quot;{url}&quot; x"), "", True),
    "a field LINK": (FIELD.replace("{code}", "LINK Word.Document.12 &quot;{url}&quot; &quot;&quot; \\a"), "", True),
    "a part of another format": ('<w:altChunk r:id="rIdX"/>', "aFChunk", True),
    "a document within": ('<w:subDoc r:id="rIdX"/>', "subDocument", True),
    "a link": ('<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>点</w:t></w:r></w:hyperlink></w:p>', "hyperlink", True),
    "an object that is linked": (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" '
        'ProgID="Word.Document.12" r:id="rIdX" UpdateMode="Always"/></w:object></w:r></w:p>',
        "oleObject",
        True,
    ),
    "styles": ("", "styles", True),
    "a header": (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdX"/></w:sectPr></w:pPr></w:p>',
        "header",
        True,
    ),
    "a theme": ("", "theme", True),
    "the template it was made from": ("", "attachedTemplate", True),
    "a frame": ("", "frame", True),
    "a document type": ("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", "doctype", True),
}


def word_file(watch: Watch, name: str, url: str) -> bytes:
    """A Word file with the case of the table."""
    body, kind, outside = WORD[name]
    plain = io.BytesIO()
    document = Document()
    document.add_paragraph("关于开展检查的通知")
    document.add_paragraph("{{ 单位.名称 }}")
    document.save(plain)
    mode = ' TargetMode="External"' if outside else ""
    related = RELATED.format(office=OFFICE, kind=kind, url=url, mode=mode)
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "word/document.xml":
                text = text.replace(b"<w:sectPr", body.replace("{url}", url).encode() + b"<w:sectPr", 1)
                if kind == "doctype":
                    doctype = f'<!DOCTYPE w:document SYSTEM "{url}" [<!ENTITY e SYSTEM "{url}">]>'
                    text = text.replace(b"<w:document", doctype.encode() + b"<w:document", 1)
            elif part == "word/_rels/document.xml.rels" and kind not in ("", "doctype", "attachedTemplate", "frame"):
                text = text.replace(b"</Relationships>", related.encode() + b"</Relationships>")
            new.writestr(part, text)
        if kind in ("attachedTemplate", "frame"):
            whole = f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
            where = {"attachedTemplate": "settings", "frame": "webSettings"}[kind]
            new.writestr(f"word/_rels/{where}.xml.rels", whole)
    return made.getvalue()


@pytest.mark.parametrize("way", [pytest.param("check", marks=pytest.mark.slow), "format", "template"])
@pytest.mark.parametrize("name", WORD)
def test_a_word_file(client: Client, watch: Watch, name: str, way: str) -> None:
    for url in (watch.urls[0], watch.urls[3]) if way == "check" else watch.urls:
        given = ("文件.docx", word_file(watch, name, url))
        address = {"check": "/check", "format": "/check/format", "template": "/check/template"}[way]
        assert client.send_form(address, given).status_code in (200, 422)


@pytest.mark.slow
@pytest.mark.parametrize("url", [0, 3], ids=["address", "file"])
def test_libreoffice_left_to_itself_would_come(tmp_path: Path, url: int) -> None:
    program = libre_office()
    assert program is not None, "scripts/setup.sh test installs it"
    with watching(tmp_path) as found:
        (tmp_path / "文件.docx").write_bytes(word_file(found, "a linked picture", found.urls[url]))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "文件.docx"]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert {("a connection", "the file was opened")[url > 0]} == set(found.asked)


def test_an_own_template_is_filled_without_its_links(client: Client, watch: Watch) -> None:
    number = client.give(EXAMPLE)
    for name in ("a linked picture", "the template it was made from", "a link"):
        answer = client.send_form("/own/template", (f"{name}.docx", word_file(watch, name, watch.urls[0])))
        if answer.status_code == 422:  # it has parts that a template may not have
            continue
        own = max(int(each["choose"]) for each in client.get("/api/v1/own").json() if each["what"] == "模板")
        made = {"template": {"id": own, "anyway": True}, "units": ["第一煤矿"]}
        batch = client.post(f"/api/v1/datasets/{number}/batches", json=made).json()["id"]
        client.until(f"/api/v1/batches/{batch}", '"state":"done"')


#: Part of a workbook → what it becomes, and the kind of a relationship of the first sheet.
BOOK = {
    "a linked picture": (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="' + OFFICE + '"><xdr:oneCellAnchor>'
        "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        '</xdr:from><xdr:ext cx="9" cy="9"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="x"/><xdr:cNvPicPr/>'
        '</xdr:nvPicPr><xdr:blipFill><a:blip r:link="rIdX" r:embed="rIdX"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>",
        "drawing",
        "xl/drawings/drawing9.xml",
    ),
    "a link to another book": (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="'
        + OFFICE
        + '"><externalBook r:id="rIdX"/></externalLink>',
        "externalLink",
        "xl/externalLinks/externalLink9.xml",
    ),
    "a sheet that is outside": ("", "worksheet", ""),
    "a document type": ("", "doctype", ""),
}


def workbook(watch: Watch, name: str, url: str) -> bytes:
    """The example with the case of the table."""
    part, kind, where = BOOK[name]
    outside = RELATED.format(office=OFFICE, kind="image", url=url, mode=' TargetMode="External"')
    made = io.BytesIO()
    with zipfile.ZipFile(EXAMPLE) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            text = old.read(each)
            if each == "xl/_rels/workbook.xml.rels" and kind != "doctype":
                target = f"/{where}" if where else url
                mode = "" if where else ' TargetMode="External"'
                related = RELATED.format(office=OFFICE, kind=kind, url=target, mode=mode)
                text = text.replace(b"</Relationships>", related.encode() + b"</Relationships>")
            elif kind == "doctype" and each.endswith((".xml", ".rels")):
                head, _, body = text.partition(b"?>") if text.startswith(b"<?xml") else (b"", b"", text)
                doctype = f'<!DOCTYPE x SYSTEM "{url}" [<!ENTITY % e SYSTEM "{url}"> %e;]>'.encode()
                text = (head + b"?>" if head else b"") + doctype + body
            new.writestr(each, text)
        if where:
            folder, _, file = where.rpartition("/")
            new.writestr(where, part)
            new.writestr(f"{folder}/_rels/{file}.rels", f'<Relationships xmlns="{PACKAGE}">{outside}</Relationships>')
    return made.getvalue()


@pytest.mark.parametrize("name", BOOK)
def test_a_workbook(client: Client, watch: Watch, name: str) -> None:
    for url in watch.urls:
        number = client.give(("数据.xlsx", workbook(watch, name, url)))
        assert client.get(f"/data/{number}/commented.xlsx").status_code in (200, 404)
        assert client.send_form("/register/import", ("旧簿.xlsx", workbook(watch, name, url))).status_code in (200, 422)


def test_a_pdf(client: Client, watch: Watch) -> None:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        actions = [{"/S": "/URI", "/URI": watch.urls[0]}, {"/S": "/GoToR", "/F": str(watch.file), "/D": [0, "/Fit"]}]
        actions += [{"/S": "/Launch", "/F": str(watch.file)}, {"/S": "/SubmitForm", "/F": watch.urls[0]}]
        actions += [{"/S": "/ImportData", "/F": str(watch.file)}]
        for action in actions:
            kept = {key: pikepdf.Name(value) if key == "/S" else value for key, value in action.items()}
            pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(kept))
        stream = pdf.make_stream(b"", {"/F": str(watch.file), "/Type": pikepdf.Name.XObject})
        stream.Subtype, stream.Width, stream.Height = pikepdf.Name.Image, 1, 1
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=stream))
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
        pdf.save(made)
    assert 200 == client.send_form("/check", ("文件.pdf", made.getvalue())).status_code
