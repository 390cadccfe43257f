"""A PDF's objects → the bytes of the file, each object written and packed once.

pydyf packs every stream twice where a file has an identifier, the second time to take a hash of it, and at zlib's
slowest level. Embedded fonts, which are most of a paper, gain 3 % by that.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import accumulate
from typing import Any, Final

import deflate
import pydyf

from docgen.latest import Latest

__all__ = ["file_of", "joined"]

#: Of libdeflate: a third of the time of zlib's level 4, 1 % more bytes.
_LEVEL: Final = 1
#: Streams that are kept packed, those that were used last: pages that papers have in common, and fonts.
_MOST: Final = 100
_kept: Final[Latest[bytes, bytes]] = Latest(_MOST)
#: Streams that are remembered as met once.
_MOST_MET: Final = 4000
_met: Final[set[int]] = set()
_HEADER: Final = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"  # the second line has bytes above 127: it is no text file (7.5.2)


def file_of(pdf: Any) -> bytes:
    """The file of a `pydyf.PDF`: streams, then all other objects in one packed stream, then the references (7.5.8).

    Both its identifiers, which are alike when it is first written (14.4), are a hash of all that stands before them.
    """
    if pdf.info:
        pdf.add_object(pdf.info)
    used = [each for each in pdf.objects if each.free != "f"]
    loose = [each for each in used if each.compressible]
    streams = [each for each in used if not each.compressible]
    packed = _object_stream(loose)
    packed.number = len(pdf.objects)
    references = packed.number + 1
    pieces = [_HEADER]
    offsets: dict[int, int] = {}
    position = len(_HEADER)
    for stream in (*streams, packed):
        offsets[stream.number] = position
        pieces.append(_indirect(stream))
        position += len(pieces[-1])
    offsets[references] = position
    table = _references(offsets, {each.number: place for place, each in enumerate(loose)}, packed.number)
    identifier = sha256(b"".join(pieces)).hexdigest()[:32].encode()
    ends = {"Root": pdf.catalog.reference, "ID": pydyf.Array([b"<" + identifier + b">"] * 2)}
    if pdf.info:
        ends["Info"] = pdf.info.reference
    table.extra.update(ends)
    table.number = references
    pieces += [_indirect(table), b"startxref\n%d\n%%%%EOF\n" % position]
    return b"".join(pieces)


def _object_stream(objects: list[Any]) -> Any:
    """Objects that are no streams, in one (7.5.7): their numbers and places, then themselves."""
    written = [_written(each) for each in objects]
    places = accumulate((len(each) + 1 for each in written), initial=0)
    index = b" ".join(b"%d %d" % (each.number, place) for each, place in zip(objects, places, strict=False))
    extra = {"Type": "/ObjStm", "N": len(objects), "First": len(index) + 1}
    return pydyf.Stream([index, *written], extra, compress=True)


def _references(offsets: dict[int, int], loose: dict[int, int], packed: int) -> Any:
    """Where each object stands: by its place in the file, or in the stream numbered `packed`."""
    count = max(offsets) + 1
    width = (max(*offsets.values(), packed).bit_length() + 7) // 8
    entries = bytearray()
    for number in range(count):
        if number in offsets:
            kind, where, place = 1, offsets[number], 0
        elif number in loose:
            kind, where, place = 2, packed, loose[number]
        else:
            kind, where, place = 0, 0, 0
        entries += kind.to_bytes(1, "big") + where.to_bytes(width, "big") + place.to_bytes(4, "big")
    extra = {"Type": "/XRef", "Size": count, "W": pydyf.Array([1, width, 4])}
    return pydyf.Stream([bytes(entries)], extra, compress=True)


def _indirect(stream: Any) -> bytes:
    """A stream as it stands in the file."""
    extra = pydyf.Dictionary(stream.extra)
    content = joined(stream.stream)
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = _packed(content)
    extra["Length"] = len(content)
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (stream.number, extra.data, content)


def _packed(content: bytes) -> bytes:
    """The content of a stream packed: one that stands in many papers only twice."""
    known = _kept.again(content)
    if known is not None:
        return known
    made = bytes(deflate.zlib_compress(content, _LEVEL))
    mark = hash(content)
    if mark in _met:
        _kept.keep(content, made)
    if len(_met) >= _MOST_MET:
        _met.clear()
    _met.add(mark)
    return made


def joined(pieces: list[Any]) -> bytes:
    """The pieces of a stream, as pydyf collects them, as they stand in it."""
    return b"\n".join(map(_bytes, pieces))


def _bytes(item: Any) -> bytes:
    """A piece of a stream, as pydyf takes them: bytes, text or an object."""
    if isinstance(item, bytes):
        return item
    return _written(item) if isinstance(item, pydyf.Object) else str(item).encode("ascii")


#: How references and numbers are written, of which arrays have hundreds.
_IN_ARRAY: Final[dict[type[Any], Callable[[Any], bytes]]] = {bytes: bytes, int: b"%d".__mod__}


def _written(item: Any) -> bytes:
    """An object or a value as pydyf has it. A structure has a thousand objects, whose types are asked for once each."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        return b"<<%b>>" % b"".join([b"/%b %b" % (_written(key), _written(value)) for key, value in item.items()])
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join([_IN_ARRAY.get(type(each), _written)(each) for each in item])
    return item.data if isinstance(item, pydyf.Object) else pydyf.Array([item]).data[1:-1]  # type: ignore[no-any-return]
