"""What PyTorch makes of networks of a dense layer on each step and a layer of sequences. Reads a file of cases, writes one of answers.

Run by SequenceOracleTests, with any PyTorch from 1.13 on: python3 sequences.py cases.json answers.json
"""
import torch

from oracle import run

nn = torch.nn


class RotaryAttention(nn.MultiheadAttention):
    """Queries and keys are turned as Hugging Face's Llama and GPT-NeoX do."""

    def __init__(self, features, num_heads, base, causal, bias):
        super().__init__(features, num_heads, bias=bias, batch_first=True)
        self.base, self.causal = base, causal

    def forward(self, x):
        batch, steps, features = x.shape
        size = features // self.num_heads
        products = nn.functional.linear(x, self.in_proj_weight, self.in_proj_bias)
        query, key, value = (part.view(batch, steps, self.num_heads, size).transpose(1, 2) for part in products.chunk(3, -1))
        frequencies = self.base ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
        angles = torch.arange(steps, dtype=torch.float64)[:, None] * frequencies
        angles = torch.cat([angles, angles], -1)
        cosine, sine = angles.cos().to(x.dtype), angles.sin().to(x.dtype)

        def rotate_half(part):
            return torch.cat([-part[..., size // 2:], part[..., : size // 2]], -1)

        query = query * cosine + rotate_half(query) * sine
        key = key * cosine + rotate_half(key) * sine
        scores = query @ key.transpose(-1, -2) / size**0.5
        if self.causal:
            scores = scores.masked_fill(torch.ones(steps, steps, dtype=torch.bool).triu(1), float("-inf"))
        return self.out_proj((scores.softmax(-1) @ value).transpose(1, 2).reshape(x.shape))


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
            "RotaryAttention": lambda: RotaryAttention(case["inner"], **arguments),
        }
        setattr(self, case["name"], create[case["kind"]]())

    def forward(self, x):
        x = self.dense1(x)
        layer = getattr(self, self.case["name"])
        if self.case["kind"] == "RotaryAttention":
            return layer(x)
        if self.case["causal"] is not None:
            mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.case["causal"] else None
            if self.case["kind"] == "TransformerBlock":
                return layer(x, src_mask=mask)
            return layer(x, x, x, attn_mask=mask, need_weights=False)[0]
        x = nn.functional.pad(x.transpose(1, 2), (self.case["before"], 0))
        return layer(x).transpose(1, 2)


run(Net, lambda case: (case["batch"], case["steps"], case["features"]))
