"""PyTorch's module of PictureNet, with names of its own: python3 picture.py state_dict.safetensors inputs.json outputs.json

Writes its state_dict, and what it gives for the inputs, whose channels are last.
"""
import json
import sys

import torch
from torch import nn

from files import write


class Picture(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU6(),
            nn.Conv2d(4, 4, 2, padding=1, groups=4), nn.Conv2d(4, 4, 1, groups=2, bias=False), nn.LeakyReLU(), nn.MaxPool2d(2))
        self.classifier = nn.Linear(36, 3)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


torch.manual_seed(5)
module = Picture()
with open(sys.argv[2]) as source:
    x = torch.tensor(json.load(source)).reshape(-1, 6, 5, 2).permute(0, 3, 1, 2)

# Running statistics that are not as they began.
for _ in range(3):
    module(torch.randn_like(x) * 2 + 1)
write(sys.argv[1], module.state_dict())
with open(sys.argv[3], "w") as target:
    json.dump(module.eval()(x).flatten().tolist(), target)
