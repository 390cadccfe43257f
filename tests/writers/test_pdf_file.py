"""The file that a PDF's objects become: whole, packed, and read by others without a complaint."""

from __future__ import annotations

import io

import pikepdf
import pydyf
import pytest

from docgen.writers.pdf_file import file_of


def objects() -> pydyf.PDF:
    pdf = pydyf.PDF()
    stream = pydyf.Stream([b"q", "Q", pydyf.Dictionary({"MCID": 1})], compress=True)
    pdf.add_object(stream)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, 10, 10]),
                "Contents": stream.reference,
                "Resources": pydyf.Dictionary(),
            }
        )
    )
    pdf.info["Title"] = pydyf.String("通知")
    return pdf


def test_the_file_is_whole() -> None:
    with pikepdf.open(io.BytesIO(file_of(objects()))) as opened:
        assert [] == opened.check_pdf_syntax()
        assert b"q\nQ\n<</MCID 1>>" == opened.pages[0].Contents.read_bytes()
        assert "通知" == str(opened.docinfo.Title)
        first, latest = (bytes(each) for each in opened.trailer.ID)
        assert first == latest
        assert 16 == len(first)


def test_other_objects_have_another_identifier() -> None:
    other = objects()
    other.info["Title"] = pydyf.String("通报")
    identifiers = []
    for each in (objects(), other):
        with pikepdf.open(io.BytesIO(file_of(each))) as opened:
            identifiers.append(bytes(opened.trailer.ID[0]))
    assert identifiers[0] != identifiers[1]


def test_what_is_no_stream_stands_packed_in_one() -> None:
    content = file_of(objects())
    assert 1 == content.count(b"/Type /ObjStm")
    assert b"/Type /Page" not in content


def test_the_same_objects_give_the_same_bytes() -> None:
    assert file_of(objects()) == file_of(objects())


VALUES = (1, -2, 0.5, 3.0, "/P", b"1 0 R", pydyf.String("（通知）"), pydyf.String("a)"), None, True)


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_written_as_pydyf_has_it(value: object) -> None:
    pdf = objects()
    pdf.add_object(pydyf.Dictionary({"Kind": pydyf.Array([value, pydyf.Dictionary({"V": value})]), "K": value}))
    pdf.catalog["Probe"] = pdf.objects[-1].reference
    expected = pdf.objects[-1].data
    with pikepdf.open(io.BytesIO(file_of(pdf))) as opened:
        (packed,) = (each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/N"))
        assert expected in packed.read_bytes()
