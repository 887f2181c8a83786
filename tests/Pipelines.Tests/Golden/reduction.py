"""Golden numbers for principal components and their metrics, from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 reduction.py > reduction.txt. Tests compare to 1e-5 of the largest number of a list.
scikit-learn signs a component by its scores; here each is turned so that its loading of largest magnitude is positive."""
import os
import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",")[:-1] for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    return np.array(rows, dtype=np.float32).astype(float)


def wide():
    i, j = np.arange(189)[:, None], np.arange(500)[None, :]
    return ((i * 37 % 11) * (j * 53 % 7) / 2 + (i * 7919 + j * 104729 + i * j * 31) % 1009 / 100).astype(np.float32).astype(float)


def turn(p):
    signs = np.sign(p.components_[np.arange(len(p.components_)), np.abs(p.components_).argmax(1)])
    p.components_ *= signs[:, None]
    return p


for name, x, k in [("wine", read("wine"), 13), ("cancer", read("breast-cancer"), 10), ("digits", read("digits"), 30), ("wide", wide(), 12)]:
    p = turn(PCA(k, svd_solver="full").fit(x))
    show(name + ".mean", p.mean_)
    show(name + ".variance", p.explained_variance_)
    show(name + ".ratio", p.explained_variance_ratio_)
    show(name + ".singular", p.singular_values_)
    show(name + ".noise", [p.noise_variance_])
    show(name + ".components", p.components_[:4])
    show(name + ".scores", p.transform(x[:4]))
    show(name + ".inverse", p.inverse_transform(p.transform(x[:3])))
    show(name + ".residuals", ((x - p.inverse_transform(p.transform(x))) ** 2).sum(1)[:20])
    w = turn(PCA(k, svd_solver="full", whiten=True).fit(x))
    show(name + ".white", w.transform(x[:4]))
    share = PCA(0.9, svd_solver="full").fit(x)
    show(name + ".share", [share.n_components_])
    q = PCA(2, svd_solver="full").fit(x)
    for neighbours in [5, 20]:
        show(f"{name}.trust.{neighbours}", [trustworthiness(x, q.transform(x), n_neighbors=neighbours)])
        # Continuity is trustworthiness with the two spaces exchanged.
        show(f"{name}.continuity.{neighbours}", [trustworthiness(q.transform(x), x, n_neighbors=neighbours)])
