"""Children of w:pPr, w:rPr, w:sectPr and w:settings in the order that the schema wants (ECMA-376 part 1, 17)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.properties import W

__all__ = ["PARAGRAPH", "RUN", "SETTINGS_BEFORE", "child", "given", "without"]

_IN_PARAGRAPH: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_IN_RUN: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath rPrChange"
)
_BEFORE_EVEN_AND_ODD: Final = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts"
    " embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState"
    " formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge"
    " revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride"
    " styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle"
)
PARAGRAPH: Final = tuple(_IN_PARAGRAPH.split())
RUN: Final = tuple(_IN_RUN.split())
#: What stands before w:evenAndOddHeaders.
SETTINGS_BEFORE: Final = frozenset(_BEFORE_EVEN_AND_ODD.split())


def child(parent: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """The child of that WordprocessingML name, made in its place where there is none."""
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    made = etree.Element(f"{W}{name}")
    later = set(order[order.index(name) + 1 :])
    for index, other in enumerate(parent):
        if str(other.tag).removeprefix(W) in later:
            parent.insert(index, made)
            return made
    parent.append(made)
    return made


def given(node: etree._Element, **attributes: str | int) -> etree._Element:
    """The node with these w: attributes."""
    for name, text in attributes.items():
        node.set(f"{W}{name}", str(text))
    return node


def without(node: etree._Element, *attributes: str) -> etree._Element:
    """The node without these w: attributes."""
    for name in attributes:
        if f"{W}{name}" in node.attrib:
            del node.attrib[f"{W}{name}"]
    return node
