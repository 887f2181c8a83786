"""Writes sets with known classes (column truth) into the folder named first. scikit-learn 1.2.1."""
import os
import sys

import numpy as np
import sklearn.datasets as d

out = sys.argv[1]
os.makedirs(out, exist_ok=True)


def write(name, rows, classes):
    with open(f"{out}/{name}.csv", "w") as file:
        file.write(",".join(f"x{i}" for i in range(rows.shape[1])) + ",truth\n")
        for row, label in zip(rows, classes):
            file.write(",".join(f"{value:.6g}" for value in row) + f",c{label}\n")


for name, load in [("iris", d.load_iris), ("wine", d.load_wine), ("digits", d.load_digits), ("cancer", d.load_breast_cancer)]:
    write(name, load().data, load().target)
write("moons", *d.make_moons(600, noise=0.07, random_state=0))
write("rings", *d.make_circles(600, noise=0.05, factor=0.5, random_state=0))
write("blobs", *d.make_blobs(800, centers=5, random_state=3))
write("varied", *d.make_blobs(1000, centers=3, cluster_std=[1, 2.5, 0.5], random_state=170))
rows, classes = d.make_blobs(1000, random_state=170)
write("aniso", rows @ [[0.6, -0.6], [-0.4, 0.8]], classes)
write("s3like", *d.make_blobs(3000, centers=15, cluster_std=1.1, center_box=(-12, 12), random_state=5))
write("overlap", *d.make_blobs(1000, centers=4, cluster_std=2.2, random_state=1))
r = np.random.RandomState(0)
write("unequal", np.vstack([r.randn(800, 2) * 2, r.randn(60, 2) * 0.3 + [9, 0], r.randn(60, 2) * 0.3 + [0, 9]]), np.repeat([0, 1, 2], [800, 60, 60]))
