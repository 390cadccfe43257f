"""A copy of a template with its faults as Word comments at their places; nothing else of it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from lxml import etree

from docgen.own_templates.lint import Finding, Linted
from docgen.own_templates.package import DOCUMENT, Parts, opened, packed, parsed
from docgen.own_templates.stories import Passage, R, W, passages, story_parts

__all__ = ["annotated"]

_COMMENTS: Final = "word/comments.xml"
_RELATIONSHIPS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_RELATION_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
#: The namespace of relationships, without a prefix.
_DEFAULT: Final = cast("dict[str, str]", {None: _RELATION_NS})
_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR: Final = "docgen"
_DAY: Final = "2000-01-01T00:00:00Z"  # fixed: the same template gives the same bytes
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def annotated(content: bytes, read: Linted) -> bytes:
    """The copy. Word has comments in the body only: what stands elsewhere is told at the beginning of the body."""
    given = opened(content, read.name).value
    assert given is not None, "it has been read before"
    parts = dict(given)
    roots = story_parts(parts)
    texts = {_path(each): each for each in passages(roots, parts) if each.story.tag == f"{W}body"}
    first = next(iter(texts.values()))
    comments = _comments(parts)
    number = _free(comments)
    for finding in reversed(read.findings):
        at = texts.get(_path(finding.passage)) if finding.passage is not None else None
        _anchor(at or first, finding if at else None, number)
        comments.append(_comment(finding, number, named=at is None))
        number += 1
    parts[DOCUMENT] = _bytes(roots[DOCUMENT])
    parts[_COMMENTS] = _bytes(comments)
    _joined(parts)
    return packed(parts)


def _path(passage: Passage) -> str:
    """Where a paragraph stands, the same in the template and in its copy."""
    return f"{passage.part} {passage.node.getroottree().getpath(passage.node)}"


def _anchor(passage: Passage, finding: Finding | None, number: int) -> None:
    """Put the marks of a comment around the characters of a finding, or around the whole paragraph."""
    start, end = (finding.start, finding.end) if finding else (0, len(passage.text))
    first = _run_of(passage, start)
    last = _run_of(passage, max(start, end - 1))
    identifier = {f"{W}id": str(number)}
    begin, finish = (etree.Element(f"{W}commentRange{each}", identifier) for each in ("Start", "End"))
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", identifier)
    if first is None or last is None:
        passage.node.extend([begin, finish, reference])
        return
    first.addprevious(begin)
    last.addnext(finish)
    finish.addnext(reference)


def _run_of(passage: Passage, at: int) -> etree._Element | None:
    return passage.letters[at].node.getparent() if at < len(passage.letters) else None


def _comment(finding: Finding, number: int, *, named: bool) -> etree._Element:
    problem = finding.problem
    place = f"{problem.place.cell}：" if named else ""
    said = [f"{place}{problem.message}。", *([f"办法：{problem.hint}"] if problem.hint else [])]
    given = {f"{W}id": str(number), f"{W}author": _AUTHOR, f"{W}initials": _AUTHOR[:1], f"{W}date": _DAY}
    comment = etree.Element(f"{W}comment", given)
    for line in said:
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        text = etree.SubElement(run, f"{W}t")
        text.text = line
        text.set(_SPACE, "preserve")
    return comment


def _comments(parts: Parts) -> etree._Element:
    if _COMMENTS in parts:
        return parsed(parts[_COMMENTS])
    return etree.Element(f"{W}comments", nsmap={"w": W[1:-1], "r": R[1:-1]})


def _free(comments: etree._Element) -> int:
    taken: Sequence[int] = [int(each.get(f"{W}id", "0")) for each in comments]
    return max(taken, default=-1) + 1


def _joined(parts: Parts) -> None:
    """Tell the package of the comments, where it had none."""
    relations = (
        parsed(parts[_RELATIONSHIPS])
        if _RELATIONSHIPS in parts
        else etree.Element(f"{{{_RELATION_NS}}}Relationships", nsmap=_DEFAULT)
    )
    if not any(each.get("Type") == _RELATION for each in relations):
        given = {"Id": "rIdDocgenComments", "Type": _RELATION, "Target": "comments.xml"}
        etree.SubElement(relations, f"{{{_RELATION_NS}}}Relationship", given)
        parts[_RELATIONSHIPS] = _bytes(relations)
    types = parsed(parts[_TYPES])
    if not any(each.get("PartName") == f"/{_COMMENTS}" for each in types):
        given = {"PartName": f"/{_COMMENTS}", "ContentType": _CONTENT_TYPE}
        etree.SubElement(types, f"{{{_TYPES_NS}}}Override", given)
        parts[_TYPES] = _bytes(types)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
