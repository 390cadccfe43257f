"""A paper with all that a hand gives in Word: looks, pictures, footnotes, alignment, new pages. Invented, like all."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

from docgen.document import (
    Align,
    Cell,
    Column,
    Document,
    Layout,
    Look,
    Paragraph,
    Picture,
    Properties,
    Row,
    Run,
    Script,
    SignOff,
    Table,
    Text,
)

__all__ = ["LOOKS", "PAPER", "drawn", "noted", "picture", "run"]

LOOKS: Mapping[str, Look] = {
    "bold": Look(bold=True),
    "italic": Look(italic=True),
    "underline": Look(underline=True),
    "strike": Look(strike=True),
    "red": Look(color="C00000"),
    "large": Look(size=22),
    "small": Look(size=10.5),
    "raised": Look(script=Script.RAISED),
    "lowered": Look(script=Script.LOWERED),
}


def drawn(form: str = "PNG", size: tuple[int, int] = (200, 120), color: str = "#4060a0") -> bytes:
    """A picture: a frame and two diagonals."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    wide, high = size[0] - 1, size[1] - 1
    pen.rectangle((0, 0, wide, high), outline=color, width=6)
    pen.line((0, 0, wide, high), fill=color, width=4)
    pen.line((0, high, wide, 0), fill=color, width=4)
    held = io.BytesIO()
    image.save(held, form)
    return held.getvalue()


def run(text: str, **look: object) -> Run:
    """Characters of a look."""
    return Run(text=text, look=Look(**look) if look else None)  # type: ignore[arg-type]


def noted(text: str, *lines: str) -> Run:
    """Characters behind which a footnote is called."""
    return Run(text=text, footnote=tuple((Run(text=line),) for line in lines))


def picture(width: float = 100, height: float = 60, name: str = "现场照片", form: str = "PNG") -> Run:
    """A picture in the line."""
    return Run(text="", picture=Picture(content=drawn(form), width=width, height=height, name=name))


def _cell(*runs: Run, **area: int) -> Cell:
    return Cell(lines=(runs,), **area)  # type: ignore[arg-type]


_LONG = "各级各部门要对照台账逐项梳理，对基本完成的整改任务提出巩固提高的具体要求，对尚未完成整改的逐项明确责任、"
_BODY: Text = (
    run(_LONG),
    run("确保2015年2月底前全部整改到位", bold=True),
    run("。"),
    run("整改不力的不得评先选优", underline=True),
    run("，"),
    run("涉及群众切身利益的事项优先办理", color="C00000"),
    run("，"),
    noted("并向社会公布结果", "公布方式包括政府网站、公开栏和会议通报。"),
    run("，"),
    run("斜体的一句", italic=True),
    run("。面积以m"),
    run("2", script=Script.RAISED),
    run("计，二氧化碳记作CO"),
    run("2", script=Script.LOWERED),
    run("。" + _LONG),
    run("原定于1月底完成的", strike=True),
    run("改为2月底完成。" + _LONG + "确保取得实效。"),
)

PAPER = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="关于整改情况的通知", author="青石县人民政府办公室", keywords="示例数据"),
    mark=((run("青石县人民政府办公室文件"),),),
    number=(run("青政办发〔2015〕8号"),),
    title=((run("关于"), run("进一步做好", underline=True), run("整改落实工作的通知")),),
    recipients=(run("各乡镇人民政府，"), run("县直各单位", bold=True), run("：")),
    body=(
        Paragraph(runs=_BODY),
        Paragraph(level=1, lead=(run("一、现场"), run("核查", color="C00000"), run("情况"))),
        Paragraph(runs=(run("核查组到采砂点查看，现场情况如下图：" + _LONG),)),
        Paragraph(runs=(picture(),), align=Align.CENTER),
        Paragraph(runs=(run("图1　采砂点现场", size=12),), align=Align.CENTER),
        Paragraph(
            runs=(
                run("文中小图"),
                picture(12, 8, "图标"),
                run("与文字同行。" + _LONG + _LONG),
            )
        ),
        Paragraph(
            runs=(
                run(_LONG),
                run("特大字", size=40),
                run("与"),
                run("小字", size=9),
                run("同行。" + _LONG + _LONG),
            )
        ),
        Table(
            columns=(Column(width=2), Column(width=5), Column(width=3)),
            header=(
                Row(
                    cells=(
                        Cell(lines=((run("单位"),),), header=True),
                        Cell(lines=((noted("情况", "情况以2015年1月31日为准。"),),), header=True),
                        Cell(lines=((run("图"),),), header=True),
                    )
                ),
            ),
            rows=(
                Row(
                    cells=(
                        _cell(run("县水务局"), rows=2),
                        _cell(
                            run("已完成整改"), noted("12项", "含上年结转2项。"), run("，其余", bold=True), run("推进")
                        ),
                        _cell(picture(30, 20, "台账照片", "JPEG")),
                    )
                ),
                Row(cells=(_cell(run("未完成的2项逐项明确责任", color="C00000")), _cell(run("无")))),
            ),
        ),
        Paragraph(runs=(run("居右的一段"),), align=Align.RIGHT),
        Paragraph(runs=(run("另起一页的一段。" + _LONG + _LONG),), new_page=True),
    ),
    sign_off=SignOff(signature=((run("青石县人民政府办公室", bold=True),),), date=(run("2015年2月3日"),)),
)
