"""Golden numbers for neural networks, from torch 1.13 (Debian 12), float64 gradients and float32 training steps.
Repeat: /usr/bin/python3 neural.py > neural.txt. Inputs and first weights are small whole formulas of their places, rounded to float32, that the test repeats.
Tests compare gradients to 1e-5 of the largest of an array, weights after training steps to 1e-5 of the largest."""
import numpy as np
import torch
from torch import nn

ROWS = 12


def show(name, values):
    print(name, " ".join(repr(float(v)) for v in np.asarray(values, dtype=float).ravel()))


def wave(count, phase, scale=1.0):
    """scale · sin(0.37 i² + phase·i + phase), rounded to float32."""
    i = np.arange(count, dtype=np.float64)
    return (scale * np.sin(0.37 * i * i + phase * i + phase)).astype(np.float32).astype(np.float64)


def fill(model):
    """The same first weights on both sides: linear weights as inputs x outputs."""
    with torch.no_grad():
        for place, layer in enumerate(m for m in model if any(True for _ in m.parameters())):
            if isinstance(layer, nn.Linear):
                a, b = layer.in_features, layer.out_features
                layer.weight.copy_(torch.from_numpy(wave(a * b, place + 1, 0.7).reshape(a, b).T))
                layer.bias.copy_(torch.from_numpy(wave(b, place + 11, 0.3)))
            else:
                n = layer.weight.shape[0]
                layer.weight.copy_(torch.from_numpy(1 + wave(n, place + 21, 0.3)))
                layer.bias.copy_(torch.from_numpy(wave(n, place + 31, 0.3)))


def gradients(name, layers, loss, targets):
    model = nn.Sequential(*layers).double()
    fill(model)
    x = torch.from_numpy(wave(ROWS * 5, 0.5).reshape(ROWS, 5))
    value = loss(model(x), targets)
    value.backward()
    show(f"{name}.loss", [value.item()])
    parts = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            parts += [layer.weight.grad.T.numpy().ravel(), layer.bias.grad.numpy()]
        elif any(True for _ in layer.parameters()):
            parts += [layer.weight.grad.numpy(), layer.bias.grad.numpy()]
    show(f"{name}.gradient", np.concatenate(parts))
    for layer in model:
        if isinstance(layer, nn.BatchNorm1d):
            show(f"{name}.running", np.concatenate([layer.running_mean.numpy(), layer.running_var.numpy()]))


numbers = torch.from_numpy(wave(ROWS * 3, 2.5).reshape(ROWS, 3))
shares = (numbers + 1) / 2
classes = torch.arange(ROWS) % 3
for activation, make in [("relu", nn.ReLU), ("leaky-relu", nn.LeakyReLU), ("tanh", nn.Tanh), ("sigmoid", nn.Sigmoid), ("softmax", lambda: nn.Softmax(1))]:
    gradients(f"activation.{activation}", [nn.Linear(5, 7), make(), nn.Linear(7, 3)], nn.MSELoss(), numbers)
for name, loss, targets in [("mean-squared", nn.MSELoss(), numbers), ("mean-absolute", nn.L1Loss(), numbers), ("huber", nn.HuberLoss(delta=0.5), numbers),
                            ("binary", nn.BCEWithLogitsLoss(), shares), ("categorical", nn.CrossEntropyLoss(), classes), ("categorical-shares", nn.CrossEntropyLoss(), shares)]:
    gradients(f"loss.{name}", [nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 3)], loss, targets)
gradients("batch-norm", [nn.Linear(5, 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Linear(7, 3)], nn.MSELoss(), numbers)
gradients("layer-norm", [nn.Linear(5, 7), nn.LayerNorm(7), nn.Tanh(), nn.Linear(7, 3)], nn.MSELoss(), numbers)


def decayed(model, decay):
    """Decay pulls at weights, not at biases."""
    return [{"params": [p for p in model.parameters() if p.ndim > 1], "weight_decay": decay}, {"params": [p for p in model.parameters() if p.ndim == 1], "weight_decay": 0}]


def train(name, make, schedule=None, clip=0.0, epochs=6, decay=0.0):
    """One batch an epoch, so that the order of the rows does not matter."""
    model = nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 3))
    fill(model)
    optimizer = make(decayed(model, decay))
    rates = schedule(optimizer) if schedule else None
    x = torch.from_numpy(wave(ROWS * 5, 0.5).reshape(ROWS, 5)).float()
    y = numbers.float()
    used = []
    for _ in range(epochs):
        optimizer.zero_grad()
        value = nn.MSELoss()(model(x), y)
        value.backward()
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        used.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if isinstance(rates, torch.optim.lr_scheduler.ReduceLROnPlateau):
            rates.step(value.item())
        elif rates:
            rates.step()
    show(f"train.{name}.rates", used)
    show(f"train.{name}", np.concatenate([np.concatenate([m.weight.detach().T.numpy().ravel(), m.bias.detach().numpy()]) for m in model if isinstance(m, nn.Linear)]))


optim, lr = torch.optim, torch.optim.lr_scheduler
train("sgd", lambda p: optim.SGD(p, lr=0.1, momentum=0.9))
train("sgd-plain", lambda p: optim.SGD(p, lr=0.1))
train("sgd-decay", lambda p: optim.SGD(p, lr=0.1, momentum=0.9), decay=0.1)
train("rms-prop", lambda p: optim.RMSprop(p, lr=0.01, alpha=0.99, momentum=0.9))
train("rms-prop-plain", lambda p: optim.RMSprop(p, lr=0.01, alpha=0.99))
train("adam", lambda p: optim.Adam(p, lr=0.01))
train("adam-decay", lambda p: optim.Adam(p, lr=0.01), decay=0.1)
train("adam-w", lambda p: optim.AdamW(p, lr=0.01), decay=0.1)
train("clip", lambda p: optim.SGD(p, lr=0.1, momentum=0.9), clip=0.05)
train("cosine", lambda p: optim.SGD(p, lr=0.1), lambda o: lr.CosineAnnealingLR(o, 6))
train("step", lambda p: optim.SGD(p, lr=0.1), lambda o: lr.StepLR(o, 2, gamma=0.5))
train("plateau", lambda p: optim.SGD(p, lr=1.9), lambda o: lr.ReduceLROnPlateau(o, factor=0.5, patience=1, threshold=0.3), epochs=8)
train("warm-up", lambda p: optim.SGD(p, lr=0.1), lambda o: lr.LambdaLR(o, lambda s: min(1, (s + 1) / 4)))
