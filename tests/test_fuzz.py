"""The targets of the search over inputs that Hypothesis draws, and the dumps that bytes stand for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.grammar import LONGEST, PIECES, dump_of, seeds
from fuzz.targets import TARGETS

codes = st.lists(st.integers(0, 255), max_size=80).map(bytes)
seeded = st.tuples(st.binary(max_size=7), st.sampled_from(list(seeds())), codes).map(b"".join)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=20)
@given(codes | seeded)
def test_the_laws_hold(target: str, data: bytes) -> None:
    TARGETS[target](data)


@given(codes)
def test_any_bytes_are_a_dump(data: bytes) -> None:
    assert len(dump_of(data)) <= LONGEST
    pieces = bytes(code % len(PIECES) for code in data)
    assert dump_of(pieces) == "".join(PIECES[code] for code in pieces)


def test_the_pieces_leave_bytes_for_what_is_done_to_them() -> None:
    assert len(PIECES) < 250


def test_a_seed_is_the_beginning_of_a_fixture() -> None:
    dumps = [dump_of(seed) for seed in seeds()]
    assert len(set(dumps)) == len(dumps) > 10
    assert all(dump.count("\n") > 5 for dump in dumps)
