"""A notice that docgen had no part in: every line put on its place by hand, in literal millimetres, by a small HTML."""

from __future__ import annotations

from functools import cache

import weasyprint

PITCH = 10.213  # mm between lines
FIRST = 37.0  # mm: the upper edge of the first line's box
FULL = 28
WORDS = "要认真贯彻落实会议精神扎实做好各项工作切实加强组织领导层层压实责任确保按期完成任务"

CSS = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0; font: 16pt/28.95pt 'FandolFang R'; letter-spacing: -0.2071pt; white-space: pre }
section { position: relative; width: 210mm; height: 297mm; break-after: page }
section > div { position: absolute; left: 0; width: 210mm }
.mark { font: 42pt/42pt FandolSong; font-weight: bold; color: #f00; text-align: center; letter-spacing: 0 }
.line { left: 28mm !important; width: 156mm !important; height: 0.5mm; background: #f00 }
.title { font: 22pt/36pt FandolSong; font-weight: bold; text-align: center; letter-spacing: 0 }
.centre { text-align: center }
.mark, .title, .centre { left: 28mm !important; width: 156mm !important }
.number { font: 14pt/14pt FandolSong; letter-spacing: 0 }
"""


def filler(count: int) -> str:
    return (WORDS * (count // len(WORDS) + 1))[:count]


@cache
def stranger(
    *,
    recipients: str = "各县（市、区）人民政府，市直各单位：",
    ragged: bool = False,
    break_before: str = "",
    split_number: bool = False,
    sign_off_alone: bool = False,
    signature_right: float = 2,
    label_gap: float = 2,
    indent: int = 2,
    css: str = "",
) -> bytes:
    """Three pages: head and body, body and sign-off, an attachment. `css` comes after the style of the whole."""
    head = [
        _div("mark", 70.5, "某某市人民政府文件"),
        _div("centre", 104, "某政发〔2024〕5号"),
        _div("line", 116.2, ""),
        _div("title", 134.7, "某某市人民政府关于做好工作的通知"),
    ]
    flow = _wrapped(recipients, first=FULL)
    for number in range(3):
        flow += ["　" * indent + filler(FULL - indent), *[filler(FULL)] * 3, filler(9 + number) + "。"]
    flow += ["附件：名单"]
    if ragged:
        flow[-4] = flow[-4][:-1]
    if break_before:
        flow[-3] = break_before + flow[-3][1:]
    if split_number:
        flow[-4], flow[-3] = flow[-4][:-2] + "共12", "34人" + flow[-3][3:]
    room = 10  # lines below the title
    pages = [flow[:room], flow[room:]]
    sheets = [head + [_at(index, line, top=152.1) for index, line in enumerate(pages[0])]]
    rest = [_at(index, line) for index, line in enumerate(pages[1][:22])]
    if sign_off_alone:
        sheets += [rest, _signed(0, signature_right)]
    else:
        sheets += [rest + _signed(len(rest) + 1, signature_right)]
    sheets += [
        [_at(0, "附件"), _div("title", FIRST + label_gap * PITCH - 1.5, "名单"), _at(5, "　　" + filler(20) + "。")]
    ]
    body = "".join(f"<section>{''.join(sheet)}{_numbered(number)}</section>" for number, sheet in enumerate(sheets, 1))
    html = f"<!doctype html><html lang=zh><style>{CSS}{css}</style><body>{body}</body></html>"
    content: bytes = weasyprint.HTML(string=html).write_pdf()
    return content


def _div(kind: str, top: float, words: str, left: float | None = None) -> str:
    across = f";left:{left:.3f}mm" if left is not None else ""
    return f'<div class="{kind}" style="top:{top:.3f}mm{across}">{words}</div>'


def _at(index: int, words: str, top: float = FIRST) -> str:
    return _div("text", top + index * PITCH, words, left=28)


def _wrapped(words: str, first: int) -> list[str]:
    return [words[start : start + first] for start in range(0, len(words), first)]


def _signed(index: int, right: float) -> list[str]:
    """Unsealed: the name two 字 from the right, the date two 字 after the name's beginning (7.3.5.2)."""
    cell = 156 / FULL
    name, day = "某某市人民政府政务公开办公室", "2024年12月15日"
    left = 184 - (right + len(name)) * cell
    return [
        _div("text", FIRST + index * PITCH, name, left),
        _div("text", FIRST + (index + 1) * PITCH, day, left + 2 * cell),
    ]


def _numbered(number: int) -> str:
    return _div("number", 266.5, f"— {number} —", 161 if number % 2 else 33)
