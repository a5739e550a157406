"""Pipelines by what a user has. A preset is data: the order of passes, to be read at a glance."""

from typing import Final

from .passes.check_laws import check_laws
from .passes.close_spaces import close_spaces
from .passes.cut_columns import cut_columns
from .passes.cut_titles import cut_titles
from .passes.drop_invisible import drop_invisible
from .passes.flag_characters import flag_characters
from .passes.fold_characters import fold_characters
from .passes.group_articles import group_articles
from .passes.join_lines import join_lines
from .passes.order_articles import order_articles
from .passes.order_lines import order_lines
from .passes.set_aside import set_aside
from .passes.spare_clean import spare_clean
from .passes.tag_roles import tag_roles
from .passes.unwrap_lines import unwrap_lines
from .pipeline import Pipeline

NEWSPAPER: Final = Pipeline(
    (
        flag_characters,
        fold_characters,
        cut_columns,
        close_spaces,
        spare_clean,
        cut_titles,
        tag_roles,
        order_lines,
        join_lines,
        group_articles,
        set_aside,
        order_articles,
        check_laws,
    )
)
"""The page of a newspaper: its articles."""

PROSE: Final = Pipeline((flag_characters, drop_invisible, fold_characters, close_spaces, unwrap_lines, check_laws))
"""A book or a report: characters, spaces and line ends are mended in place, nothing is moved."""

CHARACTERS: Final = Pipeline((flag_characters, drop_invisible, fold_characters, close_spaces, check_laws))
"""Characters and spaces are mended, every line end stands."""

PRESETS: Final = {"newspaper": NEWSPAPER, "prose": PROSE, "characters": CHARACTERS}
