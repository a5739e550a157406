"""Pipelines by what a user has. A preset is data: the order of passes, to be read at a glance."""

from typing import Final

from .passes.close_spaces import close_spaces
from .passes.cut_columns import cut_columns
from .passes.fold_characters import fold_characters
from .passes.group_articles import group_articles
from .passes.join_lines import join_lines
from .passes.order_lines import order_lines
from .passes.spare_clean import spare_clean
from .passes.tag_roles import tag_roles
from .pipeline import Pipeline

NEWSPAPER: Final = Pipeline(
    (
        fold_characters,
        cut_columns,
        close_spaces,
        spare_clean,
        tag_roles,
        order_lines,
        join_lines,
        group_articles,
    )
)

PRESETS: Final = {"newspaper": NEWSPAPER}
