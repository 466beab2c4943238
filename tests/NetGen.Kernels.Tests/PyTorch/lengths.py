"""What PyTorch makes of sequences of different lengths. Reads a file of cases, writes one of answers.

Run by LengthOracleTests, with any PyTorch from 1.13 on: python3 lengths.py cases.json answers.json
"""
import torch

from oracle import run

nn = torch.nn


class Net(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.dense1 = nn.Linear(case["features"], case["inner"])
        kind = {"SimpleRNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU, "MultiHeadAttention": nn.MultiheadAttention}[case["kind"]]
        setattr(self, case["name"], kind(case["inner"], batch_first=True, **case["arguments"]))

    def forward(self, rows):
        case = self.case
        lengths = rows[:, -1].long()
        # What stands behind the end of a sequence is of no consequence.
        x = self.dense1(rows[:, :-1].reshape(case["batch"], case["steps"], case["features"]))
        layer = getattr(self, case["name"])
        self.mask = torch.arange(case["steps"]) < lengths[:, None]
        if case["kind"] == "MultiHeadAttention":
            causal = torch.ones(case["steps"], case["steps"], dtype=torch.bool).triu(1) if case["causal"] else None
            x = layer(x, x, x, key_padding_mask=~self.mask, attn_mask=causal, need_weights=False)[0]
        else:
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            states, last = layer(packed)
            if case["end"] == "last":
                last = last[0] if isinstance(last, tuple) else last
                return torch.cat(list(last), 1)
            x = nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=case["steps"])[0]
        x = x.masked_fill(~self.mask[:, :, None], 0.0)
        return x.sum(1) / lengths[:, None] if case["end"] == "mean" else x

    def loss(self, output, target):
        if self.case["end"] != "all":
            return nn.functional.mse_loss(output, target)
        return nn.functional.mse_loss(output[self.mask], target[self.mask])


run(Net, lambda case: (case["batch"], case["steps"] * case["features"] + 1))
