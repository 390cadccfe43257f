"""Styles computed once a process: the papers of a batch have the same elements with the same rules in the same places.

WeasyPrint computes them for each paper anew. A style is told by the style it inherits from and by the rules that apply
to it, each with its weight; styles of pages, which layout changes as it goes, are left to WeasyPrint. Text in a font
that has a configuration apart is set by that.
"""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

from weasyprint import css

from docgen.latest import Latest
from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.font_files import apart

__all__ = ["STEPS"]

#: Styles that are kept: a paper has some hundred, most of them those of the paper before it.
_MOST: Final = 4000
_kept: Final[Latest[tuple[object, ...], Any]] = Latest(_MOST)
_compute: Final = css.StyleFor.set_computed_styles


def _set_computed_styles(
    self: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: Any = None,
) -> None:
    """Set the style of an element; the signature is WeasyPrint's."""
    key = _key(self, element, parent, pseudo_type) if isinstance(element, Element) and base_url is None else None
    style = _kept.again(key) if key else None
    if style is None:
        _compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        style = self.get_computed_styles()[element, pseudo_type]
        style.font_config = apart(style["font_family"][0]) or style.font_config
        if key:
            _kept.keep(key, style)
        return
    self.get_computed_styles()[element, pseudo_type] = style
    if target_collector and style["anchor"]:
        target_collector.collect_anchor(style["anchor"])


def _key(styles: Any, element: Element, parent: Element | None, pseudo_type: str | None) -> tuple[object, ...] | None:
    """What tells a style; None where a value of its rules cannot be compared.

    A style that is kept holds the one it inherits from, so that no other can have its identity.
    """
    inherited = None if parent is None else styles.get_computed_styles()[parent, None]
    rules = styles.get_cascaded_styles().get((element, pseudo_type), {})
    told = ((name, _hashable(value), weight) for name, (value, weight) in rules.items())
    key = (id(styles.font_config), id(inherited), pseudo_type, *told)
    try:
        hash(key)
    except TypeError:
        return None
    return key


def _hashable(value: Any) -> Any:
    """A value of a rule; generated content is a list."""
    return tuple(value) if isinstance(value, list) else value


#: What is replaced.
STEPS: Final = (Step(owner=css.StyleFor, name="set_computed_styles", new=_set_computed_styles),)
