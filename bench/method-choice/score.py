"""Adjusted Rand index of a run's segments.csv (second) with the truth of a set (first). scikit-learn 1.2.1."""
import csv
import sys

from sklearn.metrics import adjusted_rand_score

truth = [row["truth"] for row in csv.DictReader(open(sys.argv[1]))]
found = [row["segment"] for row in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig"))]
print(f"{adjusted_rand_score(truth, found):.3f}")
