"""Golden numbers for Gaussian mixtures from scikit-learn 1.2.1 (Debian 12), started from given labels. Repeat: /usr/bin/python3 gaussian_mixture.py > gaussian_mixture.txt.
Tests compare log-likelihoods and criteria to 1e-6, passes exactly, parameters to 1e-4 of the largest."""
import os
import warnings
import numpy as np
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def read(name):
    rows = [line.rstrip("\n").split(",") for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    return np.array([r[:-1] for r in rows], dtype=np.float32).astype(float), [r[-1] for r in rows]


def z(x):
    return ((x - x.mean(0)) / x.std(0)).astype(np.float32).astype(float)


class FromLabels(GaussianMixture):
    def _initialize_parameters(self, x, random_state):
        share = np.zeros((len(x), self.n_components))
        share[np.arange(len(x)), np.arange(len(x)) * self.n_components // len(x)] = 1
        self._initialize(x, share)


for name, (x, y), k in [("iris", read("iris"), 3), ("wine", read("wine"), 3), ("cancer", read("breast-cancer"), 2)]:
    x = x if name == "iris" else z(x)
    for kind, short in [("full", "full"), ("tied", "tied"), ("diag", "diagonal"), ("spherical", "spherical")]:
        m = FromLabels(k, covariance_type=kind, max_iter=200).fit(x)
        at = f"{name}.{short}"
        show(at + ".likelihood", [m.score(x) * len(x), m.bic(x), m.aic(x), m.n_iter_])
        show(at + ".weights", m.weights_)
        show(at + ".means", m.means_)
        show(at + ".scores", m.score_samples(x)[:5])
        show(at + ".shares", m.predict_proba(x)[:5])
        c = m.covariances_[0] if kind != "tied" else m.covariances_
        show(at + ".covariance", c if kind in ("full", "tied") else np.diag(np.broadcast_to(c, x.shape[1])))
x, y = read("iris")
m = GaussianMixture(3, n_init=5, random_state=0).fit(x)
show("iris.best", [m.score(x) * len(x), adjusted_rand_score(y, m.predict(x))])
