"""What a tag of a wording says, followed through the shapes of its fields: unknown fields, wrong filters, no code."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from docgen.kinds.wordings.shapes import ANY, DAY, FLAG, NUMBER, TEXT, Leaf, Many, Map, Pair, Rec, Shape
from docgen.kinds.wordings.tags import Fault, Tag
from docgen.wording import FILTERS, environment

__all__ = ["FILTER_NAMES", "Reading", "nearest"]

#: Jinja's own filters that wordings may use beside `FILTERS`.
_SHIPPED_FILTERS: Final = ("first", "last", "length", "list", "map", "reject", "rejectattr", "select", "selectattr")
FILTER_NAMES: Final = (*FILTERS, *_SHIPPED_FILTERS)
_TESTS: Final = ("defined", "none", "eq", "ne", "gt", "ge", "lt", "le", "equalto", "in")
_TEXT_METHODS: Final = ("endswith", "startswith")
_TAKES_MANY: Final = frozenset({"日期列", "顿号", "或", "逗号", "分号", "分述"})
_TAKES_DAY: Final = frozenset({"日期", "期间"})
_NO_CODE: Final = "措辞里只能写字段、过滤器和条件，不能写程序"


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint for a word that is not known: the one that was probably meant, else `otherwise`."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"是不是“{near[0]}”？" if near else otherwise


class Reading:
    """The reading of one tag in a scope of names. Faults go to `report`."""

    def __init__(self, tag: Tag, scope: Mapping[str, Shape], report: Callable[[Fault], None]) -> None:
        self._tag = tag
        self._scope = scope
        self._report = report

    def parsed(self, source: str) -> nodes.Template | None:
        """The tree of a piece of template; a fault and None when it cannot be read."""
        try:
            return environment().parse(source)
        except TemplateSyntaxError:
            self._fault("", "写法有误", "核对引号、括号和点是否成对、是否半角")
        except RecursionError:
            self._fault("", _NO_CODE)
        return None

    def printed(self, node: nodes.Expr) -> None:
        """What {{ }} prints: a value, not a record and not several."""
        shape = self.shape(node)
        name = _path(node) or self._tag.text.strip()
        if isinstance(shape, Rec):
            self._fault(name, f"“{name}”下面有多项内容，不能整个印出", self._fields_of(shape, "写明要印哪一项"))
        elif isinstance(shape, Many | Map | Pair):
            hint = f"加上过滤器，如 {{{{ {name}|顿号 }}}}，或用 {{% for 个 in {name} %}} 逐项写"
            self._fault(name, f"“{name}”有若干项，不能直接印出", hint)
        elif shape is FLAG:
            self._fault(name, f"“{name}”只说是不是，不能印出", f"用在条件里：{{% if {name} %}}")

    def shape(self, node: nodes.Node | None) -> Shape:
        """What an expression is; everything wrong in it is reported."""
        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Const():
                return NUMBER if isinstance(node.value, int | float) else TEXT
            case nodes.Getattr():
                return self._attribute(_path(node.node), self.shape(node.node), node.attr)
            case nodes.Getitem():
                return self._item(node)
            case nodes.Filter():
                return self._filter(node)
            case nodes.Call():
                return self._call(node)
            case nodes.Test():
                self._known_test(node.name)
                self._all(node)
                return FLAG
            case nodes.CondExpr():
                self.shape(node.test)
                self.shape(node.expr2)
                return self.shape(node.expr1)
            case nodes.BinExpr() if not isinstance(node, nodes.And | nodes.Or):
                self._fault("", "措辞里不做计算", "数由程序算好，用 数.某某 写出")
            case nodes.Neg() | nodes.Pos() | nodes.Dict():
                self._fault("", _NO_CODE)
            case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare() | nodes.Concat() | nodes.Operand():
                self._all(node)
                return TEXT if isinstance(node, nodes.Concat) else FLAG
            case nodes.List() | nodes.Tuple():
                self._all(node)
                return Many(ANY)
            case None | nodes.Slice():
                pass
            case _:
                self._fault("", _NO_CODE)
        return ANY

    def _all(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.shape(child)

    def _fault(self, name: str, message: str, hint: str = "") -> None:
        self._report(Fault(line=self._tag.line, column=self._tag.place(name), message=message, hint=hint))

    def _fields_of(self, shape: Rec, lead: str) -> str:
        some = list(shape.fields)[:6]
        return f"{lead}，如 {'、'.join(some)}" if some else ""

    def _name(self, name: str) -> Shape:
        found = self._scope.get(name)
        if found is None:
            hint = _NO_CODE if name.isascii() else f"这里有的是：{'、'.join(self._scope)}"
            self._fault(name, f"没有“{name}”这个字段", nearest(name, self._scope, hint))
        return ANY if found is None else found

    def _attribute(self, base: str, of: Shape, name: str) -> Shape:
        """What `.name` of something is; `base` is how the wording calls that."""
        path, base = f"{base}.{name}", base or "前一项"
        if name.startswith("_"):
            self._fault(path, f"不能写“.{name}”", _NO_CODE)
            return ANY
        if isinstance(of, Rec):
            found = of.fields.get(name)
            if found is None and not (of.open and "：" in name):
                self._fault(
                    path, f"“{base}”没有“{name}”这个字段", nearest(name, of.fields, self._fields_of(of, "有的"))
                )
            return ANY if found is None else found
        if isinstance(of, Many | Map):
            self._fault(path, f"“{base}”有若干项，不能直接写“.{name}”", f"用 {{% for 个 in {base} %}} 逐项写")
        elif of is NUMBER and name == "value":
            return NUMBER
        elif of is not ANY:
            self._fault(path, f"“{base}”下面没有“{name}”")
        elif name.isascii():
            self._fault(path, f"不能写“.{name}”", _NO_CODE)
        return ANY

    def _item(self, node: nodes.Getitem) -> Shape:
        of = self.shape(node.node)
        if isinstance(node.arg, nodes.Slice):
            return of if isinstance(of, Many) else TEXT
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(_path(node.node), of, node.arg.value)
        if isinstance(of, Many) and isinstance(node.arg, nodes.Const):
            return of.of
        self._fault("", _NO_CODE)
        return ANY

    def _call(self, node: nodes.Call) -> Shape:
        arguments = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if isinstance(node.node, nodes.Getattr) and not (node.dyn_args or node.dyn_kwargs):
            of, name = self.shape(node.node.node), node.node.attr
            if isinstance(of, Map) and name in (methods := _of_map(of)):
                return Many(methods[name])
            if of is TEXT and name in _TEXT_METHODS:
                for argument in arguments:
                    self.shape(argument)
                return FLAG
        self._fault("", "措辞里不能调用程序", _NO_CODE)
        return ANY

    def _known_filter(self, name: str) -> bool:
        if name not in FILTER_NAMES:
            self._fault(name, f"没有“{name}”这个过滤器", nearest(name, FILTERS, f"可用的有：{'、'.join(FILTERS)}"))
            return False
        return True

    def _known_test(self, name: str) -> None:
        if name not in _TESTS:
            self._fault(name, f"没有“{name}”这种判断", "用 ==、>、<、in 或者直接写字段")

    def _filter(self, node: nodes.Filter) -> Shape:
        of = self.shape(node.node)
        if not self._known_filter(node.name):
            return ANY
        if node.dyn_args or node.dyn_kwargs:
            self._fault("", _NO_CODE)
        if node.name in ("map", "select", "selectattr", "reject", "rejectattr"):
            return self._over_all(node, of)
        for argument in node.args:
            self.shape(argument)
        base = _path(node.node) or "前一项"
        if node.name in _TAKES_MANY and isinstance(of, Leaf | Rec) and of is not ANY:
            self._fault(node.name, f"过滤器“{node.name}”要用在有若干项的字段上，“{base}”只有一项", "去掉这个过滤器")
        elif node.name in _TAKES_DAY and isinstance(of, Many):
            self._fault(node.name, f"“{base}”有若干项，不能用过滤器“{node.name}”", f"写成 {base}|日期列")
        elif node.name in _TAKES_DAY and of not in (DAY, ANY):
            self._fault(node.name, f"过滤器“{node.name}”只用于日期，“{base}”不是日期", "去掉这个过滤器")
        elif node.name == "去句号" and isinstance(of, Many | Map):
            self._fault(node.name, f"“{base}”有若干项", f"写成 {base}|map('去句号')|list")
        elif node.name == "汉字" and of not in (NUMBER, ANY):
            self._fault(node.name, f"过滤器“汉字”只用于数，“{base}”不是数", "去掉这个过滤器")
        return _result(node.name, of)

    def _over_all(self, node: nodes.Filter, of: Shape) -> Shape:
        """map, select and their like: over every one of several."""
        element = of.of if isinstance(of, Many) else ANY
        if isinstance(of, Leaf | Rec) and of is not ANY:
            self._fault(node.name, f"“{_path(node.node) or '前一项'}”只有一项，不能用 {node.name}")
        words = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        for argument in node.args:
            self.shape(argument)
        if node.name == "map":
            for keyword in node.kwargs:
                path = keyword.value.value if isinstance(keyword.value, nodes.Const) else None
                if keyword.key != "attribute" or not isinstance(path, str):
                    self._fault("", _NO_CODE)
                    return ANY
                return Many(self._path_into(_path(node.node), element, path))
            return Many(TEXT) if words and self._known_filter(str(words[0])) else Many(element)
        if node.name in ("selectattr", "rejectattr") and words:
            self._path_into(_path(node.node), element, str(words[0]))
            words = words[1:]
        if words:
            self._known_test(str(words[0]))
        return Many(element)

    def _path_into(self, base: str, shape: Shape, path: str) -> Shape:
        for name in path.split("."):
            shape, base = self._attribute(base, shape, name), name
        return shape


def _of_map(shape: Map) -> dict[str, Shape]:
    return {"items": Pair(shape.first, shape.second), "keys": shape.first, "values": shape.second}


def _result(name: str, of: Shape) -> Shape:
    if name in ("first", "last"):
        return of.of if isinstance(of, Many) else ANY
    if name == "length":
        return NUMBER
    return of if name in ("list", "缺省") else TEXT


def _path(node: nodes.Node | None) -> str:
    """A path as it is written: 活动.名称; empty for anything else."""
    return ".".join(reversed(list(_steps(node))))


def _steps(node: nodes.Node | None) -> Iterator[str]:
    while isinstance(node, nodes.Getattr):
        yield node.attr
        node = node.node
    if isinstance(node, nodes.Name):
        yield node.name
