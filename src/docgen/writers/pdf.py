"""Document + standard + fonts → PDF by WeasyPrint, with Chinese justification: a pure function of its inputs.

WeasyPrint takes half a second to import and the fonts some more to load, so both happen on the first call of a process
and are shared by all that follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from threading import Lock
from typing import Any, Final
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.pdf import generate_pdf
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from docgen.document import Document, Layout
from docgen.problems import Code, Problem, errors
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting import imprint, justification
from docgen.typesetting.bold import joined
from docgen.typesetting.fonts import FontFile, FontSet
from docgen.units import Length
from docgen.writers.adorned import SCHEME
from docgen.writers.every_note import with_every_note
from docgen.writers.hastened import font_files, steps
from docgen.writers.hastened.collection import put_off
from docgen.writers.hastened.paper_fonts import Fonts
from docgen.writers.html import render
from docgen.writers.painted import box_steps
from docgen.writers.pdf_file import file_of
from docgen.writers.prepared import Prepared, prepare
from docgen.writers.runs import Common, Run, divided, numbered
from docgen.writers.style_sheet import elements, style_sheet

__all__ = ["Written", "imprint_page", "write"]

#: Pango's fonts and what is kept from paper to paper are not for two threads at once.
_ALONE: Final = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A PDF: its bytes, how many pages it has, and what is to be said (stand-ins, missing glyphs, short lines)."""

    content: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def imprint_page(document: Document, standard: Standard, fonts: FontSet) -> imprint.Page:
    """The page of the 版记, from the pages that the document has without it and with it.

    Word cannot be asked where a text ends, so the DOCX goes by the pages of the PDF too: both formats agree on them.
    """
    if not imprint.may_turn(document, standard):
        return imprint.Page.LAST
    with _ALONE, put_off():
        text, whole = (_pages(made, standard, fonts) for made in (replace(document, imprint=None), document))
    return imprint.page_of(document, standard, text, whole)


def _pages(document: Document, standard: Standard, fonts: FontSet) -> int:
    return sum(len(run.pages) for run in _runs(document, standard, fonts, imprint.Page.LAST, draft=False))


def write(
    document: Document,
    standard: Standard,
    fonts: FontSet,
    *,
    draft: bool = False,
    imprint_on: imprint.Page = imprint.Page.LAST,
) -> Written:
    """Write a document as PDF: tagged, with bookmarks and properties, fonts embedded as subsets.

    `draft` puts 送审稿 above the 版心. `imprint_on` is the page of the 版记.

    Problems: what keeps `fonts` from serving (which font stands in for which is the
    manifest's and doctor's to tell, not each paper's), GLYPH_MISSING for characters that no font here has, LINE_SHORT
    for lines that an unbreakable piece left short.
    """
    with _ALONE, put_off():
        return _written(document, standard, fonts, imprint_on, draft=draft)


def _written(
    document: Document, standard: Standard, fonts: FontSet, imprint_on: imprint.Page, *, draft: bool
) -> Written:
    runs = _runs(document, standard, fonts, imprint_on, draft=draft)
    pages = [page for run in runs for page in run.pages]
    options = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True}
    paper = runs[0].laid_out.copy(pages)
    paper.fonts = Fonts(apart=len(runs) > 1)
    objects = generate_pdf(paper, None, 1, **options)
    missing = dict.fromkeys(problem for run in runs for problem in run.missing)
    short = [problem for run in runs for problem in run.short]
    return Written(
        content=file_of(objects),
        pages=len(pages),
        problems=(*errors(fonts.problems), *missing, *short),
    )


def _runs(
    document: Document, standard: Standard, fonts: FontSet, imprint_on: imprint.Page, *, draft: bool
) -> list[Run]:
    """The document laid out, run by run; the runs behind its text may be those of another paper."""
    justification.install()
    steps.install()
    box_steps.install()
    setting = _setting(standard, fonts, imprint_on, draft)
    runs: list[Run] = []
    first = 1
    parts = (document,) if standard.bold else divided(document)
    for part in parts:
        prepared = prepare(part, standard, fonts)
        _load_apart(prepared.others)
        lay_out = partial(_laid_out, prepared, setting, first)
        if len(parts) == 1:
            run = lay_out()
        else:
            run = _common.run((setting, first, prepared.form), lay_out, recurs=prepared.is_form)
            run = run if run.holds(prepared) else lay_out()
        runs.append(run.filled(prepared))
        first += len(run.pages)
    return runs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Setting:
    """By what papers are set; told apart as an object, since a standard is long to hash and fonts cannot be."""

    standard: Standard
    fonts: FontSet
    imprint_on: imprint.Page
    draft: bool


