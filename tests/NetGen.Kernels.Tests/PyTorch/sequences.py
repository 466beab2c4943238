"""What PyTorch makes of networks of a dense layer on each step and a layer of sequences. Reads a file of cases, writes one of answers.

Run by SequenceOracleTests, with any PyTorch from 1.13 on: python3 sequences.py cases.json answers.json
"""
import torch

from oracle import run

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
            "TransformerBlock": lambda: nn.TransformerEncoderLayer(case["inner"], batch_first=True, dropout=0.0, **arguments),
            "MultiHeadAttention": lambda: nn.MultiheadAttention(case["inner"], batch_first=True, **arguments),
        }
        setattr(self, case["name"], create[case["kind"]]())

    def forward(self, x):
        x = self.dense1(x)
        layer = getattr(self, self.case["name"])
        if self.case["causal"] is not None:
            mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.case["causal"] else None
            if self.case["kind"] == "TransformerBlock":
                return layer(x, src_mask=mask)
            return layer(x, x, x, attn_mask=mask, need_weights=False)[0]
        x = nn.functional.pad(x.transpose(1, 2), (self.case["before"], 0))
        return layer(x).transpose(1, 2)


run(Net, lambda case: (case["batch"], case["steps"], case["features"]))
