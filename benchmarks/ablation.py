"""The command with one kind of evidence left out, to be measured like the command itself.

    python -m benchmarks.ablation KIND FILE [FILE ...]

prints what `layoutfix --format jsonl` prints. Kinds are the keys of `KINDS`.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

import layoutfix
from layoutfix.evidence import encoder, ends, flows, readings, relations, roles, topics
from layoutfix.evidence.encoder import Reading, read_sheet
from layoutfix.evidence.pairing import choose
from layoutfix.evidence.sheet import Ints, Sheet
from layoutfix.evidence.sides import Sides
from layoutfix.evidence.stories import Stories
from layoutfix.evidence.weights import Floats, load
from layoutfix.io.read_file import read_dump
from layoutfix.io.write_json import page_object
from layoutfix.page import Line
from layoutfix.passes import cut_titles, order_articles


def _patch(module: Any, name: str, make: Callable[[Any], Any]) -> None:
    """Put what `make` makes of a function in its place."""
    setattr(module, name, make(getattr(module, name)))


def _without_columns(**columns: float) -> Callable[[], None]:
    """Sheets whose columns of these names are all equal."""

    def change(sheet_of: Callable[[Sequence[Line]], Sheet]) -> Callable[[Sequence[Line]], Sheet]:
        def changed(lines: Sequence[Line]) -> Sheet:
            sheet = sheet_of(lines)
            return replace(
                sheet, **{name: np.full_like(getattr(sheet, name), value) for name, value in columns.items()}
            )

        return changed

    return lambda: _patch(readings, "sheet_of", change)


def _without_vectors() -> None:
    _patch(readings, "sheet_of", lambda make: lambda lines: _blind(make(lines)))
    _patch(roles, "seam_gain", lambda _: lambda _ends, tails, _heads, _page: np.zeros(len(tails), dtype=np.float32))
    _without_scorer()


def _blind(sheet: Sheet) -> Sheet:
    tails, heads = sheet.seen.vectors
    vectors = sheet.seen.vectors._replace(tails=np.zeros_like(tails), heads=np.zeros_like(heads))
    return replace(sheet, seen=sheet.seen._replace(vectors=vectors))


def _without_scorer() -> None:
    _patch(relations, "scored_table", lambda make: lambda sheet, lines, seam: 0 * make(sheet, lines, seam))


def _without_echo() -> None:
    _patch(relations, "echo_table", lambda make: lambda texts: 0 * make(texts))


def _without_rarity() -> None:
    _patch(topics, "rarity", lambda _: lambda keys: np.ones(len(keys), dtype=np.float32))


def _without_first_guess() -> None:
    load("encoder")["followed"][:] = 0


def _without_second_reading() -> None:
    def once(sheet: Sheet, tie: Callable[[Reading], flows.Flows]) -> tuple[Reading, flows.Flows]:
        reading = read_sheet(sheet)
        return reading, tie(reading)

    _patch(readings, "read_tied", lambda _: once)


def _without_tracks() -> None:
    _patch(encoder, "track_of", lambda _: lambda _sheet: None)


def _without_distances() -> None:
    for name in ("near_steps", "near_rows", "near_blocks"):
        load("encoder")[name][:] = load("encoder")[name].mean(axis=0)


def _without_wording() -> None:
    def mean(make: Callable[[Sequence[str]], Floats]) -> Callable[[Sequence[str]], Floats]:
        return lambda texts: np.broadcast_to(make(texts).mean(axis=0), (len(texts), make(["甲"]).shape[1]))

    _patch(encoder, "wording_scores", mean)


def _without_phrases() -> None:
    _patch(roles, "cue_columns", lambda make: lambda texts: 0 * make(texts))


def _without_pairing() -> None:
    def by_links(sides: Sides) -> tuple[Ints, Floats]:
        sure = np.ones(len(sides.titles), dtype=np.float32)
        return (choose(sides.links) if sides.links.size else np.full(len(sure), -1)), sure

    _patch(flows, "pair_titles", lambda _: by_links)
    _without_division()


def _without_division() -> None:
    _patch(flows, "divide_titles", lambda _: lambda titles, *_known: titles)


def _without_stories() -> None:
    def told_nothing(make: Callable[..., Stories]) -> Callable[..., Stories]:
        nothing = np.zeros((0, 1), dtype=np.float32)
        return lambda *known: make(*known)._replace(titles=[], parts=[], membership=nothing, kinship=nothing[:, :0])

    _patch(ends, "find_stories", told_nothing)


def _without_sequence() -> None:
    _patch(flows, "put_in_sequence", lambda _: lambda *given: ())


def _without_abreast() -> None:
    _patch(cut_titles, "abreast_chances", lambda _: lambda features: np.ones(len(features), dtype=np.float32))


def _without_cuts() -> None:
    _patch(order_articles, "reading_order", lambda _: lambda boxes: list(range(len(boxes))))


KINDS: Final[dict[str, Callable[[], None]]] = {
    "nothing": lambda: None,
    "seams": _without_vectors,
    "seam-scorer": _without_scorer,
    "echo": _without_echo,
    "rarity": _without_rarity,
    "first-guess": _without_first_guess,
    "second-reading": _without_second_reading,
    "tracks": _without_tracks,
    "distances": _without_distances,
    "wording": _without_wording,
    "set-phrases": _without_phrases,
    "pairing": _without_pairing,
    "division": _without_division,
    "stories": _without_stories,
    "sequence": _without_sequence,
    "abreast": _without_abreast,
    "cuts": _without_cuts,
    "indents": _without_columns(indent=0.0),
    "blank-lines": _without_columns(blank=0.0),
}


def main() -> None:
    """Print the pages of the files."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ablation", description="Leave one kind of evidence out."
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    KINDS[options.kind]()
    for name in options.files:
        for page in layoutfix.pages(read_dump(name, None)):
            sys.stdout.write(json.dumps(page_object(page, name), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
