"""Neural networks in torch, as its users write them."""

import numpy as np

from protocol import matrix, workload


def step(shape, files, loss, target):
    """Trains on one batch with Adam; the result is the gradient of the first step."""
    import torch

    rows, *widths = shape
    x = torch.from_numpy(matrix(files[0], rows, widths[0]).copy())
    layers = []
    for i, (a, b) in enumerate(zip(widths, widths[1:])):
        dense = torch.nn.Linear(a, b)
        with torch.no_grad():
            dense.weight.copy_(torch.from_numpy(matrix(files[2 + i], a, b).T * np.float32(a) ** np.float32(-0.5)))
            dense.bias.zero_()
        layers += [dense, torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def run():
        optimizer.zero_grad()
        loss(model(x), target).backward()
        optimizer.step()

    loss(model(x), target).backward()
    first = [(p.grad.t() if p.ndim == 2 else p.grad).numpy().copy() for p in model.parameters()]
    return run, lambda: first


@workload("torch", "train-step")
def numbers(shape, files):
    import torch

    return step(shape, files, torch.nn.MSELoss(), torch.from_numpy(matrix(files[1], shape[0], shape[-1]).copy()))


@workload("torch", "train-step-classes")
def classes(shape, files):
    import torch

    return step(shape, files, torch.nn.CrossEntropyLoss(), torch.arange(shape[0]) % shape[-1])
