"""Golden numbers of EaseTests and RankingMetricsTests. Run with Debian's python3-numpy 1.24.2; tolerance 2e-6 for scores, 1e-12 for metrics.

EASE is the plain formula of Steck 2019 with a dense inverse in double precision, on either shape; the metrics follow the definitions in RankingEvaluation.cs.
"""
import numpy as np


def ratings(users, items, salt=0):
    cells = {}
    for u in range(users):
        for i in range(items):
            if (u * 7 + i * 3 + u * i + salt) % 5 < 2:
                cells[u, i] = 0.5 + (u * 3 + i * 5 + u * i) % 10 / 2
    return cells


def inputs(x, kind, low, high):
    if kind == "binary":
        return np.ones_like(x)
    if kind == "logarithmic":
        return np.log1p(x) / np.log1p(high)
    step = (high - low) / 10
    return (x - low + step) / (11 * step)


def ease(users, items, kind, lam):
    cells = ratings(users, items)
    low, high = min(cells.values()), max(cells.values())
    x = np.zeros((users, items))
    for (u, i), r in cells.items():
        x[u, i] = inputs(np.array(r), kind, low, high)
    p = np.linalg.inv(x.T @ x + lam * np.eye(items))
    b = -p / np.diag(p)
    np.fill_diagonal(b, 0)
    h = np.zeros(items)
    h[0], h[3], h[5] = (inputs(np.array(r), kind, low, high) for r in (5.0, 2.0, 3.5))
    partial = -p / np.sqrt(np.outer(np.diag(p), np.diag(p)))
    return h @ b, h * b[:, 2], partial[2]


def metrics():
    users, items = 9, 12
    train, test = ratings(users, items), {k: v for k, v in ratings(users, items, 2).items()}
    test = {k: v for k, v in test.items() if k not in train}
    count = np.zeros(items)
    for (_, i) in train:
        count[i] += 1
    score = lambda u: [(u % 2 + i * 7) % 11 / 2 for i in range(items)]
    out, shown = {}, {n: set() for n in (2, 5)}
    kept = []
    for u in range(users):
        relevant = {i for (v, i), r in test.items() if v == u and r >= 4.5}
        if not relevant:
            continue
        kept.append(u)
        s = score(u)
        order = sorted((i for i in range(items) if (u, i) not in train), key=lambda i: (-s[i], i))
        for n in (2, 5):
            top = order[:n]
            shown[n] |= set(top)
            gains = np.array([i in relevant for i in top], float)
            disc = 1 / np.log2(np.arange(2, len(top) + 2))
            ideal = sum(1 / np.log2(k + 1) for k in range(1, min(n, len(relevant)) + 1))
            hits = np.cumsum(gains)
            one = {
                "precision": gains.sum() / n,
                "recall": gains.sum() / len(relevant),
                "ndcg": (gains * disc).sum() / ideal,
                "map": (gains * hits / np.arange(1, len(top) + 1)).sum() / min(n, len(relevant)),
                "mrr": 1 / (1 + np.argmax(gains)) if gains.any() else 0,
                "hit_rate": float(gains.any()),
                "novelty": np.mean([-np.log2(max(count[i], 1) / users) for i in top]) if top else 0,
                "diversity": np.mean([1 - 1 / (1 + abs(a - b)) for k, a in enumerate(top) for b in top[:k]]) if len(top) > 1 else 0,
            }
            for k, v in one.items():
                out.setdefault(f"{k}@{n}", []).append(v)
    print("users", kept)
    for k, v in out.items():
        print(f'    [InlineData("{k}", {np.mean(v)!r})]')
    for n in shown:
        print(f'    [InlineData("item_coverage@{n}", {len(shown[n]) / items!r})]')


for users, items in ((6, 11), (14, 8)):
    for kind in ("weighted", "binary", "logarithmic"):
        scores, reasons, partial = ease(users, items, kind, 2.5)
        row = lambda values: "[" + ", ".join(f"{v + 0.0:.9f}" for v in values) + "]"
        print(f"        {{ {users}, {items}, EaseInput.{kind.capitalize()}, {row(scores)}, {row(reasons[[0, 3, 5]])}, {row(partial)} }},")
metrics()
