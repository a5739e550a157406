"""Texts keep their provenance whatever is done to them."""

from hypothesis import given
from hypothesis import strategies as st

from layoutfix import Span, Text
from strategies import any_text


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, Text]:
    """A dump, and a text made of some stretches of it, apart and in any order."""
    dump = draw(any_text)
    bounds = sorted(draw(st.sets(st.integers(0, len(dump)), max_size=8)))
    stretches = list(zip(bounds[::2], bounds[1::2], strict=False))
    return dump, Text.join(Text.of(dump, start, end) for start, end in draw(st.permutations(stretches)))


@st.composite
def changes(draw: st.DrawFn, length: int) -> list[tuple[int, int, str]]:
    """Changes that `Text.substitute` takes: sorted, apart, none of them empty."""
    bounds = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    news = st.sampled_from(["", "甲", "乙丙"])
    return [(start, end, draw(news)) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]


def _traces(dump: str, text: Text) -> None:
    assert str(text) == "".join(piece.text for piece in text.pieces)
    assert all(piece.text == dump[piece.start : piece.end] for piece in text.pieces)


@given(cut_texts())
def test_a_text_is_what_its_pieces_are(case: tuple[str, Text]) -> None:
    _traces(*case)


@given(cut_texts(), st.data())
def test_a_cut_holds_the_same_characters_as_that_of_a_string(case: tuple[str, Text], data: st.DataObject) -> None:
    dump, text = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text.cut(start, end)
    assert str(part) == str(text)[start:end]
    _traces(dump, part)
    _traces(dump, text.cut(start))


@given(cut_texts(), st.data())
def test_parts_of_a_text_make_it_whole_again(case: tuple[str, Text], data: st.DataObject) -> None:
    dump, text = case
    at = data.draw(st.integers(0, len(text)))
    whole = text.cut(0, at) + text.cut(at)
    assert str(whole) == str(text)
    assert whole.spans == text.spans
    _traces(dump, whole)


@given(cut_texts())
def test_strip_is_that_of_a_string(case: tuple[str, Text]) -> None:
    dump, text = case
    assert str(text.strip()) == str(text).strip()
    _traces(dump, text.strip())


@given(cut_texts(), st.data())
def test_substitution_changes_the_value_and_keeps_the_source(case: tuple[str, Text], data: st.DataObject) -> None:
    dump, text = case
    edits = data.draw(changes(len(text)))
    value = str(text)
    for start, end, new in reversed(edits):
        value = value[:start] + new + value[end:]
    changed = text.substitute(edits)
    assert str(changed) == value
    for piece in changed.pieces:
        assert 0 <= piece.start <= piece.end <= len(dump)


@given(cut_texts(), st.data())
def test_white_space_can_go_and_nothing_else_does(case: tuple[str, Text], data: st.DataObject) -> None:
    dump, text = case
    spaces = [(at, at + 1, "") for at, char in enumerate(str(text)) if char.isspace()]
    closed = text.substitute(spaces)
    assert str(closed) == "".join(char for char in str(text) if not char.isspace())
    assert closed.spans == text.spans
    _traces(dump, Text.from_pieces(piece for piece in closed.pieces if piece.text))


@given(st.lists(st.sampled_from(["甲", "乙", ""]), max_size=5), st.sampled_from(["", " "]))
def test_join_sets_the_separator_between_texts_that_are_not_empty(parts: list[str], separator: str) -> None:
    dump = "".join(parts)
    starts = [len("".join(parts[:number])) for number in range(len(parts))]
    joined = Text.join((Text.of(dump, at, at + len(part)) for at, part in zip(starts, parts, strict=True)), separator)
    assert str(joined) == separator.join(filter(None, parts))
    assert joined.spans == ((Span(0, len(dump)),) if dump else ())


def test_a_folded_character_keeps_its_place() -> None:
    text = Text.of("⺠族团结", 0, 4).substitute([(0, 1, "民")])
    assert str(text) == "民族团结"
    assert text.spans == (Span(0, 4),)
    assert text.cut(0, 1).spans == (Span(0, 1),)


def test_a_piece_whose_length_changed_stays_whole() -> None:
    text = Text.of("⽊ 头", 0, 3).substitute([(0, 2, "木")])
    assert text.cut(0, 1).spans == (Span(0, 2),)
    assert text.cut(1).spans == (Span(2, 3),)


def test_an_empty_text_is_false_and_starts_at_nothing() -> None:
    empty = Text.of("纸", 1, 1)
    assert not empty
    assert empty.spans == ()
    assert empty.start == 0
