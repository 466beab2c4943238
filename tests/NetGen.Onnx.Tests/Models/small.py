"""Writes small.onnx, as PyTorch's exporter writes it, the same as split.onnx with its numbers in a file beside it, and prints what PyTorch makes of one image."""
import math
import os

import onnx
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
here = os.path.dirname(os.path.abspath(__file__))
small = os.path.join(here, "small.onnx")
split = os.path.join(here, "split.onnx")
if os.path.exists(split + ".data"):
    os.remove(split + ".data")  # it would be appended to
torch.onnx.export(model, image, small, input_names=["image"], output_names=["logits"], dynamic_axes=names, opset_version=13)
onnx.save_model(onnx.load(small), split, save_as_external_data=True, all_tensors_to_one_file=True, location="split.onnx.data", size_threshold=0)
print([round(value, 6) for value in model(image)[0].tolist()])
