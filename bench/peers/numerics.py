"""Products, decompositions and reading text."""

import numpy as np

from protocol import matrix, workload


def products(multiply):
    def make(shape, files):
        a, b, c = multiply(shape, files)
        return lambda: np.matmul(a, b, out=c), lambda: [c]

    return make


@workload("numpy", "gemm")
@products
def gemm(shape, files):
    m, k, n = shape
    return matrix(files[0], m, k), matrix(files[1], k, n), np.empty((m, n), np.float32)


@workload("numpy", "gemm-nt")
@products
def gemm_nt(shape, files):
    m, k, n = shape
    return matrix(files[0], m, k), matrix(files[1], n, k).T, np.empty((m, n), np.float32)


@workload("numpy", "gemm-tn")
@products
def gemm_tn(shape, files):
    m, k, n = shape
    return matrix(files[0], k, m).T, matrix(files[1], k, n), np.empty((m, n), np.float32)


@workload("numpy", "cholesky")
def cholesky(shape, files):
    a = matrix(files[0], shape[0], shape[0]).astype(np.float64)
    factor = [None]

    def run():
        factor[0] = np.linalg.cholesky(a)

    return run, lambda: [factor[0]]


@workload("numpy", "eigen")
def eigen(shape, files):
    a = matrix(files[0], shape[0], shape[0]).astype(np.float64)
    values = [None]

    def run():
        values[0], _ = np.linalg.eigh(a)

    return run, lambda: [values[0][::-1]]


@workload("sklearn", "svd")
def svd(shape, files):
    from sklearn.utils.extmath import randomized_svd

    x = matrix(files[0], shape[0], shape[1])
    factors = [None, None]

    def run():
        _, factors[0], factors[1] = randomized_svd(x, shape[2], n_iter=1, random_state=0)

    def explained():
        return float((np.matmul(x, factors[1].T).astype(np.float64) ** 2).sum() / (x.astype(np.float64) ** 2).sum())

    return run, lambda: [factors[0]], explained


@workload("pandas", "csv")
def csv(shape, files):
    import pandas

    table = [None]

    def run():
        table[0] = None
        table[0] = pandas.read_csv(files[0], dtype=np.float32)

    return run, lambda: [table[0].iloc[:, c].to_numpy() for c in range(shape[1])]
