"""Golden numbers for ridge and logistic regression, from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 linear_models.py > linear_models.txt. Features and targets are rounded to float32 first, so that both sides start from the same numbers.
Tests compare ridge coefficients to 1e-6 relative (1e-8 least squares), logistic coefficients to 1e-5 relative to the largest and 1e-4 each, probabilities to 1e-6.
scikit-learn's Newton solvers are used because they reach the optimum to the last digits; the objective is the same for every solver."""
from pathlib import Path

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge

DATASETS = Path(__file__).parents[3] / "datasets"


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def load(name):
    rows = [line.split(",") for line in (DATASETS / name / f"{name}.csv").read_text().splitlines()[1:]]
    levels = sorted({row[-1] for row in rows})
    return np.array([row[:-1] for row in rows], dtype=np.float32).astype(float), np.array([levels.index(row[-1]) for row in rows])


def softmax_loss(model, x, y, weights, c):
    p = model.predict_proba(x)
    return (-(weights * np.log(p[np.arange(len(y)), y])).sum() + (model.coef_ ** 2).sum() / (2 * c)) / weights.sum()


wine, cultivar = load("wine")
target, features = wine[:, 0], wine[:, 1:]
weights = (np.arange(len(wine)) % 5 / 2).astype(np.float32).astype(float)
for name, model, w in [
    ("ols", LinearRegression(), None),
    ("ols.weighted", LinearRegression(), weights),
    ("ols.origin", LinearRegression(fit_intercept=False), None),
    ("alpha1", Ridge(1, solver="cholesky"), None),
    ("alpha100.weighted", Ridge(100, solver="cholesky"), weights),
    ("alpha1.origin", Ridge(1, solver="cholesky", fit_intercept=False), None),
]:
    model.fit(features, target, w)
    show(f"ridge.{name}", [*model.coef_, model.intercept_])
# More columns than rows: 9 wines.
few = Ridge(1, solver="svd").fit(features[20:29], target[20:29])
show("ridge.wide", [*few.coef_, few.intercept_])

digits, digit = load("digits")
cancer, diagnosis = load("breast-cancer")
iris, species = load("iris")
for name, x, y, c, w in [
    ("iris", iris, species, 1, None),
    ("iris.weighted", iris, species, 10, (np.arange(150) % 4 / 2).astype(float)),
    ("cancer.raw", cancer, diagnosis, 1, None),
    ("wine.raw", wine, cultivar, 0.1, None),
    ("digits", digits / 16, digit, 1, None),
]:
    binary = len(set(y)) == 2
    model = LogisticRegression(C=c, solver="newton-cholesky" if binary else "newton-cg", tol=1e-12 if binary else 1e-9, max_iter=10000)
    model.fit(x, y, w)
    show(f"logistic.{name}.coefficients", model.coef_)
    show(f"logistic.{name}.intercepts", model.intercept_)
    show(f"logistic.{name}.probabilities", model.predict_proba(x[::17][:20]))
    show(f"logistic.{name}.loss", softmax_loss(model, x, y, np.ones(len(y)) if w is None else w, c))
origin = LogisticRegression(C=1, solver="newton-cg", tol=1e-9, max_iter=10000, fit_intercept=False).fit(iris, species)
show("logistic.iris.origin", origin.coef_)
train = np.arange(1797) % 4 != 3
show("logistic.digits.accuracy", LogisticRegression(max_iter=1000).fit(digits[train] / 16, digit[train]).score(digits[~train] / 16, digit[~train]))
