# Golden numbers of DampedBiasesTests: biases by alternating damped means, and their limit by least squares.
# Run with numpy 1.24: python3 damped_biases.py
import numpy as np

nan = np.nan
R = np.array([[5, 3, nan, 1], [4, nan, nan, 1], [1, 1, nan, 5], [nan, 1, 5, 4], [nan, nan, nan, nan]])
known = ~np.isnan(R)
mu = R[known].mean()
li, lu = 3.0, 5.0


def alternate(sweeps):
    bu, bi = np.zeros(R.shape[0]), np.zeros(R.shape[1])
    for _ in range(sweeps):
        bi = np.where(known, R - mu - bu[:, None], 0).sum(0) / (known.sum(0) + li)
        bu = np.where(known, R - mu - bi[None, :], 0).sum(1) / (known.sum(1) + lu)
    return bu, bi


def least_squares():
    n, m = R.shape
    A, b = np.zeros((n + m, n + m)), np.zeros(n + m)
    for u, i in zip(*np.nonzero(known)):
        for a, c in ((u, u), (n + i, n + i), (u, n + i), (n + i, u)):
            A[a, c] += 1
        b[[u, n + i]] += R[u, i] - mu
    A += np.diag([lu] * n + [li] * m)
    x = np.linalg.solve(A, b)
    return x[:n], x[n:]


for name, (bu, bi) in (("1 sweep", alternate(1)), ("10 sweeps", alternate(10)), ("limit", least_squares())):
    print(name, "users", [float(f"{v:.8f}") for v in bu], "items", [float(f"{v:.8f}") for v in bi])
