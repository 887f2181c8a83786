"""Writes digits.csv beside this script from scikit-learn's load_digits.
Run:  /usr/bin/python3 datasets/digits/export.py
Made with scikit-learn 1.2.1 (Debian: python3-sklearn). Rows keep the order of the source. UTF-8 without BOM, lines end with LF."""
from pathlib import Path

from sklearn.datasets import load_digits

digits = load_digits()
assert digits.data.shape == (1797, 64) and (digits.data == digits.data.astype(int)).all()
names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)] + ["digit"]
lines = [",".join(names)] + [",".join(str(int(v)) for v in [*row, label]) for row, label in zip(digits.data, digits.target)]
(Path(__file__).parent / "digits.csv").write_bytes(("\n".join(lines) + "\n").encode())
