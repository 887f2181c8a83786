"""Golden numbers for src/Pipelines/Evaluation. Run by hand: /usr/bin/python3 evaluation.py > evaluation.json
scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2. The tests read evaluation.json and allow 1e-12 (relative above 1) unless they say otherwise.
"""
import json, sys
import numpy as np, scipy, sklearn
from scipy import optimize, stats
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

assert sklearn.__version__ == "1.2.1" and scipy.__version__ == "1.10.1"
rng = np.random.default_rng(20260101)
f32 = lambda x: np.asarray(x, np.float32).astype(float)  # what a float32 holds, as double
out = {"regression": [], "classes": [], "probabilities": [], "ranking": [], "calibration": [], "wilcoxon": [], "signflip": [], "corrected": [], "holm": [], "normal": [], "studentt": [], "bca": []}


# scipy 1.10.1 inverts the t distribution only to 3e-9 (df 49); its distribution function is exact to 1e-15.
t_quantile = lambda df: float(optimize.brentq(lambda x: 2 * stats.t.sf(x, df) - .05, 0, 20, xtol=1e-15, rtol=1e-15))


def regression(y, p, w=None):
    y, p, w = f32(y), f32(p), None if w is None else f32(w)
    out["regression"].append(dict(
        targets=list(y), predictions=list(p), weights=[] if w is None else list(w),
        rmse=m.mean_squared_error(y, p, sample_weight=w, squared=False), mae=m.mean_absolute_error(y, p, sample_weight=w), mse=m.mean_squared_error(y, p, sample_weight=w),
        r2=m.r2_score(y, p, sample_weight=w), bias=float(np.average(p - y, weights=w)), median=m.median_absolute_error(y, p, sample_weight=w), max=m.max_error(y, p)))


y = rng.normal(3.5, 1, 57)
regression(y, y + rng.normal(0, .8, 57))
regression(y, y + rng.normal(0, .8, 57), rng.uniform(.1, 2, 57))
regression(np.round(y * 2) / 2, np.round(y))
regression([1, 2], [1, 2])
regression([1, 2, 4], [4, 4, -9])
regression([1e6, 1e6 + 1, 1e6 + 3], [1e6, 1e6, 1e6])


def classes(y, p, k, w=None):
    y, p, w = np.asarray(y), np.asarray(p), None if w is None else f32(w)
    prf = lambda avg: [float(v) for v in m.precision_recall_fscore_support(y, p, average=avg, sample_weight=w, zero_division=0)[:3]]
    per = m.precision_recall_fscore_support(y, p, labels=range(k), sample_weight=w, zero_division=0)
    out["classes"].append(dict(
        targets=y.tolist(), predictions=p.tolist(), classes=k, weights=[] if w is None else list(w),
        accuracy=m.accuracy_score(y, p, sample_weight=w), balanced=m.balanced_accuracy_score(y, p, sample_weight=w), macro=prf("macro"), weighted=prf("weighted"),
        precision=per[0].tolist(), recall=per[1].tolist(), f1=per[2].tolist(), support=per[3].astype(float).tolist(),
        matthews=float(m.matthews_corrcoef(y, p, sample_weight=w)), confusion=m.confusion_matrix(y, p, labels=range(k), sample_weight=w).astype(float).ravel().tolist()))


y = rng.integers(0, 2, 83)
flip = lambda y, k, share: np.where(rng.uniform(size=len(y)) < share, rng.integers(0, k, len(y)), y)
classes(y, flip(y, 2, .3), 2)
y = rng.choice(4, 120, p=[.7, .2, .08, .02])
classes(y, flip(y, 4, .4), 4)
classes(y, flip(y, 4, .4), 4, rng.uniform(0, 3, 120))
classes([0, 0, 2, 2, 2], [0, 2, 2, 2, 0], 4)          # classes 1 and 3 are neither targets nor predicted
classes([0, 0, 1], [0, 2, 1], 3)                       # class 2 is predicted only
classes([0, 0, 1, 2], [0, 0, 0, 0], 3)                 # one class is predicted
classes([1, 1, 1], [1, 0, 1], 2)                       # one class is a target
classes([1, 1], [1, 1], 2)
classes([0], [1], 2)


