"""Clustering by density and by hierarchies."""

import numpy as np

from protocol import THREADS, matrix, workload


def compared(labels):
    """Labels times a number that depends on the place: sums agree only where every label does."""
    places = np.arange(len(labels), dtype=np.int64)
    return (np.asarray(labels, np.int64) + 2) * (places * 7919 % 1009 + 1)


@workload("sklearn", "dbscan")
def dbscan(shape, files):
    from sklearn.cluster import DBSCAN

    x = matrix(files[0], shape[0], shape[1])
    labels = [None]

    def run():
        labels[0] = DBSCAN(eps=shape[3] / 1000, min_samples=shape[2], n_jobs=THREADS).fit_predict(x)

    return run, lambda: [compared(labels[0])]


@workload("sklearn", "ward")
def ward(shape, files):
    from sklearn.cluster import AgglomerativeClustering

    x = matrix(files[0], shape[0], shape[1])
    labels = [None]

    def run():
        labels[0] = AgglomerativeClustering(shape[2]).fit_predict(x)

    def numbered():
        # Clusters by their first rows.
        _, first, codes = np.unique(labels[0], return_index=True, return_inverse=True)
        return np.argsort(np.argsort(first))[codes]

    return run, lambda: [compared(numbered())]
