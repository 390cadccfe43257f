"""Whose names a signature holds: one agency's, perhaps broken by hand, or those of several that sign together.

Agencies side by side are parted by blanks. One below another they are told from one long name by how each begins: with
a place or as the whole of a Party or state organ's name; the second half of a broken name does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.readers import marks

__all__ = ["agencies", "perhaps_several", "side_by_side"]

#: How the full name of an agency, or its 规范化简称, begins: 中共…, 国家…, a place, 市….
_BEGINS: Final = re.compile(
    r"中共|中国|中央|共青团|国务院|国家|全国|最高|[\u4e00-\u9fff]{0,6}?(?:省|自治区|市(?!场)|县|(?<![社小片地])区(?!域)|州|盟|旗|镇|乡(?!村)|街道)"
)
#: Agencies without a place: ministries. 组织部 and the like are the second half of a name.
_MINISTRY: Final = re.compile(r"(?!组织|宣传|统战|武装|社会工作)[\u4e00-\u9fff]{2,10}(?:部|总局|署)")
#: What is never an agency's whole name.
_REST: Final = re.compile(r"(?:综合)?(?:办公室|办公厅|委员会|党委|党组|领导小组|指挥部|机关党委)(?:办公室)?")


def agencies(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The agencies of the lines of a signature in order, each as the lines it is set in; every character is kept."""
    found = [side_by_side(line) or (line,) for line in lines]
    names = [name for line in found for name in line]
    if len(names) > len(lines) and all(marks.is_agency(name) for name in names):
        return tuple((name,) for name in names)
    if len(lines) > 1 and all(_whole(line) for line in lines):
        return tuple((line,) for line in lines)
    return (tuple(lines),)


def side_by_side(text: str) -> tuple[str, ...]:
    """Agencies on one line, blanks between them; empty when it holds one."""
    names = tuple(text.split())
    parted = len(names) > 1 and all(marks.is_agency(name) and not _REST.fullmatch(name) for name in names)
    return names if parted else ()


def perhaps_several(lines: Sequence[str]) -> bool:
    """Whether lines taken for one agency's name might each be an agency's."""
    return len(lines) > 1 and len(agencies(lines)) == 1 and all(marks.is_agency(line) for line in lines)


def _whole(text: str) -> bool:
    return marks.is_agency(text) and (_BEGINS.match(text) is not None or _MINISTRY.fullmatch(text) is not None)
