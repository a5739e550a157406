"""Any input against the laws of the package: what must hold, inputs made of bytes, and a search for those that fail."""
