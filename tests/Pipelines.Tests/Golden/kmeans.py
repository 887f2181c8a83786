"""Golden numbers for k-means from scikit-learn 1.2.1 (Debian 12): Lloyd's iterations from given rows. Repeat: /usr/bin/python3 kmeans.py > kmeans.txt.
Tests compare labels and passes exactly, inertia to 1e-5, and the adjusted Rand index of the best of 20 starts to 0.0005."""
import os
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",") for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    x = np.array([r[:-1] for r in rows], dtype=np.float32).astype(float)
    return x, [r[-1] for r in rows]


def z(x):
    return ((x - x.mean(0)) / x.std(0)).astype(np.float32).astype(float)


for name, (x, y), k in [("iris", read("iris"), 3), ("wine", read("wine"), 3), ("cancer", read("breast-cancer"), 2), ("digits", read("digits"), 10)]:
    x = z(x) if name in ("wine", "cancer") else x
    # Means of seven rows: from rows themselves, whole numbers lie equally far from two and any rounding may decide.
    starts = np.array([x[i * len(x) // k:][:7].mean(0) for i in range(k)]).astype(np.float32).astype(float)
    for weighted in (False, True):
        w = np.arange(len(x)) % 4 / 2.0 if weighted else None
        m = KMeans(k, init=starts, n_init=1).fit(x, sample_weight=w)
        at = name + (".weighted" if weighted else "")
        show(at + ".labels", m.labels_)
        show(at + ".inertia", [m.inertia_])
        show(at + ".passes", [m.n_iter_])
        show(at + ".centres", m.cluster_centers_)
    best = KMeans(k, n_init=20, random_state=0).fit(x)
    show(name + ".best", [best.inertia_, adjusted_rand_score(y, best.labels_)])

# A start that leaves a cluster empty: two centroids far off.
x, _ = read("iris")
m = KMeans(4, init=np.array([x[0], x[100], [100.0] * 4, [-100.0] * 4]), n_init=1).fit(x)
show("empty.labels", m.labels_)
show("empty.inertia", [m.inertia_])
