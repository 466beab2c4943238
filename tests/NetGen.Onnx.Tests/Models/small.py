"""Writes small.onnx, as PyTorch's exporter writes it, and prints what PyTorch makes of one image."""
import math
import os

import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential()
model.add_module("conv1", nn.Conv2d(1, 8, 3, padding=1))
model.add_module("relu1", nn.ReLU())
model.add_module("bn1", nn.BatchNorm2d(8))
model.add_module("pool1", nn.MaxPool2d(2))
model.add_module("conv2", nn.Conv2d(8, 12, 3))
model.add_module("relu2", nn.LeakyReLU(0.1))
model.add_module("flatten", nn.Flatten())
model.add_module("fc", nn.Linear(12 * 4 * 4, 10))
model.bn1.running_mean.uniform_(-1, 1)
model.bn1.running_var.uniform_(0.5, 2)
model.eval()
image = torch.tensor([math.sin(i) for i in range(144)]).reshape(1, 1, 12, 12)
names = {"image": {0: "N"}, "logits": {0: "N"}}
torch.onnx.export(model, image, os.path.join(os.path.dirname(__file__), "small.onnx"), input_names=["image"], output_names=["logits"], dynamic_axes=names, opset_version=13)
print([round(value, 6) for value in model(image)[0].tolist()])
