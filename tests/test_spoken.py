"""Numbers as read aloud."""

from __future__ import annotations

import pytest

from docgen.document import Run, Voice
from docgen.spoken import spoken_text


def said(text: str) -> str:
    return "".join(run.text for run in spoken_text((Run(text=text),)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("完成率为98.5%", "完成率为百分之九十八点五"),
        ("占100%", "占百分之百"),
        ("下降15%—20%", "下降百分之十五至百分之二十"),
        ("2015年1月2日", "二〇一五年一月二日"),
        ("2014—2015年", "二〇一四至二〇一五年"),
        ("60年", "六十年"),
        ("（中办发〔2014〕60号）", "（中办发二〇一四年第六十号）"),
        ("共12项，其中2项", "共十二项，其中两项"),
        ("第2项、2月、2级", "第二项、二月、二级"),
        ("12项、22项", "十二项、二十二项"),
        ("2000元、20000元", "两千元、两万元"),
        ("10500人、120012人", "一万零五百人、十二万零一十二人"),
        ("1,234,567元", "一百二十三万四千五百六十七元"),
        ("100000000元", "一亿元"),
        ("9.05万元", "九点零五万元"),
        ("“34+11+7”项", "“三十四加十一加七”项"),
        ("上午9:05", "上午九点零五分"),
        ("1至2个", "一至两个"),
        ("3—5天", "三至五天"),
        ("1/3", "三分之一"),
        ("0738-0000101", "零七三八，零零零零一零一"),
        ("没有数的一句话。", "没有数的一句话。"),
    ],
)
def test_read(written: str, read: str) -> None:
    assert read == said(written)


def test_a_number_keeps_its_voice_and_its_cells_though_its_unit_stands_in_another_run() -> None:
    line = (
        Run(text="共"),
        Run(text="2", voice=Voice.FACT, origins=("a › b › C3",)),
        Run(text="项，占"),
        Run(text="98.5%", voice=Voice.FACT, origins=("a › b › D4",)),
        Run(text="。"),
    )
    expected = (
        Run(text="共"),
        Run(text="两", voice=Voice.FACT, origins=("a › b › C3",)),
        Run(text="项，占"),
        Run(text="百分之九十八点五", voice=Voice.FACT, origins=("a › b › D4",)),
        Run(text="。"),
    )
    assert expected == spoken_text(line)
