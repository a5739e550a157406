"""Files to text: encodings, and the sentence for a file that is no dump."""

import bz2
import gzip
import io
import lzma
import os
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from layoutfix import InputError
from layoutfix.io.read_file import read_dump

SIMPLIFIED = "湖边栈道本月完工\n\n　　城东湖边的木栈道将在本月底完工，市民可免费\n游览。设计的人说，栈道不长。\n"
TRADITIONAL = "湖邊棧道本月完工\n\n　　城東湖邊的木棧道將在本月底完工，市民可免費\n遊覽。設計的人說，棧道不長。\n"


def write(folder: Path, data: bytes) -> Path:
    path = folder / "page.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, SIMPLIFIED.replace("\n", "\r\n"), "plain\x0bASCII\f"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_found_out(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_dump(write(tmp_path, text.encode(encoding))) == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_big5_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert read_dump(write(tmp_path, TRADITIONAL.encode(encoding))) == TRADITIONAL


@pytest.mark.parametrize("text", [SIMPLIFIED, "The ferry leaves.\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_and_without_a_mark(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_dump(write(tmp_path, text.encode(encoding))) == text
    assert read_dump(write(tmp_path, f"\ufeff{text}".encode(encoding))) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_gzipped_dump_is_unpacked(tmp_path: Path, encoding: str) -> None:
    first, second = (gzip.compress(line.encode(encoding)) for line in SIMPLIFIED.split("\n\n"))
    assert read_dump(write(tmp_path, first + second)) == SIMPLIFIED.replace("\n\n", "")


def test_radicals_do_not_hide_an_encoding(tmp_path: Path) -> None:
    text = "城东湖边的⽊栈道将在本⽉底完⼯，⼈⺠可免费游览。设计的⼈说，栈道不⻓。" * 20
    assert read_dump(write(tmp_path, text.encode("gb18030"))) == text


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    assert read_dump(write(tmp_path, "für".encode("latin-1")), "latin-1") == "für"
    assert read_dump(write(tmp_path, b"\xef\xbb\xbf" + "für".encode()), "utf-8") == "für"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    assert read_dump("-") == SIMPLIFIED


def test_standard_input_without_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b" \n")))
    with pytest.raises(InputError, match=r"^standard input: holds no text"):
        read_dump("-")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match=r"^standard input: is closed"):
        read_dump("-")


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    data = SIMPLIFIED.encode()
    path = write(tmp_path, data)
    assert read_dump(path, max_bytes=len(data)) == SIMPLIFIED
    with pytest.raises(InputError, match=rf"page\.txt: holds more than {len(data) - 1} bytes; divide it, or allow"):
        read_dump(path, max_bytes=len(data) - 1)


class Endless(io.RawIOBase):
    """Standard input that never ends; `given` counts what was taken from it."""

    given = 0

    def read(self, size: int = -1, /) -> bytes:
        assert size >= 0, "an endless input is read whole"
        self.given += size
        return b"a" * size


def test_of_what_never_ends_no_more_is_read_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=endless))
    with pytest.raises(InputError, match="standard input: holds more than 1000 bytes"):
        read_dump("-", max_bytes=1000)
    assert endless.given == 1001


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device")
def test_a_device_has_no_size_and_a_limit_all_the_same() -> None:
    with pytest.raises(InputError, match="/dev/zero: holds more than 1000 bytes"):
        read_dump("/dev/zero", max_bytes=1000)


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("page.txt", SIMPLIFIED)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no text"),
        (" \t\r\n\f\u3000".encode(), "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF, not a text dump: run pdftotext on it first"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image, .*: run OCR"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image, .*: run OCR"),
        (b"II*\x00\x08\x00", "is a TIFF image, .*: run OCR"),
        (b"MM\x00*\x00\x08", "is a TIFF image, .*: run OCR"),
        (zipped(), "is a ZIP archive or an office document, .*: unpack it"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "is a PDF, .*: run pdftotext"),
        (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "is gzipped more than once: run gunzip"),
        (gzip.compress(b"text" * 99, mtime=0)[:-9], "is a damaged gzip archive"),
        (b"\x1f\x8b", "is a damaged gzip archive"),
        (bz2.compress(b"text"), "is a bzip2 archive, .*: run bunzip2"),
        (lzma.compress(b"text"), "is an xz archive, .*: run unxz"),
        (b"7z\xbc\xaf\x27\x1c\x00", "is a 7-Zip archive, .*: unpack it"),
        (b"Rar!\x1a\x07\x01\x00", "is a RAR archive, .*: unpack it"),
        (b"GIF89a\x01\x00", "is a GIF image, .*: run OCR"),
        (b"AT&TFORM\x00\x00", "is a DjVu document, .*: run djvutxt"),
        (b"%!PS-Adobe-3.0\n", "is PostScript, .*: run ps2pdf"),
        (b"{\\rtf1\\ansi}", "is an RTF document, .*: save it as text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an office document, .*: save it as text"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "is binary"),
        (bytes(range(256)) * 4, "is binary"),
        ("木栈道很长。".encode()[:-1], "is not valid UTF-8 at byte 15"),
        ("木栈道".encode() + b"\xff\xff" + "有三里长，人人可以走。".encode(), "is not valid UTF-8 at byte 9"),
        (b"ab\xff\xff\xff", "is not valid UTF-8 at byte 2, nor GB18030"),
        (b"\xff\xfea", "is not valid utf-16-le at byte 2"),
    ],
)
def test_a_file_that_is_no_dump_is_named_with_what_to_do(tmp_path: Path, data: bytes, message: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(InputError, match=message) as caught:
        read_dump(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_glyph_without_a_character_does_not_make_a_dump_binary(tmp_path: Path) -> None:
    text = f"\0{SIMPLIFIED * 5}"
    assert read_dump(write(tmp_path, text.encode())) == text


def test_a_wrong_encoding_says_at_which_byte(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is not valid ascii at byte 1; name its encoding"):
        read_dump(write(tmp_path, "a湖".encode()), "ascii")


@pytest.mark.parametrize("name", ["gb99", "base64", "undefined", "a\0b"])
def test_an_encoding_that_python_does_not_know(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="there is no encoding named"):
        read_dump(write(tmp_path, b"text"), name)


def test_what_is_not_there_or_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"page\.txt: there is no such file"):
        read_dump(tmp_path / "page.txt")
    with pytest.raises(InputError, match="is a directory"):
        read_dump(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_dump(tmp_path / "page.txt" / "\0")
    with pytest.raises(InputError, match="cannot be read"):
        read_dump(str(tmp_path / ("long" * 1000)))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, b"text")
    path.chmod(0)
    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\); check its permissions"):
        read_dump(path)
