"""YAML that staff write (版式文件、文种文件) → what it says; one text has one meaning, or none."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["line_said", "read_strict_yaml"]


def read_strict_yaml(content: bytes) -> Any:
    """What a file of UTF-8 says, in lists, dictionaries and plain values.

    Raises UnicodeDecodeError, RecursionError, yaml.YAMLError: also for a key twice, an alias, a value that cannot be.
    """
    return yaml.load(content.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - a SafeLoader that refuses more


def line_said(error: Exception) -> str:
    """The line where YAML went wrong, as a message has it: （第 3 行）; nothing where it is not known."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return f"（第 {mark.line + 1} 行）" if mark else ""


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases, in which no key is written twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "alias", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key.value, str) or key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, "twice, or no name", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:  # 2015-13-45, or a number of 5000 digits
            raise yaml.constructor.ConstructorError(None, None, "no such value", node.start_mark) from error
