"""What PyTorch makes of networks of a dense layer on each step and a recurrent layer. Reads a file of cases, writes one of answers.

Run by RecurrentOracleTests, with any PyTorch from 1.13 on: python3 recurrent.py cases.json answers.json
"""
import torch

from oracle import run


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


run(Net, lambda case: (case["batch"], case["steps"], case["features"]))
