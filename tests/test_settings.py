"""Settings come from the environment, all problems at once."""

from __future__ import annotations

import os
from pathlib import Path

from docgen.settings import Settings, read_settings

CONFIG = Path("/home/clerk/.config/docgen/wording")


def test_a_plain_environment_gives_the_defaults() -> None:
    cores = len(os.sched_getaffinity(0))
    register = Path("/home/clerk/.local/share/docgen/发文登记簿.sqlite")
    data = Path("/home/clerk/.local/share/docgen/web")
    cache = Path("/home/clerk/.cache/docgen")
    expected = Settings(cache=cache, fonts=None, wording=CONFIG, register=register, data=data, workers=cores)
    assert expected == read_settings({"HOME": "/home/clerk", "LANG": "C"}).value


def test_everything_can_be_set(tmp_path: Path) -> None:
    given = {"DOCGEN_FONTS": str(tmp_path), "DOCGEN_WORKERS": "3", "DOCGEN_CACHE": "/c", "DOCGEN_REGISTER": "/r/簿"}
    given |= {"DOCGEN_WORDING": str(tmp_path), "DOCGEN_DATA": "/d"}
    register = Path("/r/簿")
    expected = Settings(
        cache=Path("/c"), fonts=tmp_path, wording=tmp_path, register=register, data=Path("/d"), workers=3
    )
    assert expected == read_settings(given).value


def test_the_wording_of_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    given = {"HOME": "/home/clerk", "DOCGEN_WORDING": "/nowhere"}
    settings = read_settings(given, wording=str(tmp_path)).value
    assert settings is not None
    assert tmp_path == settings.wording
    (problem,) = read_settings(given).problems
    hint = "请写一个存在的文件夹，或去掉这项设置。"
    assert f"错误 A01 DOCGEN_WORDING：“/nowhere”不是文件夹。 办法：{hint}" == str(problem)


def test_a_user_without_a_home_has_no_wording_of_his_own() -> None:
    settings = read_settings({}).value
    assert settings is not None
    assert settings.wording is None


def test_the_command_line_goes_before_the_environment() -> None:
    settings = read_settings({"DOCGEN_WORKERS": "3", "XDG_CACHE_HOME": "/c", "XDG_DATA_HOME": "/d"}, workers="5").value
    register = Path("/d/docgen/发文登记簿.sqlite")
    assert Settings(cache=Path("/c/docgen"), register=register, data=Path("/d/docgen/web"), workers=5) == settings


def test_without_a_home_the_register_has_no_place() -> None:
    settings = read_settings({}).value
    assert settings is not None
    assert settings.register is None


def test_mistakes_are_told_all_at_once() -> None:
    got = read_settings({"DOCGEN_FONT": "x", "DOCGEN_FONTS": "/nowhere", "DOCGEN_WORKERS": "0", "DOCGEN_QQQQQQ": "1"})
    assert None is got.value
    assert [
        "错误 A01 DOCGEN_FONT：没有这项设置。 办法：是不是 DOCGEN_FONTS？",
        "错误 A01 DOCGEN_QQQQQQ：没有这项设置。 "
        "办法：可用的有：DOCGEN_ACCOUNTS、DOCGEN_CACHE、DOCGEN_DATA、DOCGEN_FONTS、DOCGEN_REGISTER、DOCGEN_WORDING、DOCGEN_WORKERS。",
        "错误 A01 DOCGEN_FONTS：“/nowhere”不是文件夹。 办法：请写一个存在的文件夹，或去掉这项设置。",
        "错误 A01 DOCGEN_WORKERS：“0”不是进程数。 办法：请写 1 到 256 之间的整数，如 2。",
    ] == [str(problem) for problem in got.problems]
