"""Writes more sets with known classes (column truth) into the folder named first: shapes that papers on clustering test with, drawn anew from the descriptions, and mixtures of random covariances. numpy 1.24."""
import os
import sys

import numpy as np

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
r = np.random.RandomState(11)


def write(name, *parts):
    with open(f"{out}/{name}.csv", "w") as file:
        file.write(",".join(f"x{i}" for i in range(parts[0].shape[1])) + ",truth\n")
        for label, rows in enumerate(parts):
            for row in rows:
                file.write(",".join(f"{value:.6g}" for value in row) + f",c{label}\n")


def blob(n, center, spread):
    return np.asarray(center) + np.asarray(spread) * r.randn(n, len(center))


def box(n, low, high):
    return np.asarray(low) + (np.asarray(high) - np.asarray(low)) * r.rand(n, len(low))


def arc(n, center, radius, low, high, noise):
    a = low + (high - low) * r.rand(n)
    return np.c_[center[0] + radius * np.cos(a), center[1] + radius * np.sin(a)] + noise * r.randn(n, 2)


def ball(n, d, low, high):
    x = r.randn(n, d)
    return x / np.linalg.norm(x, axis=1)[:, None] * (low + (high - low) * r.rand(n))[:, None]


def mixture(name, k, d, n, apart, heavy=False):
    parts = []
    for i in range(k):
        a = r.randn(d, d) * (0.3 + r.rand(d)[:, None] * 1.2)
        x = r.randn(n + r.randint(n), d)
        if heavy:
            x /= np.sqrt(r.chisquare(4, len(x)) / 4)[:, None]
        parts.append(apart * r.randn(d) + x @ a)
    write(name, *parts)


