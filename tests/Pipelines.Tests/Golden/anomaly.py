"""Golden numbers for anomaly detectors, from scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 anomaly.py > anomaly.txt. Tolerances stand in the tests.
ECOD is written out after PyOD, the monitor's statistics after their papers: no package of Debian has them."""
import os
import numpy as np
from scipy import stats
from sklearn.covariance import EmpiricalCovariance, MinCovDet
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",")[:-1] for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    return np.array(rows, dtype=np.float32).astype(float)


wine, cancer = read("wine"), read("breast-cancer")
train, new = wine[::2], wine[1::2]

# Isolation forest: a small forest node by node, with its scores, and a large one.
forest = IsolationForest(n_estimators=7, max_samples=64, random_state=3).fit(wine)
for t, tree in enumerate(forest.estimators_):
    tree = tree.tree_
    show(f"forest.{t}.left", tree.children_left)
    show(f"forest.{t}.right", tree.children_right)
    show(f"forest.{t}.feature", tree.feature)
    show(f"forest.{t}.threshold", tree.threshold)
    show(f"forest.{t}.rows", tree.n_node_samples)
show("forest.scores", -forest.score_samples(wine))
show("forest.large", -IsolationForest(n_estimators=2000, random_state=0).fit(cancer).score_samples(cancer))

# Neighbours: among the training rows, and of new rows.
n = NearestNeighbors(n_neighbors=5).fit(train)
show("neighbors.own", n.kneighbors()[0][:, -1])
show("neighbors.new", n.kneighbors(new)[0][:, -1])
show("neighbors.mean", n.kneighbors(new)[0].mean(1))
lof = LocalOutlierFactor(novelty=True).fit(train)
show("lof.own", -lof.negative_outlier_factor_)
show("lof.new", -lof.score_samples(new))

# Distances. Ours divides by n - 1.
e = EmpiricalCovariance().fit(train)
show("mahalanobis", e.mahalanobis(new) * (len(train) - 1) / len(train))

# Robust covariance, where every start leads to the same rows: a cloud and a tenth far from it.
i, j = np.arange(300)[:, None], np.arange(4)[None, :]
cloud = stats.norm.ppf(((i * 7919 + j * 104729 + i * j * 31 + j * i * i * 17) % 1009 + 0.5) / 1009) @ np.array([[2, 0.5, 0, 0], [0, 1, 0.3, 0], [0, 0, 0.5, 1], [0, 0, 0, 3.0]])
cloud[::10] += [9, -7, 5, 12]
cloud = cloud.astype(np.float32).astype(float)
show("cloud", cloud)
fits = [MinCovDet(random_state=s).fit(cloud) for s in range(5)]
assert all(np.array_equal(f.support_, fits[0].support_) for f in fits)
show("mcd.support", fits[0].support_)
show("mcd.location", fits[0].location_)
show("mcd.covariance", fits[0].covariance_ * fits[0].support_.sum() / (fits[0].support_.sum() - 1))


# ECOD as PyOD has it: of each column the longest tail's -log share (both where it is not skewed); beyond all training values half a row.
def ecod(train, rows):
    n = len(train)
    s = np.sort(train, 0)
    left = np.stack([-np.log(np.maximum(np.searchsorted(s[:, c], rows[:, c], "right"), 0.5) / n) for c in range(rows.shape[1])], 1)
    right = np.stack([-np.log(np.maximum(n - np.searchsorted(s[:, c], rows[:, c], "left"), 0.5) / n) for c in range(rows.shape[1])], 1)
    skew = np.sign(stats.skew(train, 0))
    auto = np.where(skew < 0, left, np.where(skew > 0, right, left + right))
    return np.maximum(auto, np.maximum(left, right)).sum(1)


show("ecod.own", ecod(train, train))
show("ecod.new", ecod(train, new))

# Process monitor: 4 components of standardised columns.
mean, deviation, a, n = train.mean(0), train.std(0, ddof=1), 4, len(train)
z = (new - mean) / deviation
correlation = np.corrcoef(train.T)
values, vectors = np.linalg.eigh(correlation)
values, vectors = values[::-1], vectors[:, ::-1]
scores = z @ vectors
t2, spe, full = (scores[:, :a] ** 2 / values[:a]).sum(1), (scores[:, a:] ** 2).sum(1), (scores ** 2 / values).sum(1)
show("monitor.t2", t2)
show("monitor.spe", spe)
show("monitor.full", full)
d, alpha = len(mean), 0.01
f_limit = lambda k: k * (n * n - 1) / (n * (n - k)) * stats.f.ppf(1 - alpha, k, n - k)
th = [(values[a:] ** p).sum() for p in (1, 2, 3)]
h0 = 1 - 2 * th[0] * th[2] / (3 * th[1] ** 2)
jm = th[0] * (stats.norm.ppf(1 - alpha) * np.sqrt(2 * th[1] * h0 ** 2) / th[0] + 1 + th[1] * h0 * (h0 - 1) / th[0] ** 2) ** (1 / h0)
box = th[1] / th[0] * stats.chi2.ppf(1 - alpha, th[0] ** 2 / th[1])


def combined(t, s):
    tr1, tr2 = a / t + th[0] / s, a / t ** 2 + th[1] / s ** 2
    return tr2 / tr1 * stats.chi2.ppf(1 - alpha, tr1 ** 2 / tr2)


show("limits.f", [f_limit(a), jm, combined(f_limit(a), jm), f_limit(d)])
show("limits.chi2", [stats.chi2.ppf(1 - alpha, a), box, combined(stats.chi2.ppf(1 - alpha, a), box), stats.chi2.ppf(1 - alpha, d)])
forms = {
    "t2": vectors[:, :a] / values[:a] @ vectors[:, :a].T,
    "spe": np.eye(d) - vectors[:, :a] @ vectors[:, :a].T,
    "full": np.linalg.inv(correlation),
}
forms["combined"] = forms["t2"] / f_limit(a) + forms["spe"] / jm
for name, m in forms.items():
    show("rbc." + name, (m @ z[3]) ** 2 / np.diag(m))

# Quantiles.
for level in (0.5, 0.9, 0.99, 0.9999):
    show(f"chi2.{level}", [stats.chi2.ppf(level, k) for k in (0.3, 1, 2.5, 9, 52, 1000)])
    show(f"f.{level}", [stats.f.ppf(level, p, q) for p, q in [(1, 1), (1, 30), (4, 85), (11, 489), (52, 448), (200, 3)]])
