"""What PyTorch makes of networks of a table that is looked up and a dense layer on each step. Reads a file of cases, writes one of answers.

Run by EmbeddingOracleTests, with any PyTorch from 1.13 on: python3 embedding.py cases.json answers.json
"""
import torch

from oracle import run


class Net(torch.nn.Module):
    def __init__(self, case):
        super().__init__()
        self.embedding1 = torch.nn.Embedding(case["vocabulary"], case["features"], padding_idx=case["mask"])
        self.dense1 = torch.nn.Linear(case["features"], case["outputs"])

    def forward(self, x):
        return self.dense1(torch.tanh(self.embedding1(x.long())))


run(Net, lambda case: (case["batch"], case["steps"]))
