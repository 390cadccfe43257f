"""Steps of WeasyPrint that this house does in its own way: by the release that was read, or not at all.

The steps are private. A release that has changed one of them might set lines wrongly without a word, so the sources of
the modules around them are compared with those that were read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import weasyprint

__all__ = ["ChangedError", "Step", "install"]

_VERSION: Final = "70.0"
#: The modules that were read, with the SHA-256 of each.
_READ: Final = {
    "css/__init__.py": "77ad7287f90d7cfaf85eb00ebe7af47d2bedfb856d7dc68717152f2d8a7605fd",
    "document.py": "f08f91af64563f5fb27596828891fb326262511a56e4ace714e5a960898024c8",
    "draw/__init__.py": "fb6fcee79a80059c72a3142ef941d4968e3aeeddc8fbbcac2e8519e8be55e348",
    "draw/border.py": "cee7e6540a8bbae058c88f6adc9994ab089a736136809cdffd422ac12f116907",
    "draw/text.py": "c9a450aa209277e760227e1fed2da492647bd28e5a5ebc4c9d8aaedecc400d77",
    "formatting_structure/boxes.py": "8ffd28ab74a149f0097208fcba6a80df0c8bb01e8fd4f9ced95d11b7e9807e23",
    "html.py": "a11b729157862291a6ecf7b7b3517c59d4242ea05a7f9b8d9d96a9882425ad65",
    "layout/__init__.py": "f226ba97ad21e44772b571aa64bfd446ecf3080d236c4861dcab25407a04d66a",
    "layout/background.py": "3d98949e4fe71bc71a96bc7e4c10c137a25a36a07dde755dc619116e85ab1809",
    "layout/block.py": "9457dca0528c378f3ff6dd2ca5126d04ca017542de2fb77b1db48c3073401085",
    "layout/float.py": "4e6cc308ad2a7d2a1aecb24b8517790fd4e154d839396ebb38dd3674e111c7c3",
    "layout/inline.py": "0e7c1569330f54734ed61b568789c4f279ba103c0385115efa6444f3c43b96b4",
    "layout/page.py": "d99c5aceb36d458619a9cecb466a09df8827b9160fafacab7b4972a0d354dcca",
    "layout/percent.py": "bac190e240dce17b4342feb99423e8232433d3727c0833897f50fed88cb163a2",
    "pdf/__init__.py": "426e0855db0473121bf70666b3c6c5fbd9ebfe832741d31a3689e8b10a14281f",
    "pdf/fonts.py": "9ad9a202a416b84585e59d758e6b5e1b35604807dc3fa4472b6829bc5c4cdcb7",
    "pdf/stream.py": "4faf9169d1970d4688b9cf41f733659ca6b1c4c098707c64f67c47a07309e81e",
    "pdf/tags.py": "fae488b773686ea7fb685967c78a5b011854b88b61377f426ffb4e9ec00d76d2",
    "stacking.py": "e9ce9e67f071b5c62f9446c7e8941da9a2b060192e6aa5301864acdce7e4a52f",
    "text/fonts.py": "59d74d0c161349b8416f1d13466e16dd47c1161f0a397ff1e4ca70814eb36091",
    "text/line_break.py": "1f5a855ad992e0bebaf5512d2b806fd991090e0e91bf79d3d5a3a0176b22af97",
}


class ChangedError(RuntimeError):
    """WeasyPrint is not the one that its steps were replaced in: pages would silently come out wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A function `name` of a module or class `owner`, and what is done in its place: `new`.

    `owners` are further modules that have it by that name; `old` is the step as WeasyPrint has it.
    """

    owner: Any
    name: str
    new: Callable[..., Any]
    owners: tuple[Any, ...] = ()
    old: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "old", getattr(self.owner, self.name))

    def put(self, step: Any) -> None:
        """Put a step wherever WeasyPrint looks for it."""
        for owner in (self.owner, *self.owners):
            setattr(owner, self.name, step)


def install(steps: Sequence[Step]) -> None:
    """Put the new steps in the place of the old. ChangedError when one of those is not the one that was read."""
    _compare()
    for step in steps:
        current = getattr(step.owner, step.name)
        if current is step.new:
            continue
        if current is not step.old:
            raise ChangedError(f"{step.owner.__name__}.{step.name} is not WeasyPrint's")
        step.put(step.new)


@cache
def _compare() -> None:
    if weasyprint.__version__ != _VERSION:
        raise ChangedError(f"WeasyPrint {weasyprint.__version__} instead of {_VERSION}")
    root = Path(weasyprint.__file__).parent
    for name, digest in _READ.items():
        found = sha256((root / name).read_bytes()).hexdigest()
        if found != digest:
            raise ChangedError(f"weasyprint/{name} has changed: {found}")
