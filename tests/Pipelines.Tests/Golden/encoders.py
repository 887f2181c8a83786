"""Golden numbers for encoders, scalers and dummies, from scikit-learn 1.2.1 and numpy 1.24.2 (Debian 12).
Repeat: /usr/bin/python3 encoders.py > encoders.txt. Tests compare to 1e-6 relative (float32 results) and 1e-12 (double statistics)."""
import numpy as np
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


# Heavy tail, near-constant, constant, negative: float32 so that both sides start from the same numbers.
x = np.array([[1.5, 1000.125, 7, -3], [2.25, 1000.25, 7, 0], [-8, 1000.0, 7, 1e6], [0, 1000.5, 7, -2.5e4], [31.75, 999.875, 7, 12]], dtype=np.float32).astype(float)
y = np.array([[4, 1001, 7, 5], [-100, 998, 9, 1e-3]], dtype=np.float32).astype(float)
show("x", x)
show("y", y)
standard = StandardScaler().fit(x)
show("standard.mean", standard.mean_)
show("standard.scale", standard.scale_)
show("standard.y", standard.transform(y))
show("standard.inverse", standard.inverse_transform(y))
show("minmax.y", MinMaxScaler(feature_range=(-1, 3)).fit(x).transform(y))
show("minmax.clip.y", MinMaxScaler(clip=True).fit(x).transform(y))
show("minmax.inverse", MinMaxScaler(feature_range=(-1, 3)).fit(x).inverse_transform(y))
robust = RobustScaler().fit(x[:, [0, 1, 3]])
show("robust.center", robust.center_)
show("robust.scale", robust.scale_)
show("robust.tenth", RobustScaler(quantile_range=(10, 90)).fit(x[:, [0, 1, 3]]).transform(y[:, [0, 1, 3]]))
log = FunctionTransformer(lambda v: np.sign(v) * np.log1p(np.abs(v)))
show("log1p.y", log.fit_transform(y))
show("log1p.standard.y", make_pipeline(log, StandardScaler()).fit(x).transform(y))
small = np.array([[1e-12, -1e-8, 1e-30, 3.4e38]], dtype=np.float32).astype(float)
show("log1p.small", np.sign(small) * np.log1p(np.abs(small)))
nan = float("nan")
holes = np.array([[1, nan, 5, nan], [nan, 2, 6, nan], [4, 8, 9, nan], [10, nan, 1, nan]])
imputer = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True).fit(holes)
show("impute.medians", imputer.statistics_)
show("impute.y", imputer.transform(np.array([[nan, nan, nan, nan], [1, 2, 3, 4]])))
colours = np.array(["red"] * 5 + ["blue"] * 4 + ["green"] * 2 + ["violet"], dtype=object).reshape(-1, 1)
asked = np.array(["violet", "blue", "green", "pink", "red"], dtype=object).reshape(-1, 1)
hot = OneHotEncoder(max_categories=4, handle_unknown="infrequent_if_exist", sparse_output=False)
show("onehot.all", hot.fit(np.vstack([colours, [["amber"]]])).transform(asked))
targets = np.array([3.5, 1.25, 10, -2, 0.5, 1.25])
weights = np.array([1, 2, 0.5, 0, 3, 1])
show("dummy.mean", DummyRegressor(strategy="mean").fit(np.zeros((6, 1)), targets, weights).constant_)
show("dummy.median", DummyRegressor(strategy="median").fit(np.zeros((6, 1)), targets).constant_)
show("dummy.median.weighted", DummyRegressor(strategy="median").fit(np.zeros((6, 1)), targets, weights).constant_)
classes = np.array([2, 0, 1, 1, 2, 3])
show("dummy.prior", DummyClassifier(strategy="prior").fit(np.zeros((6, 1)), classes, weights).predict_proba(np.zeros((1, 1))))
show("dummy.frequent", DummyClassifier(strategy="most_frequent").fit(np.zeros((6, 1)), classes).predict_proba(np.zeros((1, 1))))
