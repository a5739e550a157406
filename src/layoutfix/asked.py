"""The pipeline that a user asks for by options, as plain data that another process can be given."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from .passes.close_spaces import MeetingPolicy, close_spaces
from .pipeline import Pass, Pipeline
from .presets import PRESETS


@dataclass(frozen=True, slots=True)
class Asked:
    """A preset, and what is to be changed of it.

    `only` are the passes to be kept, or `without` those to be left out; one of the two is empty. `meetings` says what
    becomes of spaces between Chinese and Latin. `fold_width`, `convert` (a conversion of OpenCC) and `min_confidence`
    (a score in [0, 1]) add the passes that no preset holds.
    """

    preset: str = "newspaper"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    meetings: MeetingPolicy = "auto"
    fold_width: bool = False
    convert: str | None = None
    min_confidence: float | None = None


@cache
def pipeline_of(asked: Asked) -> Pipeline:
    """The pipeline; raises `UnknownPassError` and `UnknownConfigError` where it names what there is not.

    >>> pipeline_of(Asked("characters", without=("close-spaces", "check-laws"), fold_width=True))
    Pipeline(flag-characters, drop-invisible, fold-characters, fold-width)
    """
    pipeline = PRESETS[asked.preset]
    if asked.meetings != "auto":
        pipeline = pipeline.replace("close-spaces", partial(close_spaces, meetings=asked.meetings))
    pipeline = pipeline.only(*asked.only) if asked.only else pipeline.without(*asked.without)
    return Pipeline((*pipeline, *_added(asked)))


def _added(asked: Asked) -> Iterator[Pass]:
    """The passes that no preset holds, each loaded where it is asked for."""
    if asked.fold_width:
        from .passes.fold_width import fold_width

        yield fold_width
    if asked.convert is not None:
        from .passes.convert_script import convert_script

        yield convert_script(asked.convert)
    if asked.min_confidence is not None:
        from .passes.mark_doubtful import mark_doubtful

        yield mark_doubtful(asked.min_confidence)
