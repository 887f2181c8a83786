"""Golden numbers for the matrix decompositions: numpy 1.24.2, scipy 1.10.1 (OpenBLAS 0.3.21). Writes decompositions.txt beside this file.

The matrices follow formulas in whole numbers, so that both sides build the same bits: a_ij = ((i * 37 + j * 91 + (i * j) % 17) % 101) / 101 - 1/2, symmetric by taking (min, max).
Compared to 1e-10 relative to the largest value of a list.
"""
import os
import numpy as np
import scipy.linalg

def table(rows, columns):
    i, j = np.mgrid[:rows, :columns]
    return ((i * 37 + j * 91 + (i * j) % 17) % 101) / 101 - 0.5

def symmetric(n):
    a = table(n, n)
    return np.tril(a) + np.tril(a, -1).T

def fix(rows):
    """The component of largest magnitude of each row positive."""
    return np.array([r if r[np.argmax(np.abs(r))] > 0 else -r for r in rows])

lists = {}
for n in (5, 40, 100):
    values, vectors = np.linalg.eigh(symmetric(n))
    lists[f"eigen_values_{n}"] = values[::-1]
    lists[f"eigen_vectors_{n}"] = fix(vectors.T[::-1])[:3].ravel()
for rows, columns in ((7, 4), (300, 12), (2500, 5)):
    r = scipy.linalg.qr(table(rows, columns) + np.eye(rows, columns), mode="economic")[1]
    r = r * np.where(np.diag(r) < 0, -1, 1)[:, None]  # Q and R are unique once the diagonal of R is not negative
    lists[f"qr_{rows}_{columns}"] = r.ravel()
for rows, columns in ((7, 4), (60, 25), (25, 60)):
    u, s, v = np.linalg.svd(table(rows, columns) + np.eye(rows, columns), full_matrices=False)
    lists[f"singular_values_{rows}_{columns}"] = s
    lists[f"singular_vectors_{rows}_{columns}"] = fix(v)[:3].ravel()
a = symmetric(90)
lists["cholesky_90"] = np.diag(np.linalg.cholesky(a @ a.T + np.eye(90)))
centred = table(400, 30) - table(400, 30).mean(0)
lists["centred_singular_values_400_30"] = np.linalg.svd(centred, compute_uv=False)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "decompositions.txt"), "w") as file:
    for name, values in lists.items():
        file.write(name + " " + " ".join(repr(float(v)) for v in values) + "\n")