write("hepta", blob(60, [0, 0, 0], 0.2), *[blob(30, 3 * s * np.eye(3)[i], 0.4) for i in range(3) for s in (-1, 1)])
write("tetra", *[blob(100, 1.9 * np.asarray(c, float), 1.0 * 0.7) for c in ([1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1])])
write("lsun", box(200, [0, 0], [1, 4]), box(100, [2, 0], [5, 0.9]), blob(100, [3.5, 3], 0.35))
write("target", ball(400, 2, 0, 1), ball(400, 2, 2.6, 3), *[blob(3, c, 0.1) for c in ([6, 6], [6, -6], [-6, 6], [-6, -6])])
a, b = box(500, [0, 0], [2, 1]), box(500, [0, 1.15], [2, 2.15])
write("wingnut", a[a[:, 0] * r.rand(500) < 1], b[(2 - b[:, 0]) * r.rand(500) < 1])
s = box(900, [-1, -1], [1, 1])
s = s[np.abs(s).sum(1) < 1]
write("diamonds", s[: len(s) // 2], s[len(s) // 2 :] + [2.03, 0])
u, v = 2 * np.pi * r.rand(500), 2 * np.pi * r.rand(500)
write("chainlink", np.c_[np.cos(u), np.sin(u), 0 * u] + 0.08 * r.randn(500, 3), np.c_[1 + np.cos(v), 0 * v, np.sin(v)] + 0.08 * r.randn(500, 3))
write("atom", ball(400, 3, 0, 1), ball(400, 3, 4, 4.6))
write("engytime", blob(1000, [0, 0], 1), blob(1000, [2.6, 2.6], [1.5, 0.7]))
write("aggregation", blob(270, [0, 0], [1.6, 1.3]), blob(170, [9, 0], [1.2, 1.3]), blob(130, [5, 7], 0.9), blob(45, [12, 6], 0.5), blob(35, [-4, 7], 0.4), blob(100, [0, 9], [0.8, 0.7]), blob(34, [6, -5], 0.4))
t = np.sort(r.rand(3, 100), axis=1)
write("arms", *[np.c_[(1 + 9 * t[i]) * np.cos(4 * t[i] + 2.1 * i), (1 + 9 * t[i]) * np.sin(4 * t[i] + 2.1 * i)] + 0.15 * r.randn(100, 2) for i in range(3)])
write("jain", arc(270, [0, 0], 4, 0, np.pi, 0.35), arc(90, [4, 0.8], 4, np.pi, 2 * np.pi, 0.6))
write("flame", arc(90, [0, -1.2], 3, 0.1, np.pi - 0.1, 0.35), blob(150, [0, -1.6], [0.9, 0.7]))
write("path", arc(110, [0, 0], 6, -0.3, np.pi + 0.3, 0.3), blob(95, [-2.5, 0], 0.9), blob(95, [2.5, 0], 0.9))
write("unbalance", *[blob(600, c, 0.25) for c in ([0, 0], [2, 0], [1, 1.8])], *[blob(30, c, 0.5) for c in ([10, -3], [13, -3], [10, 3], [13, 3], [16, 0])])
write("sixteen", *[blob(60, [4 * np.cos(q), 4 * np.sin(q)], 0.45) for q in np.arange(8) * np.pi / 4], *[blob(60, [9 * np.cos(q), 9 * np.sin(q)], 0.7) for q in np.arange(8) * np.pi / 4])
write("thirty", *[blob(70, 3.4 * np.asarray([i % 6, i // 6], float) + 0.8 * r.randn(2), 0.7) for i in range(30)])
write("compound", blob(50, [0, 0], 0.5), blob(90, [3, 0.4], 0.8), ball(15, 2, 0, 0.5) + [0, 8], ball(90, 2, 1.6, 2.1) + [0, 8], box(50, [8, 0], [14, 10]), blob(90, [10.5, 6], 0.45))
write("zigzag", *[np.c_[x0 + 2 * q, h * 2 * q] + 0.12 * r.randn(80, 2) for x0, h, q in ((0, 1, r.rand(80)), (3, -1, r.rand(80)), (6, 1, r.rand(80)), (9, -1, r.rand(80)))])
q = -1 + 2 * r.rand(300)
write("parabolas", np.c_[2 * q, 2 * q * q] + 0.15 * r.randn(300, 2), np.c_[2 * q + 2, 3.2 - 2 * q * q] + 0.15 * r.randn(300, 2))
write("ring-and-blob", arc(300, [0, 0], 3, 0, 2 * np.pi, 0.3), blob(150, [0, 0], 0.6))
write("ring-noisy", arc(300, [0, 0], 3, 0, 2 * np.pi, 0.55), blob(150, [0, 0], 0.8))
write("line-and-blob", np.c_[-5 + 10 * r.rand(200), 0.1 * r.randn(200)] + [0, 3], blob(200, [0, 0], 0.9))
write("crossing", blob(300, [0, 0], [3, 0.3]), blob(300, [0, 0], [0.3, 3]))
write("nested", blob(300, [0, 0], 0.4), blob(300, [0, 0], 3))
write("parallel", blob(300, [0, 0], [4, 0.3]), blob(300, [0, 2], [4, 0.3]), blob(300, [0, 4], [4, 0.3]))
write("densities", blob(400, [0, 0], 0.3), blob(200, [3, 0], 1), blob(100, [9, 0], 2))
write("windows", box(300, [0, 0], [2, 2]), box(300, [2.4, 0], [4.4, 2]), box(300, [0, 2.4], [2, 4.4]), box(300, [2.4, 2.4], [4.4, 4.4]))
write("boxes-noisy", box(300, [0, 0], [2, 2]), box(150, [2.8, 0.5], [3.8, 1.5]), box(60, [-3, -3], [7, 6]))
mixture("mixture-2", 2, 2, 200, 3)
mixture("mixture-3", 3, 2, 150, 4)
mixture("mixture-5", 5, 3, 120, 5)
mixture("mixture-wide", 4, 8, 120, 3)
mixture("mixture-close", 3, 4, 200, 2)
mixture("heavy", 4, 2, 150, 6, heavy=True)
mixture("heavy-wide", 3, 6, 150, 4, heavy=True)
write("hundred", *[3 * r.randn(50) * (r.rand(50) < 0.3) + r.randn(80, 50) for _ in range(4)])
