"""What an office may set otherwise than its profile: the keys of its file, what each takes, and the standard they make.

Chinese keys at the border, checked strictly by pydantic; behind it there is only a `Standard`. What would leave the
sheet or break 22 lines of 28 字 is refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from docgen.problems import Code, Place, Problem
from docgen.standards.gbt9704 import Face, Font, Page, Standard, StyleName
from docgen.standards.profiles import PROFILES, TIMES
from docgen.units import SIZES, Length, mm, pt, twips

__all__ = ["Overrides", "applied", "every_key", "faults", "keys", "read"]

_NUMBER_FORMS: Final = {"— 1 —": ("— ", " —"), "—1—": ("—", "—"), "- 1 -": ("- ", " -")}
_SAME, _TIMES = "同正文", TIMES.named
_PACKED, _FIXED = "依次上移", "固定行"
_COLOR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_LONGEST: Final = 40  # characters of a name

Parse = Callable[[Any], Any]


class _RefusedError(ValueError):
    """Why a value is not taken, and what is."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _number(value: Any, low: float, high: float, unit: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _RefusedError(f"“{value}”不能用", f"请写 {low:g} 到 {high:g} 之间的数{unit}，不要加单位")
    return float(value)


def _lengths(low: float, high: float, make: Callable[[float], Length], unit: str) -> PlainValidator:
    return PlainValidator(lambda value: make(_number(value, low, high, unit)))


def _type_size(low: float, high: float) -> PlainValidator:
    def parse(value: Any) -> Length:
        if isinstance(value, str) and value in SIZES and low <= SIZES[value].pt <= high:
            return SIZES[value]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise _RefusedError(f"“{value}”不能用", f"请写 {low:g} 到 {high:g} 之间的数，或字号名，如 初号")
        return pt(value)

    return PlainValidator(parse)


def _share(low: float, high: float) -> PlainValidator:
    return PlainValidator(lambda value: _number(value, low, high, "（1 是全部）"))


def _count(low: int, high: int) -> PlainValidator:
    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _RefusedError(f"“{value}”不能用", f"请写 {low} 到 {high} 之间的整数")
        return value

    return PlainValidator(parse)


def _one_of(choices: Mapping[str, Any]) -> PlainValidator:
    def parse(value: Any) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise _RefusedError(f"“{value}”不能用", f"请写 {'、'.join(choices)} 中的一个")
        return choices[value]

    return PlainValidator(parse)


def _switch(value: Any) -> bool:
    if value in ("是", "否"):
        return bool(value == "是")
    if not isinstance(value, bool):
        raise _RefusedError(f"“{value}”不能用", "请写 是 或 否")
    return value


def _color(value: Any) -> str:
    found = _COLOR.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise _RefusedError(f"“{value}”不是颜色", "请写六位十六进制数，加引号，如 '#C00000'")
    red, green, blue = (int(found[1][at : at + 2], 16) for at in (0, 2, 4))
    if red <= 2 * max(green, blue):
        raise _RefusedError(f"“{value}”不是红色", "标志、分隔线须印红色；用预印的红头纸，请用 --preprinted")
    return f"#{found[1].lower()}"


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not value.isprintable():
        raise _RefusedError(f"“{value}”不能作名称", f"请写 1 到 {_LONGEST} 个字")
    return value.strip()


