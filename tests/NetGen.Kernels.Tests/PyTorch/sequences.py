"""What PyTorch makes of networks of a dense layer on each step and a layer of sequences. Reads a file of cases, writes one of answers.

Run by SequenceOracleTests, with any PyTorch from 1.13 on: python3 sequences.py cases.json answers.json
"""
import json
import sys

import torch

from files import read, write

nn = torch.nn


class Net(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.dense1 = nn.Linear(case["features"], case["inner"])
        arguments = case["arguments"]
        create = {
            "Conv1D": lambda: nn.Conv1d(case["inner"], **arguments),
            "Conv1DTranspose": lambda: nn.ConvTranspose1d(case["inner"], **arguments),
            "MultiHeadAttention": lambda: nn.MultiheadAttention(case["inner"], batch_first=True, **arguments),
        }
        setattr(self, case["name"], create[case["kind"]]())

    def forward(self, x):
        x = self.dense1(x)
        layer = getattr(self, self.case["name"])
        if self.case["kind"] == "MultiHeadAttention":
            mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.case["causal"] else None
            return layer(x, x, x, attn_mask=mask, need_weights=False)[0]
        x = nn.functional.pad(x.transpose(1, 2), (self.case["before"], 0))
        return layer(x).transpose(1, 2)


def answer(case):
    x = torch.tensor(case["input"], dtype=torch.float32).reshape(case["batch"], case["steps"], case["features"])
    net = Net(case)
    net.load_state_dict(read(case["parameters"]))
    output = net(x)
    target = torch.tensor(case["target"], dtype=torch.float32).reshape(output.shape)
    loss = nn.functional.mse_loss(output, target)
    loss.backward()
    result = {
        "output": output.flatten().tolist(),
        "loss": loss.item(),
        "gradients": {name: parameter.grad.flatten().tolist() for name, parameter in net.named_parameters()},
    }
    torch.manual_seed(case["inner"])
    other = Net(case)
    write(case["written"], other.state_dict())
    result["other"] = other(x).flatten().tolist()
    return result


with open(sys.argv[1]) as source:
    cases = json.load(source)
with open(sys.argv[2], "w") as target:
    json.dump([answer(case) for case in cases], target)
