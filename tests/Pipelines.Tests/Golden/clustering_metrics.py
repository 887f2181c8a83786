"""Golden numbers of the clustering metrics, from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 clustering_metrics.py > clustering_metrics.txt. Tests compare to 1e-9 for agreement, 1e-6 for distances (float32 here)."""
import os
import numpy as np
from sklearn import metrics
from sklearn.cluster import KMeans

here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",") for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    classes = sorted({r[-1] for r in rows})
    return np.array([r[:-1] for r in rows], dtype=np.float32).astype(float), np.array([classes.index(r[-1]) for r in rows])


for name, k in [("iris", 3), ("wine", 5), ("digits", 10)]:
    x, y = read(name)
    z = KMeans(k, n_init=1, random_state=0).fit_predict(x)
    show(name + ".classes", y)
    show(name + ".labels", z)
    show(name + ".agreement", [f(y, z) for f in (metrics.adjusted_rand_score, metrics.adjusted_mutual_info_score, metrics.normalized_mutual_info_score, metrics.homogeneity_score, metrics.completeness_score, metrics.v_measure_score)])
    show(name + ".shape", [((x - np.array([x[z == c].mean(0) for c in range(k)])[z]) ** 2).sum(), metrics.silhouette_score(x, z), metrics.davies_bouldin_score(x, z), metrics.calinski_harabasz_score(x, z)])
    show(name + ".silhouettes", metrics.silhouette_samples(x, z)[:40])
    # Rows of no cluster: the same without them.
    noise = np.where(np.arange(len(x)) % 7 == 3, -1, z)
    kept = noise >= 0
    show(name + ".kept", [metrics.silhouette_score(x[kept], z[kept]), metrics.davies_bouldin_score(x[kept], z[kept]), metrics.calinski_harabasz_score(x[kept], z[kept])])

n = 60
i = np.arange(n)
for name, a, b in [("same", i % 3, (i + 1) % 3), ("one", i * 0, i * 0), ("one-many", i * 0, i % 4), ("many-one", i % 4, i * 0), ("all-alone", i, i), ("alone-some", i, i % 5), ("chance", i % 3, i // 3 % 4), ("noise", i % 4 - 1, i * i % 7 % 3 - 1)]:
    show(name + ".pair", np.concatenate([a, b]))
    show(name + ".agreement", [f(a, b) for f in (metrics.adjusted_rand_score, metrics.adjusted_mutual_info_score, metrics.normalized_mutual_info_score, metrics.homogeneity_score, metrics.completeness_score, metrics.v_measure_score)])
