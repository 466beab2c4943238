"""What PyTorch makes of networks of a dense layer on each step and a recurrent layer. Reads a file of cases, writes one of answers.

Run by RecurrentOracleTests, with any PyTorch from 1.13 on: python3 recurrent.py cases.json answers.json
"""
import json
import sys

import torch

from files import read, write


class Net(torch.nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.dense1 = torch.nn.Linear(case["features"], case["inner"])
        kind = {"SimpleRNN": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}[case["kind"]]
        setattr(self, case["name"], kind(case["inner"], case["units"], bias=case["bias"], batch_first=True, **case["arguments"]))

    def forward(self, x):
        x = self.dense1(x)
        if self.case["reverse"]:
            x = x.flip(1)
        x = getattr(self, self.case["name"])(x)[0]
        if self.case["last"]:
            # The second direction has seen the whole sequence at the first place.
            units = self.case["units"]
            return torch.cat([x[:, -1, :units], x[:, 0, units:]], 1)
        return x.flip(1) if self.case["reverse"] else x


def answer(case):
    shape = (case["batch"], case["steps"], case["features"])
    x = torch.tensor(case["input"], dtype=torch.float32).reshape(shape)
    net = Net(case)
    net.load_state_dict(read(case["parameters"]))
    output = net(x)
    target = torch.tensor(case["target"], dtype=torch.float32).reshape(output.shape)
    loss = torch.nn.functional.mse_loss(output, target)
    loss.backward()
    result = {
        "output": output.flatten().tolist(),
        "loss": loss.item(),
        "gradients": {name: parameter.grad.flatten().tolist() for name, parameter in net.named_parameters()},
    }
    torch.manual_seed(case["units"])
    other = Net(case)
    write(case["written"], other.state_dict())
    result["other"] = other(x).flatten().tolist()
    return result


with open(sys.argv[1]) as source:
    cases = json.load(source)
with open(sys.argv[2], "w") as target:
    json.dump([answer(case) for case in cases], target)
