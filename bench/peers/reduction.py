"""Principal components and the downstream tasks."""

import numpy as np

from protocol import matrix, workload


def explained(x, components):
    """The share of the variance along the components, in double."""
    centred = x.astype(np.float64)
    centred -= centred.mean(axis=0)
    return float(((centred @ components.T.astype(np.float64)) ** 2).sum() / (centred**2).sum())


@workload("sklearn", "pca-exact", "pca-randomized")
def pca(shape, files):
    from sklearn.decomposition import PCA

    # As a user writes it. 1.2.1 knows no solver by covariance and takes its randomized one for both tables, with 7 and 4 power iterations.
    x = matrix(files[0], shape[0], shape[1])
    model = [None]

    def run():
        model[0] = PCA(shape[2], random_state=0).fit(x)

    return run, lambda: [model[0].explained_variance_], lambda: explained(x, model[0].components_)


@workload("numpy", "pca-exact")
def covariance(shape, files):
    """What an expert writes for tall tables: covariance in float32 and its eigenvectors in double."""
    x = matrix(files[0], shape[0], shape[1])
    found = [None, None]

    def run():
        centred = x - x.mean(axis=0, dtype=np.float64).astype(np.float32)
        values, vectors = np.linalg.eigh((centred.T @ centred).astype(np.float64) / (len(x) - 1))
        found[:] = values[::-1][: shape[2]], vectors.T[::-1][: shape[2]]

    return run, lambda: [found[0]], lambda: explained(x, found[1])