class _Keys(BaseModel):
    """A mapping of the file: keys that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, arbitrary_types_allowed=True)


_Name = Annotated[str, PlainValidator(_name)]
_Switch = Annotated[bool, PlainValidator(_switch)]


class _FaceNames(_Keys):
    named: Annotated[_Name | None, Field(alias="名称", description="字体名，照 Word 字体框里的写")] = None
    wide: Annotated[_Name | None, Field(alias="宽字库", description="字库更大的同款字体，用于 GB 2312 以外的字")] = None


class _Fonts(_Keys):
    title: Annotated[_FaceNames | None, Field(alias="小标宋体", description="标志、标题")] = None
    body: Annotated[_FaceNames | None, Field(alias="仿宋体", description="正文等")] = None
    kai: Annotated[_FaceNames | None, Field(alias="楷体", description="二级标题、签发人姓名")] = None
    hei: Annotated[_FaceNames | None, Field(alias="黑体", description="一级标题、密级、附件标识")] = None
    song: Annotated[_FaceNames | None, Field(alias="宋体", description="页码")] = None


class _Margins(_Keys):
    top: Annotated[Length | None, _lengths(33, 38, mm, "（毫米）"), Field(alias="上", description="毫米，33—38")] = None
    bottom: Annotated[Length | None, _lengths(31, 36, mm, "（毫米）"), Field(alias="下", description="毫米，31—36")] = (
        None
    )
    left: Annotated[Length | None, _lengths(25, 31, mm, "（毫米）"), Field(alias="左", description="毫米，25—31")] = (
        None
    )
    right: Annotated[Length | None, _lengths(23, 29, mm, "（毫米）"), Field(alias="右", description="毫米，23—29")] = (
        None
    )


class Overrides(_Keys):
    """The keys of an office's file, or of one of its units; each that is left out stays as the profile has it."""

    name: Annotated[_Name | None, Field(alias="名称", description="报告和清单里用的名称；不写用文件名")] = None
    basis: Annotated[
        Standard | None, _one_of(PROFILES), Field(alias="依据", description="gbt9704（不写即是）、gbt33476")
    ] = None
    fonts: Annotated[_Fonts | None, Field(alias="字体", description="各种字体的 名称、宽字库")] = None
    digits: Annotated[
        Font | None,
        _one_of({_SAME: None, _TIMES: TIMES}),
        Field(alias="数字字体", description="同正文、Times New Roman：正文、标题层次、文号里的数字和西文"),
    ] = None
    margins: Annotated[_Margins | None, Field(alias="页边距", description="上、下、左、右")] = None
    pitch: Annotated[
        Length | None,
        _lengths(28, 30.5, lambda value: twips(round(value * 20)), "（磅）"),
        Field(alias="行距", description="磅，每面须正好排 22 行；不写由页边距算出"),
    ] = None
    red: Annotated[
        str | None, PlainValidator(_color), Field(alias="红色", description="六位十六进制，如 '#C00000'")
    ] = None
    line_weight: Annotated[
        Length | None, _lengths(0.75, 4.5, pt, "（磅）"), Field(alias="红线粗细", description="磅，0.75—4.5")
    ] = None
    mark_size: Annotated[
        Length | None, _type_size(30, 62), Field(alias="标志字号", description="磅，30—62，或字号名；排不下时缩小")
    ] = None
    mark_least: Annotated[
        Length | None,
        _type_size(22, 42),
        Field(alias="标志最小字号", description="磅，22—42，或字号名，不大于标志字号"),
    ] = None
    mark_width: Annotated[
        float | None, _share(0.6, 1), Field(alias="标志最宽", description="占版心宽的份额，0.6—1")
    ] = None
    mark_condensed: Annotated[
        float | None, _share(0.5, 1), Field(alias="标志最多压窄到", description="字宽的份额，0.5—1")
    ] = None
    mark_top: Annotated[
        Length | None,
        _lengths(65, 120, mm, "（毫米）"),
        Field(alias="标志上边缘", description="距页面上边，毫米，65—120"),
    ] = None
    corner_packed: Annotated[
        bool | None,
        _one_of({_PACKED: True, _FIXED: False}),
        Field(alias="份号密级紧急程度", description="依次上移、固定行：缺一项时其余上移，或各守第一、二、三行"),
    ] = None
    bold_1: Annotated[_Switch | None, Field(alias="一级标题加粗", description="是、否")] = None
    bold_2: Annotated[_Switch | None, Field(alias="二级标题加粗", description="是、否")] = None
    bold_3: Annotated[_Switch | None, Field(alias="三级标题加粗", description="是、否")] = None
    bold_4: Annotated[_Switch | None, Field(alias="四级标题加粗", description="是、否")] = None
    title_pitch: Annotated[
        Length | None, _lengths(28, 42, pt, "（磅）"), Field(alias="标题行距", description="磅，28—42")
    ] = None
    sealed_gap: Annotated[int | None, _count(1, 4), Field(alias="盖章署名前空行", description="行，1—4")] = None
    unsealed_gap: Annotated[int | None, _count(1, 3), Field(alias="不盖章署名前空行", description="行，1—3")] = None
    attachment_title_size: Annotated[
        Length | None,
        _one_of({name: SIZES[name] for name in ("二号", "小二", "三号")}),
        Field(alias="附件标题字号", description="二号、小二、三号"),
    ] = None
    imprint_size: Annotated[
        Length | None,
        _one_of({name: SIZES[name] for name in ("四号", "三号")}),
        Field(alias="版记字号", description="四号、三号"),
    ] = None
    imprint_even_page: Annotated[_Switch | None, Field(alias="版记在偶数页", description="是、否")] = None
    number_marks: Annotated[
        tuple[str, str] | None, _one_of(_NUMBER_FORMS), Field(alias="页码形式", description="— 1 —、—1—、- 1 -")
    ] = None


_MAPPINGS: Final[dict[str, type[_Keys]]] = {"字体": _Fonts, "页边距": _Margins}
#: What an office says goes into the field of the same name.
_PLAIN: Final = (
    "red",
    "line_weight",
    "mark_size",
    "mark_least",
    "mark_width",
    "mark_condensed",
    "mark_top",
    "corner_packed",
    "title_pitch",
    "sealed_gap",
    "unsealed_gap",
    "attachment_title_size",
    "imprint_size",
    "imprint_even_page",
    "number_marks",
)
_LEVELS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)
_FACES: Final = {"title": Face.TITLE, "body": Face.BODY, "kai": Face.KAI, "hei": Face.HEI, "song": Face.SONG}
#: Faces whose digits an office may take from another font. 7.5 wants 宋体 in page numbers; titles stay of one face.
_WITH_DIGITS: Final = (Face.BODY, Face.KAI, Face.HEI)


