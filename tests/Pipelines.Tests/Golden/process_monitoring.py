"""Golden numbers of trends, rates and control charts, from scipy 1.10.1 and numpy 1.24.2 (Debian 12). Repeat: /usr/bin/python3 process_monitoring.py > process_monitoring.txt
Compared to 1e-9, constants of control charts to 1e-8."""
import math

import numpy as np
from scipy import integrate, special, stats


def show(name, values):
    print(name, " ".join(f"{v:.15g}" for v in np.asarray(values, dtype=float).ravel()))


# Theil-Sen with ties in both and wild values.
rng = np.random.default_rng(7)
x = np.round(rng.uniform(0, 50, 60))
y = np.round(3 - 0.4 * x + rng.normal(0, 2, 60), 1)
y[::9] += 40
show("theil.x", x)
show("theil.y", y)
for level in (0.95, 0.8):
    t = stats.theilslopes(y, x, alpha=level, method="joint")
    show(f"theil.{level}", [t[0], t[1], t[2], t[3]])

# Garwood's interval of a Poisson count.
for k in (0, 1, 3, 17, 250):
    show(f"poisson.{k}", [stats.chi2.ppf(0.025, 2 * k) / 2 if k else 0, stats.chi2.ppf(0.975, 2 * k + 2) / 2])
show("chi2", [stats.chi2.ppf(p, d) for p in (1e-6, 0.025, 0.5, 0.975, 1 - 1e-6) for d in (1, 4.5, 24, 499)])


# Range of n normal values: mean d2 and deviation d3; c4 of their standard deviation.
def d2(n):
    return integrate.quad(lambda v: 1 - stats.norm.cdf(v) ** n - stats.norm.sf(v) ** n, -12, 12, epsabs=1e-13, epsrel=1e-13, limit=400)[0]


def d3(n):
    def density(w):
        return n * (n - 1) * integrate.quad(lambda v: stats.norm.pdf(v) * stats.norm.pdf(v + w) * (stats.norm.cdf(v + w) - stats.norm.cdf(v)) ** (n - 2), -10, 10, epsabs=1e-14, epsrel=1e-12, limit=200)[0]
    second = integrate.quad(lambda w: w * w * density(w), 0, 16, epsabs=1e-12, epsrel=1e-12, limit=200)[0]
    return math.sqrt(second - d2(n) ** 2)


for n in (2, 3, 5, 10, 25):
    show(f"constants.{n}", [d2(n), d3(n), math.sqrt(2 / (n - 1)) * math.exp(special.gammaln(n / 2) - special.gammaln((n - 1) / 2))])

# Capability: 100 parts, tolerance 9.7 to 10.4.
parts = np.round(rng.normal(10.02, 0.09, 100), 3)
show("parts", parts)
n, m, s = len(parts), parts.mean(), parts.std(ddof=1)
pp = 0.7 / (6 * s)
ppk = min(10.4 - m, m - 9.7) / (3 * s)
z = stats.norm.ppf(0.975)
show("capability.overall", [m, s, pp, pp * math.sqrt(stats.chi2.ppf(0.025, n - 1) / (n - 1)), pp * math.sqrt(stats.chi2.ppf(0.975, n - 1) / (n - 1)),
                            ppk, ppk - z * math.sqrt(1 / (9 * n) + ppk ** 2 / (2 * (n - 1))), ppk + z * math.sqrt(1 / (9 * n) + ppk ** 2 / (2 * (n - 1))),
                            1e6 * (stats.norm.cdf((9.7 - m) / s) + stats.norm.sf((10.4 - m) / s))])
within = np.abs(np.diff(parts)).mean() / d2(2)
show("capability.within", [within, 0.7 / (6 * within), min(10.4 - m, m - 9.7) / (3 * within)])
a2 = stats.anderson(parts, "norm").statistic
show("anderson", [a2])
skewed = np.round(rng.lognormal(0, 0.5, 400), 4)
show("skewed", skewed)
show("anderson.skewed", [stats.anderson(skewed, "norm").statistic])


# Average run lengths by the integral equation, trapezoid-free: Gauss-Legendre nodes.
def cusum(h, k, shift, nodes=80):
    t, w = np.polynomial.legendre.leggauss(nodes)
    t, w = h / 2 * (t + 1), h / 2 * w
    pdf, cdf = (lambda v: stats.norm.pdf(v - shift)), (lambda v: stats.norm.cdf(v - shift))
    # unknowns: L(0), L(t_1) ... L(t_n)
    a = np.zeros((nodes + 1, nodes + 1))
    states = np.concatenate([[0], t])
    for i, u in enumerate(states):
        a[i, 0] = cdf(k - u)
        a[i, 1:] = w * pdf(t + k - u)
    return np.linalg.solve(np.eye(nodes + 1) - a, np.ones(nodes + 1))[0]


for h, k in ((4, 0.5), (5, 0.5), (4.77, 0.5)):
    for shift in (0, 1):
        up, down = cusum(h, k, shift), cusum(h, k, -shift)
        show(f"cusum.{h}.{k}.{shift}", [1 / (1 / up + 1 / down)])
