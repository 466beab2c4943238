"""Writes PyTorchOptimizerValues.cs: what PyTorch's optimisers make of six parameters in eight steps.

Run in this folder, with any PyTorch from 1.13 on: python3 PyTorchOptimizers.py
NAdam is not among them: before 2.0 PyTorch has a factor twice in its second product. OptimizerFormulaTests have it.
"""
import math
import torch

PARAMETERS = [0.6, -0.4, 0.01, -1.5, 0.0, 2.0]
STEPS = 8
CASES = {
    "Sgd": (torch.optim.SGD, dict(lr=0.1)),
    "Sgd Nesterov": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05)),
    "Adam": (torch.optim.Adam, dict(lr=0.05)),
    "Adam Amsgrad": (torch.optim.Adam, dict(lr=0.05, betas=(0.8, 0.7), amsgrad=True, weight_decay=0.1)),
    "AdamW": (torch.optim.AdamW, dict(lr=0.05)),
    "AdamW Amsgrad": (torch.optim.AdamW, dict(lr=0.05, betas=(0.8, 0.7), amsgrad=True, weight_decay=0.1)),
    "RmsProp": (torch.optim.RMSprop, dict(lr=0.05)),
    "RmsProp Centered": (torch.optim.RMSprop, dict(lr=0.05, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1)),
    "Adagrad": (torch.optim.Adagrad, dict(lr=0.05, lr_decay=0.1, weight_decay=0.1)),
    "Adadelta": (torch.optim.Adadelta, dict(lr=1.0, weight_decay=0.1)),
    "Adamax": (torch.optim.Adamax, dict(lr=0.05)),
    "Adamax Decay": (torch.optim.Adamax, dict(lr=0.05, betas=(0.8, 0.7), eps=1e-3, weight_decay=0.1)),
    "RAdam": (torch.optim.RAdam, dict(lr=0.05)),
    "RAdam Decay": (torch.optim.RAdam, dict(lr=0.05, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1)),
    "Asgd": (torch.optim.ASGD, dict(lr=0.05)),
    "Asgd Average": (torch.optim.ASGD, dict(lr=0.05, lambd=0.1, alpha=0.5, t0=3, weight_decay=0.1)),
    "Rprop": (torch.optim.Rprop, dict(lr=0.05)),
    "Rprop Limits": (torch.optim.Rprop, dict(lr=0.05, etas=(0.3, 1.7), step_sizes=(0.02, 0.1))),
}


def gradient(step, index):
    """Signs that change at different times; none at all for the last but one parameter."""
    return 0.0 if index == 4 else math.cos(1.3 * step * (index + 1)) * (1 + index)


def text(values):
    return "[" + ", ".join(f"{value:.9g}f" for value in values) + "]"


lines = []
for name, (kind, settings) in CASES.items():
    parameter = torch.tensor(PARAMETERS, dtype=torch.float32, requires_grad=True)
    optimizer = kind([parameter], **settings)
    for step in range(STEPS):
        parameter.grad = torch.tensor([gradient(step, index) for index in range(len(PARAMETERS))], dtype=torch.float32)
        optimizer.step()
    lines.append(f'        ["{name}"] = {text(parameter.tolist())},\n')
    if "ax" in optimizer.state[parameter]:
        lines.append(f'        ["{name}, average"] = {text(optimizer.state[parameter]["ax"].tolist())},\n')

with open("PyTorchOptimizerValues.cs", "w") as file:
    file.write("namespace NetGen.Tests.Training;\n\n")
    file.write("/// <summary>Written by PyTorchOptimizers.py: parameters after eight steps of PyTorch's optimisers.</summary>\n")
    file.write("internal static class PyTorchOptimizerValues\n{\n")
    file.write("    public static IReadOnlyDictionary<string, float[]> All { get; } = new Dictionary<string, float[]>\n    {\n")
    file.writelines(lines)
    file.write("    };\n}\n")
