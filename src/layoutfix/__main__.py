"""`python -m layoutfix` is the command `layoutfix`."""

import gc

from .cli import main


def run() -> None:
    """Run the command in a process of its own. What was loaded lives as long as it: the collector leaves it alone."""
    gc.freeze()
    main()


if __name__ == "__main__":
    run()
