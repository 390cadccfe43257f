"""The few words that the standard itself prints; all others come from the tree."""

from __future__ import annotations

from typing import Final

__all__ = ["COPIES", "DRAFT", "FINAL", "PRINTED", "RECIPIENTS", "REMARK", "SIGNERS"]

SIGNERS: Final = "签发人："  # 7.2.6
REMARK: Final = ("（", "）")  # 7.3.6
RECIPIENTS: Final = "主送："  # 7.4.2
COPIES: Final = "抄送："  # 7.4.2
PRINTED: Final = "印发"  # 7.4.3
DRAFT: Final = "送审稿"  # custom: a paper that nobody has signed
FINAL: Final = "正式稿"  # one that was signed and numbered; in the properties only
