"""YAML of staff: one text has one meaning, or none."""

from __future__ import annotations

import pytest
import yaml

from docgen.strict_yaml import line_said, read_strict_yaml


def test_plain_yaml_says_what_it_says() -> None:
    assert {"依据": "gbt9704", "单位": {"石桥区": {"行距": 28.5}}} == read_strict_yaml(
        "\ufeff依据: gbt9704\n单位:\n  石桥区: {行距: 28.5}\n".encode()
    )


@pytest.mark.parametrize(
    ("text", "line"),
    {
        "no end": ("行距: 28\n红色: [", 2),
        "a key twice": ("行距: 28\n行距: 29", 2),
        "a key twice below": ("单位:\n  甲: 1\n  乙: 2\n  甲: 3", 4),
        "an alias": ("甲: &a 1\n乙: *a", 2),
        "a list as a key": ("行距: 28\n? [甲, 乙]\n: 丙", 2),
        "no such day": ("行距: 28\n名称: 2015-13-45", 2),
        "no such day, within": ("行距: 28\n单位:\n  甲: [1, 2015-13-45]", 3),
        "a number without end": ("行距: " + "1" * 5000, 1),
        "a tag that its value belies": ("甲: !!timestamp x\n乙: !!bool x", 1),
        "a tag that makes objects": ("甲: 1\n乙: !!python/object:object {}", 2),
    }.values(),
)
def test_what_could_be_meant_otherwise_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        read_strict_yaml(text.encode())
    assert f"（第 {line} 行）" == line_said(caught.value)
