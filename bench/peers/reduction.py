"""Principal components and the downstream tasks."""

import numpy as np

from protocol import THREADS, matrix, workload


def explained(x, components):
    """The share of the variance along the components, in double."""
    centred = x.astype(np.float64)
    centred -= centred.mean(axis=0)
    return float(((centred @ components.T.astype(np.float64)) ** 2).sum() / (centred**2).sum())


def principal(shape, files, **options):
    from sklearn.decomposition import PCA

    x = matrix(files[0], shape[0], shape[1])
    model = [None]

    def run():
        model[0] = PCA(shape[2], random_state=0, **options).fit(x)

    return run, lambda: [model[0].explained_variance_], lambda: explained(x, model[0].components_)


@workload("sklearn", "pca-exact", "pca-default")
def pca(shape, files):
    """As a user writes it. 1.2.1 knows no solver by covariance and takes its randomized one for both tables, with 7 and 4 power iterations."""
    return principal(shape, files)


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


@workload("sklearn", "pca-randomized")
def randomized(shape, files):
    """With as many power iterations as ours."""
    return principal(shape, files, svd_solver="randomized", iterated_power=1)


@workload("sklearn", "pca-stream")
def stream(shape, files):
    from sklearn.decomposition import IncrementalPCA

    x = matrix(files[0], shape[0], shape[1])
    model = [None]

    def run():
        model[0] = IncrementalPCA(shape[2]).fit(x)

    return run, lambda: [model[0].explained_variance_[:3]]


@workload("sklearn", "pca-csv")
def stream_csv(shape, files):
    """In blocks of as many rows as scikit-learn would take, the text read by the faster of pandas' parsers."""
    import pandas
    from sklearn.decomposition import IncrementalPCA

    model = [None]

    def run():
        model[0] = IncrementalPCA(shape[2])
        for rows in pandas.read_csv(files[0], dtype=np.float32, chunksize=3072):
            model[0].partial_fit(rows.to_numpy())

    return run, lambda: [model[0].explained_variance_[:3]]


def task(shape, files):
    x = matrix(files[0], shape[0] + shape[2], shape[1])
    return x[: shape[0]], x[: shape[0], :10].argmax(axis=1), x[shape[0] :]


@workload("sklearn", "knn")
def knn(shape, files):
    from sklearn.neighbors import KNeighborsClassifier

    train, labels, test = task(shape, files)
    answer = [None]

    def run():
        answer[0] = KNeighborsClassifier(5, n_jobs=THREADS).fit(train, labels).predict_proba(test)

    return run, lambda: [answer[0]]


@workload("sklearn", "logistic")
def logistic(shape, files):
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    train, labels, _ = task(shape, files)
    model = [None]

    def run():
        model[0] = LogisticRegression(max_iter=1000).fit(train, labels)

    def reached():
        return -(log_loss(labels, model[0].predict_proba(train)) + (model[0].coef_.astype(np.float64) ** 2).sum() / 2 / len(train))

    return run, lambda: [], reached
