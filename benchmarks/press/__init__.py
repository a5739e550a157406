"""Sets news articles as pages and dumps them, so that there is more to learn from than the train pages."""

from typing import Final

BROWSER: Final = "/usr/bin/chromium"
"""The browser that prints, where no other is named."""
