# Golden numbers of BayesianMatrixFactorizationTests. Run with numpy 1.24, scipy 1.10: python3 bayesian_matrix_factorization.py
import numpy as np
from scipy.stats import norm

np.set_printoptions(precision=10, floatmode="fixed")


def sines(*shape, start=0.0):
    return np.sin(start + np.arange(np.prod(shape))).reshape(shape)


# One user's vector given four items, prior N(0, (k + 1)^-1 I), alpha 2.5, own precision 0.7.
k, d = 2, 3
f = np.hstack([sines(4, k), np.ones((4, 1))])
bias = 0.1 * sines(4, start=5.0)
tau = 1 + 0.5 * sines(4, start=9.0)
y = sines(4, start=2.0)
w = 2.5 * 0.7 * tau
A = d * np.eye(d) + (f * w[:, None]).T @ f
mean = np.linalg.solve(A, f.T @ (w * (y - bias)))
print("conditional mean", mean.tolist(), "covariance", np.linalg.inv(A).ravel().tolist())

# A new person from 2 kept samples, 4 items and the unseen one, three ratings.
T, items, center, unit = 2, 5, 3.5, 1.1
q = sines(items, T, k, start=1.0).astype(np.float32).astype(float)
b = (0.2 * sines(items, T, start=3.0)).astype(np.float32).astype(float)
spread = (0.1 + 0.05 * sines(items, start=4.0)).astype(np.float32).astype(float)
noise = (1 + 0.3 * sines(items, start=6.0)).astype(np.float32).astype(float)
alpha, shape = np.array([1.5, 2.0]), np.array([3.0, 4.0])
root = sines(T, d, d, start=7.0)
precision = np.array([r @ r.T + 2 * np.eye(d) for r in root])
prior_mean = 0.3 * sines(T, d, start=8.0)
moment = np.array([r.T @ r for r in root])


def person(history, ratings):
    z = (np.array(ratings) - center) / unit
    v = 1.0
    for _ in range(3 if len(history) else 1):
        x, total, weighted = [], 0.0, 0.0
        for t in range(T):
            f = np.hstack([q[history, t], np.ones((len(history), 1))])
            w = 1 / (v * noise[history] / alpha[t] + spread[history])
            A = precision[t] + (f * w[:, None]).T @ f
            m = np.linalg.solve(A, precision[t] @ prior_mean[t] + f.T @ (w * (z - b[history, t])))
            x.append(m)
            total += np.trace(np.linalg.solve(A, moment[t])) / T
            e = z - b[history, t] - f @ m
            weighted += np.sum(e * e / (noise[history] / alpha[t] + spread[history]))
        v = (shape.sum() + weighted / 2) / (shape.sum() + T * len(history) / 2)
    return np.array(x), total, v


for name, history, ratings in (("three", [0, 2, 4], [5.0, 1.0, 4.0]), ("none", [], [])):
    x, total, v = person(history, ratings)
    each = np.array([[q[i, t] @ x[t, :k] + x[t, k] + b[i, t] for t in range(T)] for i in range(items)])
    mean = center + unit * each.mean(1)
    sd = unit * np.sqrt(each.var(1) + total + spread + np.mean(1 / alpha) * v * noise)
    z = norm.ppf(0.9)
    print(name, "mean", mean.tolist(), "low", (mean - z * sd).tolist(), "high", (mean + z * sd).tolist())

print("quantiles", norm.ppf([1e-300, 1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 1 - 1e-10]).tolist())
from scipy.special import gammaln
print("log gamma", gammaln([0.001, 0.5, 1.0, 3.7, 9.99, 150.0, 1e6]).tolist())
