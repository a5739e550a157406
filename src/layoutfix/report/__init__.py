"""A page and its articles side by side, as one HTML file for a person to look at."""
