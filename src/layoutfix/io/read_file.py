"""Reads the dump of a file: bytes to text, and what to do where a file is no text dump."""

import codecs
import errno
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from ..errors import InputError

_MAGIC: Final = (
    (b"%PDF-", "is a PDF, not a text dump: run pdftotext on it first"),
    (b"\x89PNG\r\n\x1a\n", "is a PNG image, not a text dump: run OCR on it first"),
    (b"\xff\xd8\xff", "is a JPEG image, not a text dump: run OCR on it first"),
    (b"II*\x00", "is a TIFF image, not a text dump: run OCR on it first"),
    (b"MM\x00*", "is a TIFF image, not a text dump: run OCR on it first"),
    (b"GIF87a", "is a GIF image, not a text dump: run OCR on it first"),
    (b"GIF89a", "is a GIF image, not a text dump: run OCR on it first"),
    (b"AT&TFORM", "is a DjVu document, not a text dump: run djvutxt on it first"),
    (b"%!PS", "is PostScript, not a text dump: run ps2pdf and pdftotext on it first"),
    (b"{\\rtf", "is an RTF document, not a text dump: save it as text first"),
    (b"\xd0\xcf\x11\xe0", "is an office document, not a text dump: save it as text first"),
    (b"PK\x03\x04", "is a ZIP archive or an office document, not a text dump: unpack it or save it as text first"),
    (b"PK\x05\x06", "is an empty ZIP archive, not a text dump: give the files that it should hold"),
    (b"\x1f\x8b", "is gzipped more than once: run gunzip on it first"),
    (b"BZh91AY&SY", "is a bzip2 archive, not a text dump: run bunzip2 on it first"),
    (b"\xfd7zXZ\x00", "is an xz archive, not a text dump: run unxz on it first"),
    (b"\x28\xb5\x2f\xfd", "is a Zstandard archive, not a text dump: run unzstd on it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive, not a text dump: unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive, not a text dump: unpack it first"),
)
MOST_BYTES: Final = 16_000_000
"""A thousand pages: what is larger is rather the wrong file. It takes minutes and some hundred megabytes of memory."""
_GZIP: Final = b"\x1f\x8b"
_BINARY: Final = "is binary (it holds NUL bytes), not a text dump: give the text of the page"
MOST_NULS: Final = 0.01
"""Share of a text that NULs may be: MuPDF gives one for a glyph that stands for no known character."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE: Final = ("gb18030", "big5", "big5hkscs")
_UTF_16: Final = ("utf_16_le", "utf_16_be")
_COMMON: Final = "，。、的一是在了有不人和国國中"
_COMMON_SHARE: Final = 0.05
"""Share of a Chinese text that the characters of _COMMON make up at the very least; in news it is about a sixth."""


def read_dump(path: str | os.PathLike[str], encoding: str | None = None, max_bytes: int = MOST_BYTES) -> str:
    """The text of the file at `path`, or of standard input where that is `-`: `decode_dump` of `read_bytes`."""
    return decode_dump(read_bytes(path, max_bytes), path, encoding, max_bytes)


def read_bytes(path: str | os.PathLike[str], max_bytes: int = MOST_BYTES) -> bytes:
    """The bytes of the file at `path`, or of standard input where that is `-`. No more than `max_bytes` and one byte
    are read.

    Raises `InputError`, one sentence that names the file, what is wrong and what to do, for a file that is missing, a
    directory, unreadable or larger than `max_bytes`.
    """
    with _named(path) as name:
        return _read_bytes(name, max_bytes)


def decode_dump(
    data: bytes, path: str | os.PathLike[str], encoding: str | None = None, max_bytes: int = MOST_BYTES
) -> str:
    """The text of a dump that was read from `path`; line ends stay as they are. Gzipped bytes are unpacked first, to
    `max_bytes` at most.

    Without `encoding`, a byte order mark says what the dump is (UTF-8, UTF-16); else it is UTF-8 where it is valid
    UTF-8, and otherwise what charset-normalizer makes of it among GB18030, Big5, Big5-HKSCS and UTF-16. A byte order
    mark is no part of the text.

    Raises `InputError`, one sentence that names the file, what is wrong and what to do, for bytes that are damaged,
    too many, without text, binary or undecodable, and for an encoding that Python does not know.
    """
    with _named(path):
        return _decode(_unpacked(data, max_bytes), encoding)


def is_encoding(name: str) -> bool:
    """True where Python can decode text from the encoding of this name.

    >>> is_encoding("gb18030"), is_encoding("base64"), is_encoding("gb99")
    (True, False, False)
    """
    try:
        b" ".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


@contextmanager
def _named(path: str | os.PathLike[str]) -> Iterator[str]:
    """The path as text; an `InputError` of the block begins with it."""
    name = os.fspath(path)
    try:
        yield name
    except InputError as error:
        raise InputError(f"{'standard input' if name == '-' else name}: {error}") from error.__cause__


def _read_bytes(name: str, most: int) -> bytes:
    try:
        if name != "-":
            with open(name, "rb") as file:
                if os.fstat(file.fileno()).st_size > most:
                    raise _too_large(most)
                data = file.read(most + 1)
        elif sys.stdin is None:
            raise InputError("is closed; name a file")
        else:
            data = sys.stdin.buffer.read(most + 1)
    except FileNotFoundError as error:
        raise InputError("there is no such file; check its name") from error
    except IsADirectoryError as error:
        raise InputError("is a directory; name the dumps in it") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        advice = "check its permissions" if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM) else "check it"
        raise InputError(f"cannot be read ({reason}); {advice}") from error
    if len(data) > most:  # what has no size beforehand: a pipe, a device
        raise _too_large(most)
    return data


def _too_large(most: int) -> InputError:
    return InputError(f"holds more than {most} bytes; divide it, or allow more (--max-bytes)")


def _unpacked(data: bytes, most: int) -> bytes:
    if not data.startswith(_GZIP):
        return data
    import gzip

    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            unpacked = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"is a damaged gzip archive ({error}); pack it anew") from error
    if len(unpacked) > most:
        raise _too_large(most)
    return unpacked


def _decode(data: bytes, encoding: str | None) -> str:
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise InputError(message)
    if encoding is not None and not is_encoding(encoding):
        raise InputError(f"cannot be decoded: there is no encoding named {encoding!r}; use a name that Python knows")
    text = _detect(data) if encoding is None else _decode_as(data, encoding)
    text = text.removeprefix("\ufeff")
    if text.count("\0") > MOST_NULS * len(text):
        raise InputError(_BINARY)
    if not text.strip():
        raise InputError("holds no text; if it came from a scanned page, run OCR on that first")
    return text


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(f"is not valid {encoding}{at}; name its encoding or mend it") from error


def _detect(data: bytes) -> str:
    """The text of bytes whose encoding nobody named."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        guess = None if _is_damaged_utf8(data) else _guess(data)
        if guess is not None:
            return guess
        if b"\0" in data:
            raise InputError(_BINARY) from error
        raise InputError(
            f"is not valid UTF-8 at byte {error.start}, nor GB18030, Big5 or UTF-16; name its encoding or mend it"
        ) from error
    return (_guess(data) or text) if "\0" in text else text


def _is_damaged_utf8(data: bytes) -> bool:
    """True where all but a few of the bytes beyond ASCII are good UTF-8: another encoding would turn all into noise."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return 4 * bad < sum(character > "\x7f" for character in text) - bad


def _guess(data: bytes) -> str | None:
    """What charset-normalizer takes the bytes for; where it finds only noise, a reading full of common characters.

    UTF-16 without a byte order mark is known by the NUL bytes of its spaces and line ends, and by nothing else: half of
    all byte strings read as ideographs in it.
    """
    from charset_normalizer import from_bytes

    candidates = _UTF_16 if b"\0" in data else _MULTIBYTE
    best = from_bytes(data, cp_isolation=list(candidates)).best()
    if best is not None:
        return str(best)
    readings = [text for text in (_try(data, candidate) for candidate in candidates) if text]
    text = max(readings, key=_common, default="")
    return text if text and _common(text) >= _COMMON_SHARE else None


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _common(text: str) -> float:
    return sum(map(text.count, _COMMON)) / len(text)
