"""Golden numbers for principal components, their relatives and metrics, from scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 reduction.py > reduction.txt. Tests compare to 1e-5 of the largest number of a list.
scikit-learn signs a component by its scores; here each is turned so that its loading of largest magnitude is positive."""
import os
import numpy as np
from scipy.linalg import subspace_angles
from scipy.sparse import csr_matrix
from sklearn.decomposition import PCA, TruncatedSVD
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


for name, x, k in [("wine", read("wine"), 13), ("cancer", read("breast-cancer"), 10), ("digits", read("digits"), 30), ("wide", wide(), 12), ("genes", read("tissue-genes"), 20)]:
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

# Angles between planes of components.
x = read("wine")
p, q = PCA(3, svd_solver="full").fit(x).components_, PCA(2, svd_solver="full").fit(np.log1p(x)).components_
p, q = p.astype(np.float32).astype(float), q.astype(np.float32).astype(float)
show("angle.p", p)
show("angle.q", q)
show("angle", [subspace_angles(p.T, q.T).max()])

# Sparse rows: 300 x 120, one cell in five.
i, j = np.arange(300)[:, None], np.arange(120)[None, :]
sparse = np.where((i * 31 + j * 17 + i * j) % 5 == 0, (i * 7919 + j * 104729 + i * j * 31) % 101 / 50 + (i % 5 + 1) * (j % 4), 0).astype(np.float32).astype(float)
s = turn(TruncatedSVD(4, algorithm="arpack").fit(csr_matrix(sparse)))
show("svd.singular", s.singular_values_)
show("svd.variance", s.explained_variance_)
show("svd.ratio", s.explained_variance_ratio_)
show("svd.components", s.components_[:3])
show("svd.scores", s.transform(sparse[:5])[:, :3])


# Probabilistic components. Complete: closed form of Tipping and Bishop; likelihood from the whole covariance.
def log_likelihood(x, mean, c):
    total = 0
    for row in x:
        o = ~np.isnan(row)
        r, co = row[o] - mean[o], c[np.ix_(o, o)]
        total -= (o.sum() * np.log(2 * np.pi) + np.linalg.slogdet(co)[1] + r @ np.linalg.solve(co, r)) / 2
    return total / len(x)


standard = ((x - x.mean(0)) / x.std(0)).astype(np.float32).astype(float)
values, vectors = np.linalg.eigh(np.cov(standard.T, bias=True))
values, vectors = values[::-1], vectors[:, ::-1]
noise = values[3:].mean()
c = vectors[:, :3] * (values[:3] - noise) @ vectors[:, :3].T + noise * np.eye(13)
show("ppca.noise", [noise])
show("ppca.likelihood", [log_likelihood(standard, standard.mean(0), c)])

# With holes: expectation maximisation over whole covariances of x and z, run far beyond need.
holes = standard.copy()
i, j = np.arange(len(x))[:, None], np.arange(13)[None, :]
holes[(i * 7 + j * 13 + i * j) % 9 == 0] = np.nan
mean, w, noise = np.nanmean(holes, 0), vectors[:, :3] * np.sqrt(values[:3]), 1.0
for _ in range(3000):
    a, h, n, left = np.zeros((13, 4, 4)), np.zeros((13, 4)), 0, 0.0
    for row in holes:
        o = ~np.isnan(row)
        m = np.linalg.inv(w[o].T @ w[o] + noise * np.eye(3))
        z = np.append(m @ w[o].T @ (row[o] - mean[o]), 1)
        zz = np.outer(z, z)
        zz[:3, :3] += noise * m
        a[o] += zz
        h[o] += np.outer(row[o], z)
        left += (row[o] ** 2).sum()
        n += o.sum()
    t = np.linalg.solve(a, h[:, :, None])[:, :, 0]
    noise = (left - (t * h).sum()) / n
    w, mean = t[:, :3], t[:, 3]
c = w @ w.T + noise * np.eye(13)
show("holes.noise", [noise])
show("holes.mean", mean)
show("holes.likelihood", [log_likelihood(holes, mean, c)])
show("holes.variances", np.linalg.eigvalsh(w @ w.T)[::-1][:3] + noise)
filled = holes.copy()
for row in filled:
    o = ~np.isnan(row)
    row[~o] = mean[~o] + c[np.ix_(~o, o)] @ np.linalg.solve(c[np.ix_(o, o)], row[o] - mean[o])
show("holes.filled", filled[:6])
