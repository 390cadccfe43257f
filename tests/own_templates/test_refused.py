"""Bad files and hostile templates: each refused in one clear line, and none of it is ever run."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from docgen.dataset.records import Dataset
from docgen.own_templates.package import MAX_UNPACKED
from docgen.own_templates.papers import CUSTOM_WORD, Asked, OwnTemplate
from docgen.own_templates.press import Press
from docgen.problems import errors
from docgen.template_road import lint_template, read_template
from tests.own_templates.word import part, small, with_part, word

NAME = "模板.docx"
DOCUMENT = "word/document.xml"

#: Payloads as attackers' lists have them, from the plain to the roundabout.
PAYLOADS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ 单位.__class__.__init__.__globals__ }}",
    "{{ 单位['__class__'] }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ joiner.__init__.__globals__.os.environ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ 单位|attr('__class__') }}",
    "{{ ()|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ 单位.名称.format(单位) }}",
    "{{ '%s'|format(单位.__class__) }}",
    "{{ 'a'.join(['b']) }}",
    "{{ range(1000000000)|list }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ dict(a=1) }}",
    "{{ 名单|map('attr','__class__')|list }}",
    "{{ 名单|_guarded }}",
    "{{ url_for.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{% if ''.__class__ %}甲{% endif %}",
    "{% set x = cycler %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}甲{% endfilter %}",
    "{% raw %}{{ 单位 }}{% endraw %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{{ 单位.名称 }}{% endautoescape %}",
    "{% do 单位.clear() %}",
    "{{ " + "(" * 200 + "1" + ")" * 200 + " }}",
    "{{ " + "not " * 120 + "单位.名称.名称 }}",
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_refused_before_anything_runs(payload: str, dataset: Dataset) -> None:
    result = read_template(word(f"报{payload}。"), NAME, dataset)

    assert result.value is None
    wrong = errors(result.problems)
    assert wrong
    assert {"正文第1段"} == {problem.place.cell for problem in wrong}
    assert all("\n" not in str(problem) for problem in wrong)


def bomb() -> bytes:
    blank = b"<!-- " + b" " * (MAX_UNPACKED + 1) + b" -->"
    return with_part(word("甲"), "word/bomb.xml", blank)


def entities(declared: str, used: str) -> bytes:
    content = word("甲")
    document = part(content, DOCUMENT)
    head, _, rest = document.partition("<w:document")
    return with_part(
        content, DOCUMENT, f"{head}<!DOCTYPE w:document [{declared}]><w:document{rest}".replace("甲", used)
    )


def retyped(content_type: str) -> bytes:
    content = word("甲")
    name = "[Content_Types].xml"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return with_part(content, name, part(content, name).replace(main, content_type))


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


LAUGHS = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
BAD = {
    "a zip bomb": (bomb(), "F02", "展开后"),
    "entities that grow": (entities(LAUGHS, "&j;"), "M01", "实体"),
    "an entity that names a file": (entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "M01", "实体"),
    "an entity that is declared only": (entities('<!ENTITY x "甲">', "乙"), "M01", "实体"),
    "macros by type": (retyped("application/vnd.ms-word.document.macroEnabled.main+xml"), "M01", "宏"),
    "macros inside": (with_part(word("甲"), "word/vbaProject.bin", b"\0"), "M01", "宏"),
    "a .dotx": (
        retyped("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        "M01",
        ".dotx",
    ),
    "an old .doc": (OLE, "M01", ".doc"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "F03", "加密"),
    "a workbook": (
        archive(
            **{
                "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                'spreadsheetml.sheet.main+xml"/></Types>'
            }
        ),
        "M01",
        "Excel",
    ),
    "any zip": (archive(readme="hello"), "M01", "没有 Word 文档"),
    "plain text": ("{{ 单位.名称 }}".encode(), "M01", "不是 Word 文档"),
    "half a file": (word("甲")[:3000], "M01", "损坏"),
    "broken XML": (with_part(word("甲"), DOCUMENT, "<w:document"), "M01", "损坏"),
    "our own marks": (with_part(word("甲"), "word/x.xml", "<a>\ufdd0</a>"), "M01", "Unicode"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line(name: str) -> None:
    content, code, said = BAD[name]

    result = lint_template(content, NAME)

    assert result.value is None
    (problem,) = result.problems
    assert code == problem.code.code
    assert said in problem.message
    assert "\n" not in str(problem)


def template(content: bytes) -> OwnTemplate:
    """A template as if the lint had let it through: what the process holds by itself."""
    return OwnTemplate(
        name=NAME, content=content, sha256="", of_a_unit=True, sheets=(), states=False, of_units=False, tells=False
    )


def test_a_process_that_takes_too_long_is_killed_and_the_next_paper_gets_another(dataset: Dataset) -> None:
    asked = Asked(unit="东城分馆", word=CUSTOM_WORD)
    with Press(template(word("{{ 单位.名称 }}")), dataset, seconds=0.001) as press:
        began = time.monotonic()
        lost = press.fill(asked)
        assert time.monotonic() - began < 10
        assert ["M07"] == [problem.code.code for problem in lost.problems]

    with Press(template(word("{{ 单位.名称 }}")), dataset) as press:
        assert press.fill(asked).value is not None
        assert press.fill(asked) == press.fill(asked)


def test_the_process_fills_nothing_that_has_a_fault(dataset: Dataset) -> None:
    with Press(template(word("{{ cycler.__init__ }}")), dataset) as press:
        result = press.fill(Asked(unit="东城分馆", word=CUSTOM_WORD))

    assert result.value is None
    assert {"M02", "M03"} >= {problem.code.code for problem in result.problems}
