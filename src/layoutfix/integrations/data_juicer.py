"""layoutfix as an operator of Data-Juicer: `layoutfix_mapper`, which repairs the text of every sample.

Importing this module registers it. For dj-process, have the recipe name a file of yours that holds that import:

    custom_operator_paths: ["operators/layoutfix_operators.py"]  # import layoutfix.integrations.data_juicer
    process:
      - layoutfix_mapper:
          preset: "newspaper"

In Python the operator runs as any other:

    from data_juicer.core.data import NestedDataset
    from layoutfix.integrations.data_juicer import LayoutfixMapper

    NestedDataset.from_list([{"text": dump}]).process(LayoutfixMapper(num_proc=8))

A text of which a page could not be kept whole stays as it was, and `text_error` says why; the sample is not dropped.

Data-Juicer leaves the threads of numpy as they are, one a core in every process: set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1 before the start.
"""

from typing import Any

from .. import PRESETS
from . import extra
from .rows import repaired_column

with extra("data-juicer"):
    from data_juicer.ops.base_op import OPERATORS, Mapper


@OPERATORS.register_module("layoutfix_mapper")
class LayoutfixMapper(Mapper):
    """Repairs texts as `layoutfix.fix` does: dumps of newspaper pages, or with another preset prose or any text.

    Each sample is given `TEXT_KEY_error`: why its text was left as it was, or nothing.
    """

    _batched_op = True

    def __init__(self, preset: str = "newspaper", *args: Any, **kwargs: Any) -> None:
        """
        Initialization method.

        :param preset: which passes to run: "newspaper", "prose" or "characters".
        :param args: extra args
        :param kwargs: extra args
        """
        super().__init__(*args, **kwargs)
        if preset not in PRESETS:
            raise ValueError(f"no preset named {preset!r}; there are: {', '.join(PRESETS)}")
        self.preset = preset

    def process_batched(self, samples: dict[str, Any]) -> dict[str, Any]:
        """The samples, columns by name, with their texts repaired."""
        samples.update(repaired_column(samples, self.text_key, PRESETS[self.preset]))
        return samples
