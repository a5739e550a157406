"""Makes the learned numbers of the package (`src/layoutfix/data/*.npy`); README.md says how."""
