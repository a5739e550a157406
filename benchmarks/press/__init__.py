"""Sets news articles as pages and dumps them, so that there is more to learn from than the train pages."""
