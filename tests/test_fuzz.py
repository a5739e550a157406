"""The targets of the search, over inputs that Hypothesis draws, and what the search does with a finding."""


import pytest
from fuzz.grammar import seeds
from fuzz.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

codes = st.sampled_from(range(256))
begun = st.tuples(st.binary(max_size=7), st.sampled_from(list(seeds())))
inputs = st.lists(codes, max_size=120).map(bytes) | begun.map(b"".join)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=30)
@given(inputs)
def test_the_laws_hold(target: str, data: bytes) -> None:
    TARGETS[target](data)
