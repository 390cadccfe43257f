"""What is measured: each wanted value in literal millimetres, what it may be off in each print, and its clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["TABLE", "Measure", "Print", "Wanted", "taken"]


class Print(Enum):
    """Whose pages: our PDF, or the DOCX as LibreOffice sets it."""

    PDF = "PDF"
    OFFICE = "LibreOffice"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure: what the standard asks, in `unit`, and the tolerance in the PDF and in LibreOffice's print."""

    value: float
    pdf: float
    office: float
    unit: str
    clause: str


#: Name → what is wanted. Distances from ink to ink, or from the edge of the sheet, as the ruler is laid.
TABLE = {
    "纸宽": Wanted(595.28, 0.5, 0.5, "磅", "5.1"),
    "纸长": Wanted(841.89, 0.5, 0.5, "磅", "5.1"),
    "标志上边": Wanted(72, 1, 1, "毫米", "7.2.4"),
    "标志居中": Wanted(106, 1, 1, "毫米", "7.2.4"),
    "字号至红线": Wanted(4, 0.7, 1, "毫米", "7.2.7"),
    "红线左端": Wanted(28, 0.7, 1, "毫米", "7.2.7"),
    "红线右端": Wanted(184, 0.7, 1, "毫米", "7.2.7"),
    "红线至标题": Wanted(20.6, 1.5, 1.5, "毫米", "7.3.1"),
    "标题居中": Wanted(106, 0.7, 1, "毫米", "7.3.1"),
    "标题至主送": Wanted(10.5, 1.5, 1.5, "毫米", "7.3.2"),
    "首页有正文": Wanted(1, 0, 0, "", "7.3.3"),
    "信函标志上边": Wanted(30, 1, 1, "毫米", "10.1"),
    "信函双线距标志": Wanted(4, 0.7, 1, "毫米", "10.1"),
    "信函双线长": Wanted(170, 0.7, 1, "毫米", "10.1"),
    "信函双线居中": Wanted(106, 1, 1, "毫米", "10.1"),
    "信函末线距页底": Wanted(20, 0.7, 1, "毫米", "10.1"),
    "信函字号右端": Wanted(184, 0.7, 1, "毫米", "10.1"),
    "信函双线至字号": Wanted(4.9, 0.7, 1, "毫米", "10.1"),
    "信函字号至标题": Wanted(20.6, 1.5, 1.5, "毫米", "10.1"),
    "页码": Wanted(0, 0, 0, "", "7.5"),
    "页码横线": Wanted(269, 0.7, 1, "毫米", "7.5"),
    "页码边空": Wanted(5.3, 2.5, 2.5, "毫米", "7.5"),
    "版记末线": Wanted(262, 0.7, 1, "毫米", "7.4.1"),
    "版记线左端": Wanted(28, 0.7, 1, "毫米", "7.4.1"),
    "版记线右端": Wanted(184, 0.7, 1, "毫米", "7.4.1"),
    "版记首末线粗": Wanted(0.35, 0.1, 0.1, "毫米", "7.4.1"),
    "版记中线粗": Wanted(0.25, 0.1, 0.1, "毫米", "7.4.1"),
    "每面行数": Wanted(22, 0.05, 0.05, "行", "5.2.3"),
    "行距": Wanted(28.95, 0.1, 0.1, "磅", "5.2.3"),
    "每行字数": Wanted(28, 0, 1, "字", "5.2.3"),
    "行末": Wanted(184, 0.3, 0.7, "毫米", "5.2.3"),
    "横排行末": Wanted(260, 0.3, 1, "毫米", "5.2.3"),
    "行首": Wanted(28, 0.3, 0.7, "毫米", "7.3.3"),
    "段首": Wanted(39.1, 0.5, 0.7, "毫米", "7.3.3"),
    "附件说明上空": Wanted(1, 0.1, 0.1, "行", "7.3.4"),
    "附件说明左空": Wanted(39.1, 0.5, 0.7, "毫米", "7.3.4"),
    "附件序号左端": Wanted(55.8, 0.5, 0.7, "毫米", "7.3.4"),
    "用印署名上空": Wanted(3, 0.1, 0.1, "行", "7.3.5.1"),
    "不用印署名上空": Wanted(1, 0.1, 0.1, "行", "7.3.5.2"),
    "用印日期右空": Wanted(4, 0.5, 0.5, "字", "7.3.5.1"),
    "用印署名右空": Wanted(0, 0.5, 0.5, "字", "7.3.5.1"),
    "不用印署名右空": Wanted(2, 0.5, 0.5, "字", "7.3.5.2"),
    "不用印日期右空": Wanted(0, 0.5, 0.5, "字", "7.3.5.2"),
    "附注左空": Wanted(39.1, 0.5, 0.7, "毫米", "7.3.6"),
    "附件标识行": Wanted(1, 0, 0, "行", "7.3.7"),
    "附件标识至标题": Wanted(20.6, 1.5, 1.5, "毫米", "7.3.7"),
    "横排表左边": Wanted(35, 0.7, 1, "毫米", "8"),
    "横排表右边": Wanted(260, 0.7, 1, "毫米", "8"),
    "横排表头": Wanted(30, 2.3, 2.5, "毫米", "8"),
    "横排页码朝向": Wanted(1, 0, 0, "", "8"),
    "文字在页上": Wanted(1, 0, 0, "", "—"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure taken on a page. `found` is None where the page has not what it should have."""

    name: str
    page: int
    wanted: float
    tolerance: float
    found: float | None
    note: str = ""
    short: bool = False  # a line that one unbreakable piece leaves more than four 字 short: it may end earlier

    @property
    def ok(self) -> bool:
        """Whether it is within its tolerance."""
        return self.found is not None and abs(self.found - self.wanted) <= self.tolerance + 1e-6


def taken(
    name: str,
    page: int,
    found: float | None,
    by: Print,
    *,
    wanted: float | None = None,
    note: str = "",
    short: bool = False,
) -> Measure:
    """A measure of the table as taken; `wanted` where that depends on the paper."""
    row = TABLE[name]
    return Measure(
        name=name,
        page=page,
        wanted=row.value if wanted is None else wanted,
        tolerance=row.pdf if by is Print.PDF else row.office,
        found=found,
        note=note,
        short=short,
    )
