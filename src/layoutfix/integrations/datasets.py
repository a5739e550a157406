"""layoutfix as functions for `Dataset.map` of Hugging Face Datasets, batched.

    from datasets import load_dataset
    from layoutfix.integrations.datasets import articles, fix

    dumps = load_dataset("parquet", data_files="dumps/*.parquet", split="train")  # columns "id" and "text"
    dumps.map(articles, batched=True, batch_size=100, num_proc=8)
    dumps.map(fix, batched=True, batch_size=100, num_proc=8, fn_kwargs={"column": "text"})

`articles` gives a dataset of articles alone, `fix` one with the columns that were there and `text_error`. A page that
could not be kept whole stops nothing: it is a row whose `error` says why and whose `text` is the page as it was read;
`fix` leaves such a text as it was and says why in `text_error`.

Datasets leaves the threads of numpy as they are, one a core in every process: set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1 before the start.
"""

from . import extra
from .rows import repaired_column as fix

with extra("datasets"):
    import datasets  # noqa: F401

    from .tables import articles_table as articles

__all__ = ["articles", "fix"]
