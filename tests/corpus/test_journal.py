"""The record of what is done."""

from pathlib import Path

from layoutfix.corpus.journal import Journal, Record, read_journal

RECORDS = [Record("a", "甲", 3, "0a", ("a: is odd",)), Record("b", "乙", 4, "0b")]


def test_a_record_is_in_the_file_once_it_is_added(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "journal"), RECORDS[:1])
    journal.add(RECORDS[1])
    assert list(read_journal(str(tmp_path / "journal"))) == RECORDS
    journal.close()


def test_a_line_that_was_cut_short_ends_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    assert list(read_journal(str(path))) == []
    journal = Journal(str(path))
    for record in RECORDS:
        journal.add(record)
    journal.close()
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:-2] + b"\n" + first)
    assert list(read_journal(str(path))) == RECORDS[:1]