_common: Final = Common()
_settings: Final[deque[_Setting]] = deque(maxlen=8)


def _setting(standard: Standard, fonts: FontSet, imprint_on: imprint.Page, draft: bool) -> _Setting:
    """The one setting of these; the latest are kept."""
    for kept in _settings:
        same = kept.standard is standard and kept.fonts is fonts
        if same and (kept.imprint_on, kept.draft) == (imprint_on, draft):
            return kept
    made = _Setting(standard=standard, fonts=fonts, imprint_on=imprint_on, draft=draft)
    _settings.append(made)
    return made


def _laid_out(prepared: Prepared, setting: _Setting, first: int) -> Run:
    """The pages of a document, numbered from `first`."""
    standard, document = setting.standard, prepared.document
    short = justification.short_lines()
    sheet = render(prepared, standard, setting.imprint_on)
    fonts = setting.fonts.bolder(joined(prepared.headings, sheet.bold))
    fonts = fonts.slanted(sheet.slanted).slanted(sheet.bold_slanted, bolder=True)
    for font in _fonts_of(fonts):
        _load(font)
    _load_apart(sheet.others)
    css = _compiled(style_sheet(standard, fonts, document.layout, draft=setting.draft))
    page = _Page(sheet.html, sheet.pictures)

    def lay_out(rules: str) -> Any:
        short.clear()
        style_sheets = [css, *(_compiled(each) for each in (numbered(first), rules) if each)]
        cache: dict[str, Any] = dict(sheet.slots)
        return page.render(font_config=_configuration(), stylesheets=style_sheets, pdf_tags=True, cache=cache)

    if sheet.notes:
        made = with_every_note(lay_out, page.etree_element, sheet.notes, _raised(document, standard))
    else:
        made = lay_out("")
    return Run(laid_out=made, sheet=sheet, short=tuple(_short_lines(short, made.pages, first)))


def _raised(document: Document, standard: Standard) -> Length | None:
    """How far the 版记 raises the footnotes of its page; None without one."""
    if document.imprint is None:
        return None
    height = imprint.height(document.imprint, standard, ruled=document.layout is not Layout.LETTER)
    return height + standard.imprint_raised + standard.styles[StyleName.FOOTNOTE].size


def _short_lines(texts: Sequence[str], pages: Sequence[Any], first: int) -> Iterator[Problem]:
    """A problem for each line, with its page, the first of which has the number `first`.

    It is named by its first characters, in 「」 where it has “” itself.
    """
    if not texts:
        return
    written = [_bare("".join(getattr(box, "text", "") for box in page._page_box.descendants())) for page in pages]
    for text in dict.fromkeys(texts):
        page = next((number for number, words in enumerate(written, first) if _bare(text) in words), None)
        left, right = "「」" if set(text) & set("“”") else "“”"
        yield Problem(
            code=Code.LINE_SHORT,
            message=f"{f'第{page}页' if page else ''}{left}{text[:12]}……{right}一行排不满，行末留空",
            hint="该行后面有过长的数字或西文，必要时改写",
        )


def _bare(text: str) -> str:
    """The text without the characters that only let a line break."""
    return text.replace("\u200b", "")


def _fonts_of(fonts: FontSet) -> list[FontFile]:
    return [font for face in fonts.faces.values() for font in (*face.drawn, *face.files)]


@cache
def _configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _load(font: FontFile) -> None:
    """Make a font file known under its name; the configuration keeps it for all later documents."""
    font_files.add(_configuration(), font.family, font.file)


def _load_apart(fonts: Sequence[FontFile]) -> None:
    """Make fonts of characters that a face lacks known."""
    for font in fonts:
        font_files.add_apart(font.family, font.file)


@lru_cache(maxsize=64)
def _compiled(text: str) -> Any:
    return weasyprint.CSS(string=text, font_config=_configuration(), url_fetcher=_Pictures({}))


class _Page(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint carries no types
    """Our own HTML, which is well-formed XML, read by the C parser: a sixth of the time of a long ledger."""

    def __init__(self, html: str, pictures: Mapping[str, bytes]) -> None:
        root = ElementTree.fromstring(html)  # noqa: S314 - written by our templates: no DTD, no entities
        self.base_url = None
        self.url_fetcher = _Pictures(pictures)
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_compiled(elements())]


class _Pictures(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Gives out the pictures of one document, which it holds, and nothing else: no file, nothing from the network."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> Any:
        content = self._pictures.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if content is None:
            raise ValueError(f"refused: {url}")
        return URLFetcherResponse(url, content)
