"""What a group's module (peers/GROUP.py) needs: the mark of a workload, and how generated files are read."""

import sys

import numpy as np

SIDE, THREADS = sys.argv[1], int(sys.argv[2])
WORKLOADS = {}


class Missing(Exception):
    """What this machine lacks."""


def workload(side, *kinds):
    """Marks a function of (shape, files) that prepares its data and returns (run, results) or (run, results, quality):
    run() is timed, results() gives the arrays compared with ours, quality() a figure, larger being better."""

    def add(make):
        for kind in kinds:
            WORKLOADS[make.__module__, side, kind] = make
        return make

    return add


def matrix(path, *shape):
    """A generated file: float32 in row order."""
    return np.fromfile(path, "<f4").reshape(shape)
