"""What stands in a tag, held against the table of fields, and nothing else let through.

Only fields, filters, comparisons and loops are a template's; calls, arithmetic, macros, imports and every other thing
that the template language can do are refused before anything is run, and the sandbox would not run them either.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from docgen.own_templates.filters import FILTERS
from docgen.own_templates.sandbox import ENVIRONMENT, MARKS
from docgen.own_templates.shapes import ANY, Shape, Sort, group, leaf
from docgen.own_templates.statements import Fault
from docgen.problems import Code

__all__ = ["Scope", "check_output", "check_statement", "names_used"]

_MAX_LENGTH: Final = 500  # characters of a tag; a sentence belongs into the text
_NUMBERS: Final = (*("次序", "总数", "剩余"), *("index", "index0", "length", "revindex", "revindex0"))
_LOOP_SHAPE: Final = group(
    "循环",
    {
        **{name: leaf(Sort.NUMBER, "") for name in _NUMBERS},
        **{name: leaf(Sort.FLAG, "") for name in ("首个", "末个", "first", "last")},
    },
)
_ALIKE: Final = 0.34  # of two words of two characters that share one it is 0.5
_COMPARED: Final = frozenset({"eq", "ne", "gt", "gteq", "lt", "lteq", "in", "notin"})
_FULL_WIDTH: Final = str.maketrans("｜（），．＝！＞＜＋－＂＇", "|(),.=!><+-\"'")


class Scope:
    """The names that hold at a place: those of the table, and those of the loops around it."""

    def __init__(self, shape: Mapping[str, Shape]) -> None:
        self._names: list[Mapping[str, Shape]] = [shape]

    def enter(self, name: str, shape: Shape) -> None:
        """A loop begins: `name` is each of its items."""
        self._names.append({name: shape, "loop": _LOOP_SHAPE})

    def leave(self) -> None:
        """The innermost loop ends."""
        if len(self._names) > 1:
            self._names.pop()

    def find(self, name: str) -> Shape | None:
        """What a name means here."""
        return next((names[name] for names in reversed(self._names) if name in names), None)

    def known(self) -> list[str]:
        """Every name that means something here."""
        return list(dict.fromkeys(name for names in reversed(self._names) for name in names if name != "loop"))


def check_output(text: str, scope: Scope) -> list[Fault]:
    """What is wrong with the inner text of a `{{ … }}`."""
    parsed = _parsed(text, MARKS["out"], "")
    if isinstance(parsed, Fault):
        return [parsed]
    (output,) = parsed.body if len(parsed.body) == 1 else (None,)
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        return [_not_understood(text)]
    return _Checker(scope).printed(output.nodes[0], text)


def check_statement(source: str, word: str, scope: Scope) -> tuple[list[Fault], tuple[str, Shape] | None]:
    """What is wrong with a statement; and of a loop, the name and the shape of its items."""
    if word in ("endfor", "endif", "else"):
        return [], None
    whole = source if word != "elif" else source[2:]
    parsed = _parsed(whole, MARKS["block"], "endfor" if word == "for" else "endif")
    item = None
    if isinstance(parsed, Fault):
        return [parsed], item
    checker = _Checker(scope)
    (node,) = parsed.body if len(parsed.body) == 1 else (None,)
    if isinstance(node, nodes.If):
        checker.shape(node.test)
    elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name) and not node.recursive:
        item = (node.target.name, checker.items(node.iter))
        if node.target.name in scope.known():
            checker.add(Code.TAG_FAULT, f"循环里的名字“{node.target.name}”已经有别的用处", "换一个名字，如 行")
        if node.test is not None:
            scope.enter(*item)
            checker.shape(node.test)
            scope.leave()
    else:
        checker.faults.append(_not_understood(source))
    return checker.faults, item


@lru_cache(maxsize=1024)
def _parsed(text: str, marks: tuple[str, str], closing: str) -> nodes.Template | Fault:
    if len(text) > _MAX_LENGTH:
        return Fault(code=Code.TAG_FAULT, message=f"标签太长（超过 {_MAX_LENGTH} 个字）", hint="文字写在标签外面")
    end = f"{MARKS['block'][0]} {closing} {MARKS['block'][1]}" if closing else ""
    try:
        return ENVIRONMENT.parse(f"{marks[0]} {text} {marks[1]}{end}")
    except TemplateError as fault:
        unknown = re.search(r"No filter named '([^']+)'", str(fault))
        if unknown:
            return _unknown_filter(unknown[1])
        return _not_understood(text, fault if isinstance(fault, TemplateSyntaxError) else None)
    except RecursionError:
        return _not_understood(text)


def _not_understood(text: str, fault: TemplateSyntaxError | None = None) -> Fault:
    plain = text.translate(_FULL_WIDTH)
    if plain != text:
        return Fault(
            code=Code.TAG_FAULT, message=f"标签里“{text}”用了全角的符号", hint=f"用半角的，写成 {plain.strip()}"
        )
    if "“" in text or "”" in text:
        return Fault(code=Code.TAG_FAULT, message=f"标签里“{text}”的引号不成对", hint='字符用半角引号 " 括起来')
    words = text.split()
    if len(words) > 1 and fault is not None and not re.search(r"[|()\"'=<>]", text):
        return Fault(
            code=Code.TAG_FAULT,
            message=f"标签里“{text}”中间多了空格",
            hint=f"字段名中间不要空格，写成 {''.join(words)}",
        )
    return Fault(
        code=Code.TAG_FAULT,
        message=f"标签里“{text}”看不懂",
        hint="写成 字段 或 字段|过滤器，如 单位.名称、截至|中文日期",
    )


def _unknown_filter(name: str) -> Fault:
    near = difflib.get_close_matches(name, FILTERS, 1, 0.4)
    hint = f"是不是“{near[0]}”？" if near else f"能用的有：{'、'.join(FILTERS)}"
    return Fault(code=Code.FIELD_UNKNOWN, message=f"没有“{name}”这个过滤器", hint=hint)


class _Checker:
    """Walks one expression: finds what it means, and gathers what is wrong."""

    def __init__(self, scope: Scope) -> None:
        self.faults: list[Fault] = []
        self._scope = scope

    def add(self, code: Code, message: str, hint: str = "") -> Shape:
        """Note a fault; of what is wrong nothing more is said."""
        self.faults.append(Fault(code=code, message=message, hint=hint))
        return ANY

    def printed(self, node: nodes.Node, text: str) -> list[Fault]:
        """Check an expression that is printed."""
        shape = self.shape(node)
        if shape.sort is Sort.GROUP:
            some = "、".join(f"{text.strip()}.{name}" for name in list(shape.fields or ())[:3])
            self.add(Code.TAG_FAULT, f"“{text.strip()}”是一组字段，没有写明哪一项", f"如 {some}" if some else "")
        if shape.sort is Sort.ROWS:
            self.add(
                Code.TAG_FAULT,
                f"“{text.strip()}”有几行，不能直接印",
                f"用循环：{{% for 行 in {text.strip()} %}} … {{% endfor %}}",
            )
        return self.faults

    def items(self, node: nodes.Node) -> Shape:
        """The shape of the items of what is looped over."""
        shape = self.shape(node)
        if shape.sort is Sort.ROWS:
            return group(shape.meaning, shape.fields)
        if shape.sort is Sort.NAMES:
            return leaf(Sort.TEXT, shape.meaning)
        if shape.sort is not Sort.ANY:
            self.add(
                Code.TAG_FAULT, f"“{_source(node)}”不是几行，不能循环", "循环用 台账.表名、名单、各单位 这样的字段"
            )
        return ANY

    def shape(self, node: nodes.Node) -> Shape:
        """What a node means; whatever is not of a template is a fault."""
        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr():
                return self._field(node.node, node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._field(node.node, name)
            case nodes.Const():
                return leaf(Sort.NUMBER if isinstance(node.value, int | float) else Sort.TEXT, "")
            case nodes.Filter():
                return self._filter(node)
            case nodes.Compare() if all(each.op in _COMPARED for each in node.ops):
                self._all((node.expr, *(each.expr for each in node.ops)))
                return leaf(Sort.FLAG, "")
            case nodes.And() | nodes.Or():
                self._all((node.left, node.right))
                return leaf(Sort.FLAG, "")
            case nodes.Not():
                self.shape(node.node)
                return leaf(Sort.FLAG, "")
            case nodes.CondExpr():
                self._all((node.test, *((node.expr2,) if node.expr2 else ())))
                return self.shape(node.expr1)
            case nodes.Tuple() | nodes.List():
                self._all(node.items)
                return leaf(Sort.NAMES, "")
        return self._forbidden(node)

    def _all(self, parts: Iterable[nodes.Node]) -> None:
        for part in parts:
            self.shape(part)

    def _forbidden(self, node: nodes.Node) -> Shape:
        if isinstance(node, nodes.Call):
            return self.add(
                Code.TAG_FAULT,
                f"“{_source(node.node)}(…)”不能用：标签里不能调用程序",
                "只写字段，要加工的用过滤器：字段|过滤器",
            )
        if isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
            return self.add(
                Code.TAG_FAULT, "标签里不能计算", "要用的数都在“数”里，如 数.完成率；docgen fields 列出全部"
            )
        return self.add(Code.TAG_FAULT, "标签里有不能用的写法", "写成 字段 或 字段|过滤器")

    def _name(self, name: str) -> Shape:
        found = self._scope.find(name)
        if found is not None:
            return found
        if name == "loop":
            return self.add(Code.TAG_FAULT, "“循环”只能写在循环里面", "写在 {% for … %} 和 {% endfor %} 之间")
        return self.add(Code.FIELD_UNKNOWN, f"没有“{name}”这个字段", _nearest(name, self._scope.known()))

    def _field(self, of: nodes.Node, name: str) -> Shape:
        before = len(self.faults)
        shape = self.shape(of)
        if len(self.faults) > before:
            return ANY  # what is wrong below says enough
        found = shape.find(name)
        if found is not None:
            return found
        path = _source(of)
        if shape.sort is Sort.ROWS:
            return self.add(
                Code.TAG_FAULT,
                f"“{path}”有几行，不知道要哪一行的“{name}”",
                f"用循环：{{% for 行 in {path} %}}{{{{ 行.{name} }}}}{{% endfor %}}",
            )
        if not shape.fields:
            return self.add(Code.FIELD_UNKNOWN, f"“{path}”下面没有“{name}”", f"写到 {path} 为止")
        hint = _nearest(name, [field for field in shape.fields if not field.isascii()], f"{path}.")
        return self.add(Code.FIELD_UNKNOWN, f"“{path}”下面没有“{name}”这个字段", hint)

    def _filter(self, node: nodes.Filter) -> Shape:
        filter_ = FILTERS.get(node.name)
        if filter_ is None or node.node is None:
            self.faults.append(_unknown_filter(node.name))
            return ANY
        given = self.shape(node.node)
        self._all(node.args)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > filter_.arguments:
            return self.add(Code.TAG_FAULT, f"过滤器“{node.name}”括号里写多了", f"如 {filter_.example}")
        if filter_.needs_argument and not node.args:
            return self.add(Code.TAG_FAULT, f"过滤器“{node.name}”要写括号", f"如 {filter_.example}")
        if given.sort not in filter_.takes and given.sort is not Sort.ANY:
            wanted = "、".join(sort.value for sort in Sort if sort in filter_.takes and sort is not Sort.ANY)
            return self.add(
                Code.TAG_FAULT,
                f"“{_source(node.node)}”是{given.sort.value}，不能用过滤器“{node.name}”",
                f"“{node.name}”用于{wanted}，如 {filter_.example}",
            )
        return given if filter_.gives is None else leaf(filter_.gives, given.meaning)


def _nearest(name: str, known: Iterable[str], before: str = "") -> str:
    names = list(known)

    def likeness(each: str) -> tuple[float, int]:
        begins = next((at for at, pair in enumerate(zip(name, each, strict=False)) if pair[0] != pair[1]), len(name))
        return difflib.SequenceMatcher(None, name, each).ratio(), begins

    best = max(names, key=likeness, default="")
    if best and likeness(best)[0] > _ALIKE:
        return f"是不是 {before}{best}？"
    listed = "、".join(names[:8])
    return f"这里能写的有：{listed}{' 等' if len(names) > 8 else ''}；docgen fields 列出全部"


def _source(node: nodes.Node) -> str:
    """An expression as it was written, near enough to be found."""
    match node:
        case nodes.Name():
            return "循环" if node.name == "loop" else node.name
        case nodes.Getattr():
            return f"{_source(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=str() as name)):
            return f"{_source(node.node)}.{name}"
        case nodes.Filter() if node.node is not None:
            return f"{_source(node.node)}|{node.name}"
        case nodes.Const():
            return str(node.value)
    return "…"


def names_used(sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """First and second name of every field that expressions name: (台账, 领导班子台账), (截至, "")."""
    for source in sources:
        parsed = _parsed(source, MARKS["out"], "")
        if isinstance(parsed, Fault):
            continue
        for node in parsed.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name):
                yield node.node.name, node.attr
        for name in parsed.find_all(nodes.Name):
            yield name.name, ""
