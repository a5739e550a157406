"""Makes the learned numbers of the package (`src/layoutfix/data/*.npz`); README.md says how."""
