"""Neural networks in torch, as its users write them."""

import numpy as np

from protocol import matrix, workload


@workload("torch", "neural", "train-step")
def train_step(shape, files):
    import torch

    rows, *widths = shape
    x = torch.from_numpy(matrix(files[0], rows, widths[0]).copy())
    y = torch.from_numpy(matrix(files[1], rows, widths[-1]).copy())
    layers = []
    for i, (a, b) in enumerate(zip(widths, widths[1:])):
        dense = torch.nn.Linear(a, b)
        with torch.no_grad():
            dense.weight.copy_(torch.from_numpy(matrix(files[2 + i], a, b).T * np.float32(a) ** np.float32(-0.5)))
            dense.bias.zero_()
        layers += [dense, torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    loss = torch.nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def run():
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()

    loss(model(x), y).backward()
    first = [p.grad.T.numpy().copy() for p in model.parameters()]
    return run, lambda: first
