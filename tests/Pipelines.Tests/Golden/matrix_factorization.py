# Golden numbers of MatrixFactorizationTests: a plain numpy twin of the SGD, with the same random numbers. Run with numpy 1.24: python3 matrix_factorization.py
import math
import numpy as np

M = 0xFFFFFFFF


class Rng:  # Philox4x32-10, as Rng.At(seed, epoch, item).
    def __init__(self, seed, epoch, item):
        self.key, self.rest, self.block, self.words, self.spare = (seed & M, seed >> 32), (epoch & M, item & M, item >> 32), 0, [], None

    def uint32(self):
        if not self.words:
            c, k = [self.block, *self.rest], list(self.key)
            self.block += 1
            for _ in range(10):
                p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
                c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & M, (p0 >> 32) ^ c[3] ^ k[1], p0 & M]
                k = [(k[0] + 0x9E3779B9) & M, (k[1] + 0xBB67AE85) & M]
            self.words = c
        return self.words.pop(0)

    def double(self):
        low = self.uint32()
        return ((low | self.uint32() << 32) >> 11) * 2.0 ** -53

    def gaussian(self):
        if self.spare is not None:
            spare, self.spare = self.spare, None
            return spare
        while True:
            u, v = 2 * self.double() - 1, 2 * self.double() - 1
            s = u * u + v * v
            if 0 < s < 1:
                f = math.sqrt(-2 * math.log(s) / s)
                self.spare = v * f
                return u * f

    def below(self, n):
        product = self.uint32() * n
        while (product & M) < (2 ** 32 - n) % n:
            product = self.uint32() * n
        return product >> 32

    def shuffle(self, values):
        for i in range(len(values) - 1, 0, -1):
            j = self.below(i + 1)
            values[i], values[j] = values[j], values[i]


nan = np.nan
R = np.array([[5, 3, nan, 1], [4, nan, nan, 1], [1, 1, nan, 5], [nan, 1, 5, 4], [nan, nan, nan, nan]])
cells = [(u, i) for u, i in zip(*np.nonzero(~np.isnan(R)))]
y = np.array([R[c] for c in cells])
mu, sd = y.mean(), y.std()
k, epochs, rate0, pull, bias_pull, seed = 3, 20, 0.1, 0.05, 0.02, 7


def start(count, epoch):
    return np.array([[0.1 / math.sqrt(k) * rng.gaussian() for _ in range(k)] for rng in (Rng(seed, epoch, r) for r in range(count))])


p, q, bu, bi = start(5, -1), start(4, -2), np.zeros(5), np.zeros(4)
order, losses = list(range(len(cells))), []
for epoch in range(1, epochs + 1):
    Rng(seed, epoch, 0).shuffle(order)
    rate, squares = rate0 * (epochs - epoch + 1) / epochs, 0.0
    for at in order:
        u, i = cells[at]
        e = (y[at] - mu) / sd - bu[u] - bi[i] - p[u] @ q[i]
        squares += e * e
        bu[u] += rate * (e - bias_pull * bu[u])
        bi[i] += rate * (e - bias_pull * bi[i])
        p[u], q[i] = p[u] + rate * (e * q[i] - pull * p[u]), q[i] + rate * (e * p[u] - pull * q[i])
    losses.append(sd * math.sqrt(squares / len(order)))
p[4] = 0
print("predictions", np.clip(mu + sd * (bu[:, None] + bi[None, :] + p @ q.T), 1, 5).ravel().tolist())
print("losses", losses[0], losses[-1])
