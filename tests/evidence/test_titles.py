"""The lines of titles."""

import time
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.evidence.titles import FIELDS, LONGEST, Run, Scores, Segment, best_parse, parse_runs, parse_value
from layoutfix.page import Block, Role, Text

KICKER, HEAD, DECK, STRAY = range(4)
GROUPS = {(0, 1), (0, 1, 2), (1,), (1, 2), (1, 0), (1, 0, 2), (2, 1)}
Parse = tuple[list[Segment], list[int]]


def scores_of(seed: int, count: int) -> Scores:
    draw = np.random.default_rng(seed)
    places = [(i, j) for i in range(count) for j in range(i + 1, min(count, i + LONGEST) + 1)]
    segments = {place: draw.normal(size=4).astype(np.float32) for place in places}
    return Scores(segments, draw.normal(size=(max(0, count - 1), 4, 4, 2)).astype(np.float32))


def groups_of(segments: list[Segment], opens: list[int]) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = []
    for (_, _, field), new in zip(segments, opens, strict=True):
        if new:
            groups.append(())
        groups[-1] += (field,)
    return groups


def is_parse(segments: list[Segment], opens: list[int]) -> bool:
    strays = all(end == start + 1 for start, end, field in segments if field == STRAY)
    return bool(opens[0]) and strays and all(g == (STRAY,) or g in GROUPS for g in groups_of(segments, opens))


def divisions(start: int, count: int) -> Iterator[list[tuple[int, int]]]:
    if start == count:
        yield []
    for end in range(start + 1, min(count, start + LONGEST) + 1):
        for rest in divisions(end, count):
            yield [(start, end), *rest]


def all_parses(count: int) -> Iterator[Parse]:
    for division in divisions(0, count):
        for fields in product(range(4), repeat=len(division)):
            segments = [(start, end, field) for (start, end), field in zip(division, fields, strict=True)]
            for rest in product((0, 1), repeat=len(division) - 1):
                if is_parse(segments, [1, *rest]):
                    yield segments, [1, *rest]


ALL_PARSES = {count: list(all_parses(count)) for count in range(1, 5)}


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_no_parse_is_better(seed: int, count: int) -> None:
    scores = scores_of(seed, count)
    segments, opens = best_parse(scores, count)
    best = max(parse_value(scores, *parse) for parse in ALL_PARSES[count])
    assert parse_value(scores, segments, opens) == pytest.approx(best, abs=1e-4)


@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from([-6.0, 0.0, 6.0]))
def test_a_parse_covers_the_run_with_groups_of_one_headline(seed: int, count: int, leaning: float) -> None:
    segments, opens = best_parse(scores_of(seed, count), count, leaning)
    assert [i for start, end, _ in segments for i in range(start, end)] == list(range(count))
    assert is_parse(segments, opens)


def test_leaning_makes_headlines_more_or_fewer() -> None:
    scores = scores_of(7, 12)
    counts = [sum(f == HEAD for *_, f in best_parse(scores, 12, leaning)[0]) for leaning in (-50.0, 0.0, 50.0)]
    assert counts == sorted(counts) and counts[0] == 0 and counts[-1] == 12


def test_time_grows_with_the_run() -> None:
    scores = scores_of(1, 2_000)
    start = time.perf_counter()
    best_parse(scores, 2_000)
    assert time.perf_counter() - start < 10


def title(text: str, likely: bool, flow: int) -> Block:
    chances = [0.02] * OUTPUTS
    chances[2 if likely else 0] = 0.9
    return Block(Role.HEADLINE, Text.of(text, 0, len(text)), 1.0, flow, 1, tuple(chances), tuple(chances))


def run_of(texts: tuple[str, ...], likely: bool = True) -> Run:
    blocks = [title(text, likely, flow) for flow, text in enumerate(texts)]
    before, after = [None, *blocks[:-1]], [*blocks[1:], None]
    return Run(blocks, [0] * (len(blocks) - 1), before, after)


@pytest.mark.parametrize("bodies", [0, 1, 3])
def test_each_line_of_a_run_is_in_one_group_or_stray(bodies: int) -> None:
    runs = [run_of(HEADLINES[:4]), run_of(SENTENCES[:2], likely=False), run_of(HEADLINES[4:5])]
    parsed = parse_runs(runs, bodies)
    for run, (groups, stray) in zip(runs, parsed, strict=True):
        members = [i for group in groups for _, lines in group.fields for i in lines]
        assert sorted([*members, *stray]) == list(range(len(run.blocks)))
        for group in groups:
            assert tuple(FIELDS.index(role) for role, _ in group.fields) in GROUPS


def test_more_bodies_never_mean_fewer_headlines() -> None:
    counts = []
    for bodies in range(5):
        parsed = parse_runs([run_of((headline,)) for headline in HEADLINES[:4]], bodies)
        counts.append(sum(len(groups) for groups, _ in parsed))
    assert counts == sorted(counts) and counts[4] == 4


def test_no_runs() -> None:
    assert parse_runs([], 3) == []
