"""What all oracles do: networks of PyTorch's answer questions about outputs and gradients.

A script defines a module that is made of a case, and calls run: python3 script.py cases.json answers.json
"""
import json
import sys

import torch

from files import read, write


def answer(case, create, shape):
    x = torch.tensor(case["input"], dtype=torch.float32).reshape(shape(case))
    net = create(case)
    net.load_state_dict(read(case["parameters"]))
    output = net(x)
    target = torch.tensor(case["target"], dtype=torch.float32).reshape(output.shape)
    loss = net.loss(output, target) if hasattr(net, "loss") else torch.nn.functional.mse_loss(output, target)
    loss.backward()
    result = {
        "output": output.flatten().tolist(),
        "loss": loss.item(),
        "gradients": {name: parameter.grad.flatten().tolist() for name, parameter in net.named_parameters()},
    }

    # Parameters of PyTorch's own, none of which is left at 0 or 1.
    torch.manual_seed(len(case["input"]))
    other = create(case)
    with torch.no_grad():
        for parameter in other.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
    write(case["written"], other.state_dict())
    result["other"] = other(x).flatten().tolist()
    return result


def run(create, shape):
    with open(sys.argv[1]) as source:
        cases = json.load(source)
    with open(sys.argv[2], "w") as target:
        json.dump([answer(case, create, shape) for case in cases], target)
