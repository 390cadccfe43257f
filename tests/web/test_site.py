"""What a server does when it begins."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from docgen.settings import read_settings
from docgen.web.press import Press
from docgen.web.site import Site, open_site
from tests.web.conftest import EXAMPLE


def test_only_what_an_earlier_server_left_is_read_when_one_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dataset given while the desk begins is read by who gives it: read twice, it could not be used for a while."""
    settings = read_settings().value
    assert settings is not None
    site = open_site(settings, tmp_path)
    asked: list[int] = []
    reading = Event()

    def read(self: Site, number: int) -> None:
        asked.append(number)
        reading.set()

    monkeypatch.setattr(Press, "go", lambda self: None)
    monkeypatch.setattr(Site, "read", read)
    left = site.datasets.take_in(EXAMPLE, "旧.xlsx")
    site.begin()
    try:
        site.datasets.take_in(EXAMPLE, "新.xlsx")
        assert reading.wait(60)
    finally:
        site.close()
    assert [left] == asked
