"""Passes and their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from .errors import UnknownPassError
from .page import Page

Pass: TypeAlias = Callable[[Page], Page]


def name_of(step: Pass) -> str:
    """The name a pass goes by: that of its function, with hyphens; a `partial` is named by what it calls.

    >>> def drop_rules(page, thin=False): return page
    >>> name_of(drop_rules), name_of(partial(drop_rules, thin=True))
    ('drop-rules', 'drop-rules')
    """
    function = step.func if isinstance(step, partial) else step
    return getattr(function, "__name__", type(function).__name__).replace("_", "-")


@dataclass(frozen=True, slots=True, repr=False)
class Pipeline:
    """Passes in the order in which they run; any function `Page -> Page` is one.

    >>> def shout(page): return page
    >>> Pipeline((shout,)).without("shout")
    Pipeline()
    """

    passes: tuple[Pass, ...] = ()

    def __call__(self, page: Page) -> Page:
        for step in self.passes:
            page = step(page)
        return page

    def __iter__(self) -> Iterator[Pass]:
        return iter(self.passes)

    def __len__(self) -> int:
        return len(self.passes)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(self.names)})"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the passes, in order."""
        return tuple(name_of(step) for step in self.passes)

    def _index(self, name: str) -> int:
        try:
            return self.names.index(name.replace("_", "-"))
        except ValueError:
            raise UnknownPassError(f"no pass named {name!r}; there are: {', '.join(self.names)}") from None

    def before(self, name: str, step: Pass) -> "Pipeline":
        """With `step` put in just before the pass `name`."""
        at = self._index(name)
        return Pipeline((*self.passes[:at], step, *self.passes[at:]))

    def after(self, name: str, step: Pass) -> "Pipeline":
        """With `step` put in just after the pass `name`."""
        at = self._index(name) + 1
        return Pipeline((*self.passes[:at], step, *self.passes[at:]))

    def replace(self, name: str, step: Pass) -> "Pipeline":
        """With `step` in the place of the pass `name`."""
        at = self._index(name)
        return Pipeline((*self.passes[:at], step, *self.passes[at + 1 :]))

    def without(self, *names: str) -> "Pipeline":
        """Without these passes."""
        gone = {self._index(name) for name in names}
        return Pipeline(tuple(step for at, step in enumerate(self.passes) if at not in gone))

    def only(self, *names: str) -> "Pipeline":
        """With just these passes, in the order in which the pipeline holds them."""
        kept = {self._index(name) for name in names}
        return Pipeline(tuple(step for at, step in enumerate(self.passes) if at in kept))
