"""Anomaly detectors."""

import numpy as np

from protocol import matrix, workload


def shuttle(shape, files):
    return matrix(files[0], shape[0], shape[1]), matrix(files[1], shape[0])


def area(labels, scores):
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels, scores))


@workload("sklearn", "forest-fit")
def forest_fit(shape, files):
    from sklearn.ensemble import IsolationForest

    x, labels = shuttle(shape, files)
    model = [None]

    def run():
        model[0] = IsolationForest(random_state=0).fit(x)

    return run, lambda: [], lambda: area(labels, -model[0].score_samples(x))


@workload("sklearn", "forest-score")
def forest_score(shape, files):
    from sklearn.ensemble import IsolationForest

    x, labels = shuttle(shape, files)
    model, scores = IsolationForest(random_state=0).fit(x), [None]

    def run():
        scores[0] = -model.score_samples(x)

    return run, lambda: [], lambda: area(labels, scores[0])


@workload("sklearn", "neighbors")
def neighbors(shape, files):
    from sklearn.neighbors import NearestNeighbors

    x, _ = shuttle(shape, files)
    index, found = NearestNeighbors(n_neighbors=5).fit(x), [None]

    def run():
        found[0] = index.kneighbors()[0][:, -1]

    return run, lambda: [found[0]]


@workload("sklearn", "mahalanobis")
def covariance(shape, files):
    from sklearn.covariance import EmpiricalCovariance

    x, _ = shuttle(shape, files)
    model, found = EmpiricalCovariance().fit(x), [None]
    # Ours divides by n - 1.
    freedom = (len(x) - 1) / len(x)

    def run():
        found[0] = model.mahalanobis(x)

    return run, lambda: [found[0] * freedom]


@workload("numpy", "mahalanobis")
def mahalanobis(shape, files):
    """What an expert writes: one product, in double, the mean and the precision known."""
    x = shuttle(shape, files)[0].astype(np.float64)
    mean, precision = x.mean(0), np.linalg.inv(np.cov(x.T))
    found = [None]

    def run():
        z = x - mean
        found[0] = ((z @ precision) * z).sum(1)

    return run, lambda: [found[0]]