def probabilities(y, p, w=None):
    y, p, w = np.asarray(y), f32(p), None if w is None else f32(w)
    k = p.shape[1]
    eps = float(np.finfo(np.float32).eps)
    once = dict(targets=y.tolist(), probabilities=p.ravel().tolist(), classes=k, weights=[] if w is None else list(w),
                logloss=m.log_loss(y, p, labels=range(k), eps=eps, sample_weight=w), predictions=p.argmax(1).tolist())
    if k == 2:
        once["brier"] = m.brier_score_loss(y, p[:, 1], sample_weight=w, pos_label=1)
        both = len(set(y)) == 2
        once["auc"] = m.roc_auc_score(y, p[:, 1], sample_weight=w) if both else None
        once["ap"] = m.average_precision_score(y, p[:, 1], sample_weight=w) if 1 in y else None
    else:
        hot = np.eye(k)[y]
        once["brier"] = float(np.average(((p - hot) ** 2).sum(1), weights=w))
        there = [c for c in range(k) if c in y]
        once["auc"] = float(np.mean([m.roc_auc_score(y == c, p[:, c], sample_weight=w) for c in there]))
        once["ap"] = float(np.mean([m.average_precision_score(y == c, p[:, c], sample_weight=w) for c in there]))
    out["probabilities"].append(once)


