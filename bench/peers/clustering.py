"""k-means, density and hierarchical methods."""

import numpy as np

from protocol import matrix, workload


def explained(x, centroids):
    """The share of the scatter that the clusters explain, in double."""
    x = x.astype(np.float64)
    scatter = ((x - x.mean(axis=0)) ** 2).sum()
    least = np.full(len(x), np.inf)
    for centroid in centroids.astype(np.float64):
        least = np.minimum(least, ((x - centroid) ** 2).sum(axis=1))
    return float(1 - least.sum() / scatter)


def fitted(x, fit):
    centroids = [None]

    def run():
        centroids[0] = fit(x)

    return run, lambda: [], lambda: explained(x, centroids[0])


@workload("sklearn", "kmeans")
def kmeans(shape, files):
    from sklearn.cluster import KMeans

    # One start, as later versions do by default: ten take ten times as long.
    return fitted(matrix(files[0], shape[0], shape[1]), lambda x: KMeans(shape[2], n_init=1, random_state=0).fit(x).cluster_centers_)


@workload("sklearn", "kmeans-digits")
def digits(shape, files):
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_digits

    # The file of datasets/digits is written from this.
    return fitted(load_digits().data.astype(np.float32), lambda x: KMeans(10, n_init=1, random_state=0).fit(x).cluster_centers_)


@workload("sklearn", "kmeans-passes")
def passes(shape, files):
    from sklearn.cluster import KMeans

    return fitted(matrix(files[0], shape[0], shape[1]), lambda x: KMeans(shape[2], init=x[: shape[2]], n_init=1, max_iter=20, tol=0).fit(x).cluster_centers_)


@workload("sklearn", "kmeans-seeding", "kmeans-seeding-all")
def seeding(shape, files):
    from sklearn.cluster import kmeans_plusplus

    return fitted(matrix(files[0], shape[0], shape[1]), lambda x: kmeans_plusplus(x, shape[2], random_state=0)[0])
