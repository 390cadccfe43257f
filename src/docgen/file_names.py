"""The name of a file as it can be shown: in problems, in the origins of figures, in the manifest."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["shown_name"]


def shown_name(path: Path) -> str:
    """The name of a file without lone surrogates, which no UTF-8 holds.

    Python has them for the bytes of a name that is not UTF-8. Such a name is mostly GBK, out of a ZIP that an older
    Windows packed, and then read as that; of any other the bytes that are no UTF-8 are shown as �.
    """
    name = path.name
    with suppress(UnicodeEncodeError):
        name.encode()
        return name
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    return "".join("�" if "\ud800" <= each <= "\udfff" else each for each in name)
