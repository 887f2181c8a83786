"""Writes wine.csv beside this script from scikit-learn's load_wine.
Run:  /usr/bin/python3 datasets/wine/export.py
Made with scikit-learn 1.2.1 (Debian: python3-sklearn). Rows keep the order of the source. UTF-8 without BOM, lines end with LF."""
import re
from pathlib import Path

from sklearn.datasets import load_wine

data = load_wine()
assert data.data.shape == (178, 13)
# "sepal length (cm)" becomes sepal_length_cm: a name that needs no quotes in any language.
names = [re.sub(r"[^a-z0-9]+", "_", str(name).lower()).strip("_") for name in data.feature_names] + ["cultivar"]
lines = [",".join(names)] + [",".join([*(repr(float(v)) for v in row), str(data.target_names[label])]) for row, label in zip(data.data, data.target)]
(Path(__file__).parent / "wine.csv").write_bytes(("\n".join(lines) + "\n").encode())
