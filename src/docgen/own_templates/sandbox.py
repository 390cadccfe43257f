"""The one environment in which templates run: fields by name, filters of the table, and nothing of Python."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.own_templates.filters import FILTERS
from docgen.own_templates.values import Fields, guarded, printed

__all__ = ["ENVIRONMENT", "LOOP", "MARKS"]

#: Noncharacters that mark tags in the compiled source: `package` lets none in.
MARKS: Final = {"out": ("\ufdd0", "\ufdd1"), "block": ("\ufdd2", "\ufdd3"), "comment": ("\ufdd4", "\ufdd5")}
#: What 循环 has: its Chinese name → the template language's.
LOOP: Final = {"次序": "index", "首个": "first", "末个": "last", "总数": "length", "剩余": "revindex0"}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Fields are read by name; nothing of Python is to be had."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a group; of a loop what `LOOP` says."""
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Fields):
            try:
                return obj.get(attribute)
            except KeyError:
                return self.undefined(name=f"{obj.name}.{attribute}")
        if isinstance(obj, LoopContext) and attribute in {*LOOP, *LOOP.values(), "index0", "revindex"}:
            return getattr(obj, LOOP.get(attribute, attribute))
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same in brackets."""
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(name=str(argument))

    def call(self, *arguments: Any, **named: Any) -> Any:
        """Nothing is called."""
        raise SecurityError("模板里不能调用")


def _environment() -> _Sandbox:
    made = _Sandbox(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printed,
        keep_trailing_newline=True,
        variable_start_string=MARKS["out"][0],
        variable_end_string=MARKS["out"][1],
        block_start_string=MARKS["block"][0],
        block_end_string=MARKS["block"][1],
        comment_start_string=MARKS["comment"][0],
        comment_end_string=MARKS["comment"][1],
    )
    made.globals.clear()
    made.tests = {}
    made.filters = {"_guarded": guarded, **FILTERS}
    return made


ENVIRONMENT: Final = _environment()
