"""`python -m layoutfix` is the command `layoutfix`, and `python -m layoutfix report` is `layoutfix report`."""

import gc
import sys

from .cli import main


def run() -> None:
    """Run the command on the arguments of the process; a file named `report` is reached as `./report`.

    What was loaded lives as long as the process: the collector leaves it alone.
    """
    gc.freeze()
    if sys.argv[1:2] == ["report"]:
        from .cli_report import report

        report(sys.argv[2:], prog_name="layoutfix report")
    main()


if __name__ == "__main__":
    run()
