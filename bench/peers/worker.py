"""One peer of the comparison as a process of its own: asked line by line on stdin, answers one JSON object a line.

    about | prepare KIND SHAPE FILE... | run COUNT | check

The C# twin is bench/Compare/Worker.cs. A workload is a function of (shape, files) that prepares its data and returns
(run, results) or (run, results, quality): run() is timed, results() gives the arrays compared with ours, quality() a figure.
"""

import json
import sys
import time

import numpy as np

SIDE, THREADS = sys.argv[1], int(sys.argv[2])
WORKLOADS = {}


class Missing(Exception):
    """What this machine lacks."""


def workload(side, *kinds):
    def add(make):
        for kind in kinds:
            WORKLOADS[side, kind] = make
        return make

    return add


def matrix(path, *shape):
    return np.fromfile(path, "<f4").reshape(shape)


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


def about():
    blas = openblas()
    if SIDE == "pandas":
        import pandas

        return f"pandas {pandas.__version__}"
    if blas is None:
        raise Missing("numpy does not run on OpenBLAS here, so it is no fair peer; install libopenblas0-pthread")
    name = f"numpy {np.__version__}"
    if SIDE == "sklearn":
        import sklearn

        name = f"scikit-learn {sklearn.__version__}, {name}"
    return f"{name} on {blas}"


def openblas():
    """The library that numpy's products really run on: asked of the loaded library, not of the build."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        raise Missing("no threadpoolctl to see which BLAS numpy runs on; install python3-threadpoolctl") from None
    for library in threadpool_info():
        if library["internal_api"] == "openblas":
            if library["num_threads"] != THREADS:
                raise Missing(f"OpenBLAS runs {library['num_threads']} threads, not {THREADS}")
            return f"OpenBLAS {library['version']} ({library['threading_layer']}, kernels of {library['architecture']})"
    return None


def check(results, quality):
    total = scale = 0.0
    start = 0
    for part in results():
        values = np.asarray(part, np.float64).ravel()
        weights = ((np.arange(start, start + values.size) % 13) + 1) / 13.0
        start += values.size
        total += float(weights @ values)
        scale += float(weights @ np.abs(values))
    answer = {"check": total, "scale": scale}
    if quality is not None:
        answer["quality"] = quality()
    return answer


def run(count, work):
    cpu, start = time.process_time(), time.perf_counter()
    for _ in range(count):
        work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": seconds / count, "cpu": cpu / count}


def main():
    work = results = quality = None
    for line in sys.stdin:
        word, *rest = line.split()
        try:
            if word == "about":
                answer = {"about": about()}
            elif word == "prepare":
                work = results = quality = None
                make = WORKLOADS.get((SIDE, rest[0]))
                if make is None:
                    raise Missing(f"{SIDE} has no {rest[0]}")
                shape = [] if rest[1] == "-" else [int(n) for n in rest[1].split("x")]
                work, results, *more = make(shape, rest[2:])
                quality = more[0] if more else None
                answer = {"ready": True}
            elif word == "run":
                answer = run(int(rest[0]), work)
            elif word == "check":
                answer = check(results, quality)
            else:
                answer = {"error": f"unknown word {word}"}
        except (Missing, ImportError) as e:
            answer = {"missing": str(e)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
