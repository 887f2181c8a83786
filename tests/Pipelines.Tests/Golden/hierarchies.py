"""Golden numbers of DBSCAN and hierarchical clustering, from scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 hierarchies.py > hierarchies.txt. Labels must be equal (DBSCAN) or divide the rows alike; heights to 1e-5.
Genie is written here from its paper (Gagolewski, Bartoszuk, Cena, 2016) in the plainest way, since no package of it is at hand."""
import os
import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import cdist
from sklearn.cluster import DBSCAN

here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) if v % 1 else str(int(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",")[:-1] for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    return np.array(rows, dtype=np.float32).astype(float)


def waves(n):
    """Two bent bands and scattered rows, of whole numbers divided by a power of two, so that both languages make the same."""
    i = np.arange(n)
    h = (i * 7919 + i * i * 31) % 1024
    v = (i * 104729 + i * i * 17) % 1009
    x = np.where(i % 10 == 9, h * 4, 512 + h + (i % 2) * 512)
    y = np.where(i % 10 == 9, v * 3, (h - 512) ** 2 // 256 * (1 - 2 * (i % 2)) + 1200 + (i % 2) * 900 + v // 8)
    return np.stack([x, y], 1) / 64.0


def genie(x, k, threshold):
    d = cdist(x, x)
    n = len(x)
    inside, best, best_from, edges = np.zeros(n, bool), np.full(n, np.inf), np.zeros(n, int), []
    at = 0
    for _ in range(n - 1):
        inside[at] = True
        nearer = (d[at] < best) & ~inside
        best[nearer], best_from[nearer] = d[at][nearer], at
        at = int(np.argmin(np.where(inside, np.inf, best)))
        edges.append((best[at], min(at, best_from[at]), max(at, best_from[at])))
    edges.sort()
    cluster = np.arange(n)
    while len(np.unique(cluster)) > k:
        names, sizes = np.unique(cluster, return_counts=True)
        m = len(sizes)
        gini = np.abs(sizes[:, None] - sizes[None, :]).sum() / 2 / ((m - 1) * n)
        smallest = set(names[sizes == sizes.min()])
        for e, (w, a, b) in enumerate(edges):
            if gini <= threshold or cluster[a] in smallest or cluster[b] in smallest:
                cluster[cluster == cluster[b]] = cluster[a]
                edges.pop(e)
                break
    return cluster


sets = {"wine": read("wine"), "cancer": read("breast-cancer"), "waves": waves(600)}
radii = {"wine": (40, 5), "cancer": (60, 8), "waves": (1, 8)}
for name, x in sets.items():
    radius, least = radii[name]
    for r in (radius / 2, radius, radius * 2.5):
        show(f"{name}.dbscan.{r:g}.{least}", DBSCAN(eps=r, min_samples=least).fit_predict(x))
    for method in ("ward", "average", "complete", "single"):
        tree = linkage(x, method)
        show(f"{name}.{method}.heights", tree[-60:, 2])
        show(f"{name}.{method}.labels", fcluster(tree, 4, "maxclust"))
    for threshold in (0.1, 0.3, 0.7, 1):
        show(f"{name}.genie.{threshold:g}", genie(x, 4, threshold))
# More columns than a tree takes.
digits = read("digits")
show("digits.dbscan.22.6", DBSCAN(eps=22, min_samples=6).fit_predict(digits))
show("digits.ward.heights", linkage(digits, "ward")[-60:, 2])
show("digits.single.total", [linkage(digits, "single")[:, 2].sum()])
