"""Writes PyTorchLbfgsValues.cs: what PyTorch's LBFGS makes of a small network, iteration by iteration.

Run in this folder, with any PyTorch from 1.13 on: python3 PyTorchLbfgs.py
In double precision, so that what differs here is single precision alone.
"""
import math
import torch

ITERATIONS = 8
CASES = {
    "Wolfe": dict(line_search_fn="strong_wolfe"),
    "Wolfe Long": dict(lr=8.0, line_search_fn="strong_wolfe"),
    "Wolfe Short": dict(lr=0.3, line_search_fn="strong_wolfe", history_size=2),
    "Fixed": dict(lr=0.3),
    "Fixed History": dict(lr=0.2, history_size=3),
}


def number(index):
    return math.sin(1.7 * index + 0.3)


def tensor(first, *shape):
    count = math.prod(shape)
    return torch.tensor([number(first + index) for index in range(count)], dtype=torch.float64).reshape(shape)


inputs = tensor(100, 20, 3)
targets = torch.stack([torch.sin(2 * inputs[:, 0]) + inputs[:, 1] * inputs[:, 2]], dim=1)


def run(settings, iterations):
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)).double()
    with torch.no_grad():
        for place, parameter in enumerate(model.parameters()):
            parameter.copy_(0.5 * tensor(20 * place, *parameter.shape))
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=iterations, max_eval=1000, **settings)

    def closure():
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        return loss

    optimizer.step(closure)
    return [value for parameter in model.parameters() for value in parameter.flatten().tolist()], float(closure())


lines = []
for name, settings in CASES.items():
    for iteration in range(1, ITERATIONS + 1):
        values, loss = run(settings, iteration)
        text = ", ".join(f"{value:.9g}f" for value in values)
        lines.append(f'        [("{name}", {iteration})] = ({loss:.9g}, [{text}]),\n')

with open("PyTorchLbfgsValues.cs", "w") as file:
    file.write("namespace NetGen.Tests.Training;\n\n")
    file.write("/// <summary>Written by PyTorchLbfgs.py: loss and parameters after so many iterations.</summary>\n")
    file.write("internal static class PyTorchLbfgsValues\n{\n")
    file.write("    public static IReadOnlyDictionary<(string Case, int Iterations), (double Loss, float[] Parameters)> All { get; } = new Dictionary<(string, int), (double, float[])>\n    {\n")
    file.writelines(lines)
    file.write("    };\n}\n")
