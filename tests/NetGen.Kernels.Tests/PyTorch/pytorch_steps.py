"""Trains a network of PyTorch's for a few steps, from a file of parameters to a file of parameters.

pytorch_steps.py <reparameterisation> <parameters> <data> <trained> <outputs> <steps>

<parameters> and <trained> are safetensors files with the names of a state_dict, which must be exactly the network's. <data> is floats: inputs, channels last,
and targets. <outputs> is floats, what the network gives in evaluation before and after the steps.
"""
import sys
from collections import OrderedDict

import numpy
import torch
from torch import nn

from files import read, write

BATCH = 5


def main():
    kind, parameters, data, trained, outputs, steps = sys.argv[1:]
    made = {"WeightNorm": nn.utils.weight_norm, "SpectralNorm": nn.utils.spectral_norm}[kind]
    network = nn.Sequential(OrderedDict(
        conv1=made(nn.Conv2d(3, 8, 3, padding=1)),
        relu1=nn.ReLU(),
        depthwise1=made(nn.Conv2d(8, 8, 3, groups=8)),
        conv2=made(nn.Conv2d(8, 6, 1, groups=2)),
        convtranspose1=made(nn.ConvTranspose2d(6, 4, 3, stride=2, groups=2)),
        relu2=nn.ReLU(),
        flatten=nn.Flatten(),
        dense1=made(nn.Linear(4 * 9 * 7, 7))))
    network.load_state_dict(read(parameters), strict=True)
    values = torch.from_numpy(numpy.fromfile(data, "<f4"))
    inputs = values[:BATCH * 6 * 5 * 3].reshape(BATCH, 6, 5, 3).permute(0, 3, 1, 2).contiguous()
    targets = values[BATCH * 6 * 5 * 3:].reshape(BATCH, 7)
    results = []

    def evaluate():
        network.eval()
        with torch.no_grad():
            results.append(network(inputs).numpy().astype("<f4"))
        network.train()

    evaluate()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, weight_decay=0.01)
    for _ in range(int(steps)):
        optimizer.zero_grad()
        nn.functional.mse_loss(network(inputs), targets).backward()
        optimizer.step()
    evaluate()
    write(trained, network.state_dict())
    numpy.concatenate(results).tofile(outputs)


main()
