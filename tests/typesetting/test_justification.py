"""The steps of WeasyPrint's lines that are replaced: what is not WeasyPrint's is never replaced."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.layout import inline

from docgen.typesetting import justification, weasyprint_steps


def test_a_changed_step_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def another(context: Any, line: Any, extra_width: float) -> None:
        raise AssertionError

    monkeypatch.setattr(inline, "justify_line", another)
    with pytest.raises(weasyprint_steps.ChangedError, match="justify_line"):
        justification.install()


def test_installing_twice_changes_nothing() -> None:
    justification.install()
    step = inline.justify_line
    justification.install()
    assert inline.justify_line is step
