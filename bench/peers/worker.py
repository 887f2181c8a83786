"""One peer of the comparison as a process of its own: asked line by line on stdin, answers one JSON object a line.

    about | prepare GROUP KIND SHAPE FILE... | run COUNT | check

The C# twin is bench/Compare/Worker.cs. The workloads of a group are in GROUP.py beside this file.
"""

import importlib
import json
import sys
import time

import numpy as np

from protocol import SIDE, THREADS, WORKLOADS, Missing


def about():
    if SIDE == "pandas":
        import pandas

        return f"pandas {pandas.__version__}"
    if SIDE == "torch":
        import torch

        torch.set_num_threads(THREADS)
        return f"torch {torch.__version__}, {torch.get_num_threads()} threads"
    blas = openblas()
    if blas is None:
        raise Missing("numpy does not run on OpenBLAS here, so it is no fair peer; install libopenblas0-pthread")
    name = f"numpy {np.__version__}"
    if SIDE != "numpy":
        name = f"{dict(sklearn='scikit-learn').get(SIDE, SIDE)} {importlib.import_module(SIDE).__version__}, {name}"
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
                group, kind, sizes, *files = rest
                importlib.import_module(group)
                make = WORKLOADS.get((group, SIDE, kind))
                if make is None:
                    raise Missing(f"{SIDE} has no {kind}")
                shape = [] if sizes == "-" else [int(n) for n in sizes.split("x")]
                work, results, *more = make(shape, files)
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