def soft(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


y = rng.integers(0, 2, 90)
two = lambda p: np.stack([1 - p, p], 1)
probabilities(y, two(1 / (1 + np.exp(-(y * 2 - 1 + rng.normal(0, 1.5, 90))))))
probabilities(y, two(np.round(rng.uniform(size=90), 1)), rng.uniform(.1, 2, 90))   # ties, 0 and 1
probabilities([0, 0, 0], two(np.array([.1, .4, 0])))                               # no positives
probabilities([1, 1], two(np.array([1, .5])))                                      # no negatives
y = rng.choice(4, 100, p=[.4, .3, .3, 0])
probabilities(y, soft(2 * np.eye(4)[y] + rng.normal(0, 1.5, (100, 4))))            # class 3 is never a target


def ranking(s, y, w=None):
    s, y, w = np.asarray(s, float), np.asarray(y, bool), None if w is None else f32(w)
    f, t, th = m.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    pr, rc, _ = m.precision_recall_curve(y, s, sample_weight=w)
    out["ranking"].append(dict(scores=list(s), positives=y.tolist(), weights=[] if w is None else list(w), fpr=f.tolist(), tpr=t.tolist(), auc=m.roc_auc_score(y, s, sample_weight=w),
                               ap=m.average_precision_score(y, s, sample_weight=w), precision=pr[:-1][::-1].tolist(), recall=rc[:-1][::-1].tolist(), base=float(np.average(y, weights=w))))


y = rng.uniform(size=200) < .1
ranking(rng.normal(size=200) + y, y)
ranking(np.round(rng.normal(size=200) + y), y)
ranking(np.round(rng.normal(size=200) + y), y, rng.uniform(.1, 2, 200))
ranking(np.ones(5), [1, 0, 0, 1, 0])
ranking([1, 2], [0, 1])
ranking([2, 1], [0, 1])

for strategy in ("uniform", "quantile"):
    p = np.concatenate([rng.uniform(size=80), [0, .1, .2, .3, .5, .7, 1, 1]])
    y = rng.uniform(size=88) < p ** 1.3
    happened, predicted = calibration_curve(y, p, n_bins=10, strategy=strategy)
    edges = np.linspace(0, 1, 11) if strategy == "uniform" else np.percentile(p, np.linspace(0, 1, 11) * 100)
    rows = np.bincount(np.searchsorted(edges[1:-1], p), minlength=10)
    rows = rows[rows > 0]
    out["calibration"].append(dict(strategy=strategy, probabilities=list(p), positives=y.tolist(), happened=happened.tolist(), predicted=predicted.tolist(), rows=rows.tolist(),
                                   ece=float((rows * abs(happened - predicted)).sum() / rows.sum())))

for d in (rng.normal(.2, 1, 40), np.round(rng.normal(.3, 1, 60), 0), np.round(rng.normal(0, 3, 25)), [1.0, 2, 3, 4, 5]):
    d = np.asarray(d)
    r = stats.wilcoxon(d, zero_method="wilcox", correction=False, mode="approx")
    out["wilcoxon"].append(dict(differences=list(d), statistic=float(r.statistic), p=float(r.pvalue)))

for d in (rng.normal(.4, 1, 9), [1.0, 1, 1, 2, -1], [.5], rng.normal(0, 1, 12)):
    d = np.asarray(d)
    r = stats.permutation_test((d,), np.mean, permutation_type="samples", n_resamples=np.inf) if len(d) > 1 else None
    out["signflip"].append(dict(differences=list(d), p=float(r.pvalue) if r else 1.0))

for j, train, test in ((10, 90, 10), (50, 80, 20), (15, 200, 100)):
    d = rng.normal(.02, .05, j)
    t = d.mean() / np.sqrt((1 / j + test / train) * d.var(ddof=1))
    half = t_quantile(j - 1) * np.sqrt((1 / j + test / train) * d.var(ddof=1))
    out["corrected"].append(dict(differences=list(d), train=train, test=test, t=float(t), p=float(2 * stats.t.sf(abs(t), j - 1)), low=float(d.mean() - half), high=float(d.mean() + half)))

for p in (rng.uniform(0, .2, 7), np.array([.01, .04, .03, .005]), np.array([.5, .5]), np.array([.04])):
    order, k, adjusted, largest = np.argsort(p), len(p), np.empty(len(p)), 0
    for rank, i in enumerate(order):
        largest = max(largest, min(1, (k - rank) * p[i]))
        adjusted[i] = largest
    out["holm"].append(dict(p=list(p), adjusted=list(adjusted)))

for z in (-9, -3.5, -3, -2.999, -1.96, -.3, 0, .01, 1, 2.5, 3.1, 6):
    out["normal"].append(dict(z=z, cdf=float(stats.norm.cdf(z)), upper=float(stats.norm.sf(z))))
for df in (1, 2, 3, 4, 9, 29, 100):
    for t in (0, .1, 1, 2.2, 5):
        out["studentt"].append(dict(df=df, t=t, p=float(2 * stats.t.sf(t, df)), quantile=t_quantile(df)))

# BCa from given replicates and jackknife values, as Efron 1987 has it, by scipy's own normal distribution.
for n, level in ((12, .95), (40, .9)):
    x = rng.exponential(size=n)
    reps = np.array([np.sqrt((rng.choice(x, n) ** 2).mean()) for _ in range(400)])
    value = float(np.sqrt((x ** 2).mean()))
    jack = np.array([np.sqrt((np.delete(x, i) ** 2).mean()) for i in range(n)])
    z0 = stats.norm.ppf(((reps < value).sum() + .5 * (reps == value).sum()) / len(reps))
    a = ((jack.mean() - jack) ** 3).sum() / (6 * ((jack.mean() - jack) ** 2).sum() ** 1.5)
    share = lambda p: float(stats.norm.cdf(z0 + (z0 + stats.norm.ppf(p)) / (1 - a * (z0 + stats.norm.ppf(p)))))
    lo, hi = share((1 - level) / 2), share((1 + level) / 2)
    many = stats.bootstrap((x,), lambda v, axis: np.sqrt((v ** 2).mean(axis)), confidence_level=level, n_resamples=100000, method="BCa", vectorized=True, batch=10000, random_state=1)
    out["bca"].append(dict(values=list(x), value=value, replicates=list(reps), jackknife=list(jack), level=level, low=float(np.quantile(reps, lo)), high=float(np.quantile(reps, hi)),
                           scipy_low=float(many.confidence_interval.low), scipy_high=float(many.confidence_interval.high), scipy_error=float(many.standard_error)))

clean = lambda o: {k: clean(v) for k, v in o.items()} if isinstance(o, dict) else [clean(v) for v in o] if isinstance(o, (list, tuple)) else None if isinstance(o, float) and not np.isfinite(o) else float(o) if isinstance(o, np.floating) else o
json.dump(clean(out), sys.stdout, indent=None, separators=(",", ":"))
print()
