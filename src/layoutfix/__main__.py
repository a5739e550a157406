"""`python -m layoutfix` is the command `layoutfix`."""

from .cli import main

if __name__ == "__main__":
    main()
