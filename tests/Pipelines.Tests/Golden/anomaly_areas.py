"""How well scikit-learn 1.2.1 (Debian 12) tells anomalies in sets that nobody made for it: ROC-AUC in percent, a line a set and protocol.
Repeat: /usr/bin/python3 anomaly_areas.py > anomaly_areas.txt. Our test may be one point worse, of what rests on chance the mean over seeds.
new: trained on every second row of the first class, the others of it against all other classes. mixed: all rows of the first class and every tenth of the others, each scored among the others."""
import os
import numpy as np
from sklearn.covariance import EmpiricalCovariance, MinCovDet
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

here = os.path.dirname(os.path.abspath(__file__))


def read(name):
    rows = [line.rstrip("\n").split(",") for line in open(os.path.join(here, "../../../datasets", name, name + ".csv"))][1:]
    return np.array([r[:-1] for r in rows], dtype=np.float32).astype(float), np.array([r[-1] for r in rows])


def areas(train, test, odd, own):
    mean, deviation = train.mean(0), train.std(0)
    deviation[deviation == 0] = 1
    train, test = (train - mean) / deviation, (test - mean) / deviation
    knn = NearestNeighbors(n_neighbors=5).fit(train)
    lof = LocalOutlierFactor(novelty=True).fit(train)
    scores = [
        [EmpiricalCovariance().fit(train).mahalanobis(test)],
        [-IsolationForest(random_state=s).fit(train).score_samples(test) for s in range(10)],
        [(knn.kneighbors() if own else knn.kneighbors(test))[0][:, -1]],
        [-lof.negative_outlier_factor_ if own else -lof.score_samples(test)],
        [MinCovDet(random_state=s).fit(train).mahalanobis(test) for s in range(3)],
    ]
    return [100 * np.mean([roc_auc_score(odd, s) for s in many]) for many in scores]


for name in ["iris", "wine", "breast-cancer", "digits"]:
    rows, classes = read(name)
    usual = classes == sorted(set(classes))[0]
    normal, others = rows[usual], rows[~usual]
    test = np.vstack([normal[1::2], others])
    mixed = np.vstack([normal, others[::10]])
    print(f"{name}.new", *(f"{a:.2f}" for a in areas(normal[::2], test, np.r_[np.zeros(len(normal[1::2])), np.ones(len(others))], False)))
    print(f"{name}.mixed", *(f"{a:.2f}" for a in areas(mixed, mixed, np.r_[np.zeros(len(normal)), np.ones(len(others[::10]))], True)))
