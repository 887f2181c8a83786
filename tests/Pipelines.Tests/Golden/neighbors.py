"""Golden numbers of k-nearest neighbours, from scikit-learn 1.2.1 (Debian 12) on the bundled sets as float32. Repeat: /usr/bin/python3 neighbors.py > neighbors.txt
Predictions of every row from a fit on the other four folds (row number modulo 5). Classes are compared exactly, probabilities, numbers and distances to 1e-5.

Of rows equally far scikit-learn takes whichever its search leaves first; we take the lower row. Rows whose k-th and (k + 1)-th neighbours are equally far are listed as <name>.ties;
for those the answer printed is that of a stable sort by distance and row, for all others it is scikit-learn's, and the script checks that both agree there."""
import csv
import os

import numpy as np
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../datasets")


def read(name):
    with open(f"{ROOT}/{name}/{name}.csv") as f:
        lines = list(csv.reader(f))[1:]
    return [line[:-1] for line in lines], [line[-1] for line in lines]


def show(name, values):
    print(name, " ".join(f"{v:.9g}" for v in np.asarray(values, dtype=float).ravel()))


def folds(n):
    for f in range(5):
        test = np.arange(n) % 5 == f
        yield np.where(~test)[0], np.where(test)[0]


def oracle(x, y, q, k, weights, classes):
    """Stable order by distance, then row. Returns prediction or probabilities, and whether the k-th neighbour ties with the next."""
    d = ((x - q) ** 2).sum(axis=1)
    order = np.argsort(d, kind="stable")
    near, dist = order[:k], np.sqrt(d[order[:k]])
    w = np.ones(k) if weights == "uniform" else (dist == 0).astype(float) if (dist == 0).any() else 1 / dist
    tie = d[order[k - 1]] == d[order[k]]
    if classes:
        return np.bincount(y[near].astype(int), w, classes) / w.sum(), tie
    return np.array([(y[near] * w).sum() / w.sum()]), tie


def run(name, x, y, k, weights, classes):
    answers, ties = [None] * len(x), []
    for train, test in folds(len(x)):
        model = (KNeighborsClassifier if classes else KNeighborsRegressor)(k, weights=weights).fit(x[train], y[train])
        theirs = model.predict_proba(x[test]) if classes else model.predict(x[test]).reshape(-1, 1)
        for i, row in enumerate(test):
            ours, tie = oracle(x[train], y[train], x[row], k, weights, classes)
            if tie:
                ties.append(row)
            else:
                assert np.allclose(ours, theirs[i], rtol=1e-9, atol=1e-12), (name, row, ours, theirs[i])
            answers[row] = ours if tie else theirs[i]
    show(name, [int(np.argmax(a)) for a in answers] if classes else answers)
    if classes:
        show(name + ".first", np.vstack(answers[::50]))
        show(name + ".accuracy", [np.mean([np.argmax(a) == c for a, c in zip(answers, y)])])
    show(name + ".ties", ties)


cells, species = read("iris")
iris = np.array(cells, dtype=np.float32).astype(float)
kinds = sorted(set(species))
species = np.array([kinds.index(s) for s in species])
cells, digit = read("digits")
digits, digit = np.array(cells, dtype=float), np.array(digit, dtype=int)
run("iris.5", iris, species, 5, "uniform", 3)
run("iris.7.distance", iris, species, 7, "distance", 3)
run("digits.5", digits, digit, 5, "uniform", 10)
run("digits.4.distance", digits, digit, 4, "distance", 10)
run("iris.width.6", iris[:, :3], iris[:, 3], 6, "uniform", 0)
run("iris.width.9.distance", iris[:, :3], iris[:, 3], 9, "distance", 0)
show("digits.nearest", NearestNeighbors(n_neighbors=6).fit(digits).kneighbors()[0][::100] ** 2)
show("iris.nearest", NearestNeighbors(n_neighbors=6).fit(iris).kneighbors()[0][::10] ** 2)
