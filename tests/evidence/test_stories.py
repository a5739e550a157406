"""Which article each part is in."""

import numpy as np
import pytest
from hypothesis import given, settings

import documents
from layoutfix.evidence import stories as module
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.fragments import firm_fragments
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.stories import find_stories
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


def check(stories: module.Stories) -> None:
    chances = np.exp(stories.membership)
    assert chances.shape == (len(stories.parts), len(stories.titles) + 1)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
    assert stories.kinship.shape == (len(stories.parts),) * 2
    assert np.isfinite(stories.kinship).all() and not stories.kinship.diagonal().any()
    assert (stories.kinship == stories.kinship.T).all()
    lines = [line for chain in stories.parts for line in chain]
    assert len(lines) == len(set(lines))


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_what_is_told_are_chances_and_odds(dump: str) -> None:
    reading = read_sheet(sheet_of(read_page(dump).lines))
    check(find_stories(reading, firm_fragments(reading)))


def test_titles_know_the_parts_of_their_articles() -> None:
    dump, _ = documents.load("abreast")
    reading = read_sheet(sheet_of(read_page(dump).lines))
    stories = find_stories(reading, firm_fragments(reading))
    check(stories)
    assert len(stories.titles) > 1 and len(stories.parts) > 1


def test_where_there_are_too_many_none_is_brought_together(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_sheet(sheet_of(read_page(documents.load("abreast")[0]).lines))
    stories = find_stories(reading, firm_fragments(reading))
    assert stories.limits == ()
    monkeypatch.setattr(module, "MOST_PAIRED", 1)
    none = find_stories(reading, firm_fragments(reading))
    check(none)
    assert none.parts == none.titles == []
    assert "too many to bring together" in "".join(none.limits)