def applied(overrides: Overrides, name: str) -> Standard:
    """The standard that the keys make of their profile, under a name."""
    base = overrides.basis or PROFILES["gbt9704"]
    plain = {key: value for key in _PLAIN if (value := getattr(overrides, key)) is not None}
    bold = tuple(style for level, style in enumerate(_LEVELS, 1) if getattr(overrides, f"bold_{level}"))
    page = _page(base.page, overrides)
    return replace(base, name=name, page=page, fonts=_fonts(base.fonts, overrides), bold=bold, **plain)


def _page(page: Page, overrides: Overrides) -> Page:
    margins = overrides.margins or _Margins()
    top, bottom = margins.top or page.top, margins.bottom or page.bottom
    left, right = margins.left or page.left, margins.right or page.right
    kept = page.pitch if (top, bottom) == (page.top, page.bottom) else None
    return replace(
        page,
        top=top,
        left=left,
        body_width=page.width - left - right,
        body_height=page.height - top - bottom,
        pitch=overrides.pitch or kept,
    )


def _fonts(fonts: Mapping[Face, Font], overrides: Overrides) -> dict[Face, Font]:
    made = dict(fonts)
    for key, face in _FACES.items():
        names = getattr(overrides.fonts, key, None)
        if names is not None and names.named is not None:
            # the profile's own font goes on standing in: its named sister is of the same make
            others = tuple(dict.fromkeys((fonts[face].named, fonts[face].wide, *fonts[face].stand_ins)))
            made[face] = replace(made[face], named=names.named, wide=names.named, stand_ins=others)
        if names is not None and names.wide is not None:
            made[face] = replace(made[face], wide=names.wide)
    for face in _WITH_DIGITS if overrides.digits else ():
        made[face] = replace(made[face], digits=overrides.digits)
    return made


def faults(standard: Standard, place: Place) -> Iterator[Problem]:
    """What keys that are right one by one break together."""
    page = standard.page
    full, pitch = page.body_height, page.line_pitch
    if not (pitch <= page.grid_pitch and full < pitch * (page.lines + 1)):
        least = twips(full.twips // (page.lines + 1) + 1)
        hint = f"请写 {least.pt:g} 到 {page.grid_pitch.pt:g} 之间的数，或去掉这一项"
        yield _fault(place, "行距", f"行距 {pitch.pt:g} 磅，每面排 {full // pitch} 行，不是 {page.lines} 行", hint)
    advance = SIZES["三号"] + page.character_spacing(SIZES["三号"])
    if page.body_width // advance != page.characters:
        message = f"左右页边距之间每行排 {page.body_width // advance} 字，不是 {page.characters} 字"
        yield _fault(place, "页边距", message, "请改左、右页边距，使版心宽在 150 到 162 毫米之间")
    if standard.mark_least > standard.mark_size:
        message = f"最小 {standard.mark_least.pt:g} 磅，比标志字号 {standard.mark_size.pt:g} 磅还大"
        yield _fault(place, "标志最小字号", message, "请改小，或改大标志字号")


def _fault(place: Place, key: str, message: str, hint: str) -> Problem:
    where = Place(file=place.file, sheet=place.sheet, cell=key)
    return Problem(code=Code.STANDARD_FAULT, message=message, hint=hint, place=where)


def read(given: Mapping[str, Any], place: Place) -> Overrides | tuple[Problem, ...]:
    """The keys of a mapping, or everything that is wrong with them."""
    try:
        return Overrides.model_validate(given)
    except ValidationError as error:
        return tuple(_problem(dict(each), given, place) for each in error.errors())


def _problem(error: Mapping[str, Any], given: Mapping[str, Any], place: Place) -> Problem:
    path = [str(step) for step in error["loc"]]
    key = " › ".join(path)
    if error["type"] == "extra_forbidden":
        known = [known for known, _ in keys(_model_at(path[:-1]))]
        near = difflib.get_close_matches(path[-1], known, n=1, cutoff=0.4)
        hint = f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join(known)}。"
        return _fault(place, key, "没有这一项", hint)
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, _RefusedError):
        return _fault(place, key, str(refused), refused.hint)
    names = [known for known, _ in keys(_model_at(path))]
    return _fault(place, key, "下面要分项写", f"可用的有：{'、'.join(names)}。" if names else "见 docs/standard.md。")


def _model_at(path: list[str]) -> type[_Keys]:
    """The model of the mapping that stands at a place of the file."""
    if len(path) > 1:
        return _FaceNames
    return _MAPPINGS[path[0]] if path else Overrides


def keys(model: type[_Keys] = Overrides) -> tuple[tuple[str, str], ...]:
    """Each key of a mapping with what it takes."""
    return tuple((str(field.alias), str(field.description)) for field in model.model_fields.values())


def every_key() -> tuple[tuple[str, str], ...]:
    """Each key of the file with what it takes, those inside 字体 and 页边距 after them."""
    found: list[tuple[str, str]] = []
    for key, takes in keys():
        inner = keys(_MAPPINGS[key]) if key in _MAPPINGS else ()
        found += [(key, takes), *((f"{key} › {name}", said) for name, said in inner)]
        if key == "字体":
            found += [(f"{key} › 某体 › {name}", said) for name, said in keys(_FaceNames)]
    return tuple(found)
