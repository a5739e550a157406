"""Test settings: a thread for each process, since every core has one; on a build server Hypothesis draws the same
examples every time."""

import os

from hypothesis import settings

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read where NumPy is loaded, here and in the commands that tests run
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
