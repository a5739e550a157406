"""Time and memory of layoutfix beside those of the programs that people run before it, or in its place."""
