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
        layer = kind(case["inner"], case["units"], bias=case["bias"], batch_first=True, **case["arguments"])
        self.suffixes = ["", "_reverse"] if case["arguments"]["bidirectional"] else [""]
        if case["start"] == "learned":
            for state in self.states():
                for suffix in self.suffixes:
                    layer.register_parameter(state + suffix, torch.nn.Parameter(torch.zeros(case["units"])))
        if case["start"] in ("given", "both"):
            self.encoder = kind(case["inner"], case["units"], batch_first=True, **case["arguments"])
        if case["start"] == "both":
            outputs = case["units"] * len(self.suffixes)
            self.cell = torch.nn.Linear(outputs, outputs)
        setattr(self, case["name"], layer)

    def states(self):
        return ["h_0", "c_0"] if self.case["kind"] == "LSTM" else ["h_0"]

    def start(self, x):
        """What is in front of the first step, as PyTorch takes it; None for zeros."""
        batch, units = x.shape[0], self.case["units"]
        if self.case["start"] == "zeros":
            return None
        if self.case["start"] == "learned":
            layer = getattr(self, self.case["name"])
            parts = [torch.stack([getattr(layer, state + suffix).expand(batch, units) for suffix in self.suffixes]) for state in self.states()]
            return tuple(parts) if len(parts) == 2 else parts[0]
        last = self.encoder(x)[1]
        if self.case["kind"] != "LSTM":
            return last
        state = last[0]
        if self.case["start"] == "given":
            return state, torch.zeros_like(state)
        cell = self.cell(state.transpose(0, 1).reshape(batch, -1))
        return state, cell.reshape(batch, -1, units).transpose(0, 1).contiguous()

    def forward(self, x):
        x = self.dense1(x)
        start = self.start(x)
        if self.case["reverse"]:
            x = x.flip(1)
        x = getattr(self, self.case["name"])(x, start)[0]
        if self.case["last"]:
            # The second direction has seen the whole sequence at the first place.
            units = self.case["units"]
            return torch.cat([x[:, -1, :units], x[:, 0, units:]], 1)
        return x.flip(1) if self.case["reverse"] else x


run(Net, lambda case: (case["batch"], case["steps"], case["features"]))
