"""Modules that hand on one tensor, so that they can stand in an nn.Sequential, and those that PyTorch 1.13 does not have yet."""
import torch
from torch import nn


class RMSNorm(nn.Module):
    """That of newer PyTorch, by its formula."""

    def __init__(self, channels, eps=1e-5, elementwise_affine=True):
        super().__init__()
        self.eps = eps
        if elementwise_affine:
            self.weight = nn.Parameter(torch.ones(channels))

    def forward(self, x):
        x = x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.eps)
        return x * self.weight if hasattr(self, "weight") else x


def states(kind):
    """A recurrent module that gives the states of all steps alone."""

    class States(kind):
        def forward(self, x):
            return super().forward(x)[0]

    return lambda *sizes, **arguments: States(*sizes, batch_first=True, **arguments)


RNN, LSTM, GRU = states(nn.RNN), states(nn.LSTM), states(nn.GRU)


def later(steps):
    """The mask of the steps that come later."""
    return torch.ones(steps, steps, dtype=torch.bool).triu(1)


class Attention(nn.MultiheadAttention):
    """A sequence over itself, or over another one."""

    def __init__(self, *sizes, causal=False, **arguments):
        super().__init__(*sizes, batch_first=True, **arguments)
        self.causal = causal

    def forward(self, x, memory=None):
        memory = x if memory is None else memory
        return super().forward(x, memory, memory, attn_mask=later(x.shape[1]) if self.causal else None, need_weights=False)[0]


class Decoder(nn.TransformerDecoderLayer):
    """One that sees no later step."""

    def __init__(self, *sizes):
        super().__init__(*sizes, 0.0, batch_first=True)

    def forward(self, x, memory):
        return super().forward(x, memory, tgt_mask=later(x.shape[1]))


class Positions(nn.Embedding):
    """A trained vector for each step, added."""

    def forward(self, x):
        return x + super().forward(torch.arange(x.shape[1]))


class Mean(nn.Module):
    """That of all positions; channels stand in front of them in an image, behind them in a sequence."""

    def forward(self, x):
        return x.mean((2, 3)) if x.dim() == 4 else x.mean(1)


class BasicBlock(nn.Module):
    """torchvision's."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(filters)
        self.downsample = None
        if stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(channels, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(x)) + shortcut)


class Named(nn.Module):
    """Modules by their names, one behind the other; the first is given all inputs."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)

    def forward(self, *inputs):
        first, *others = self.children()
        x = first(*inputs)
        for module in others:
            x = module(x)
        return x
