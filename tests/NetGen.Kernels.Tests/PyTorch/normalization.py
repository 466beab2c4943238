"""What PyTorch makes of networks of a sum with weights and a normalisation of each sample. Reads a file of cases, writes one of answers.

Run by NormalizationOracleTests, with any PyTorch from 1.13 on: python3 normalization.py cases.json answers.json
"""
import torch

from modules import RMSNorm
from oracle import run


def free(module, scale, bias):
    """Makes constants of the parameters that are not there: PyTorch knows both or none, and GroupNorm's gradient fails where one is None."""
    for name, is_there in (("weight", scale), ("bias", bias)):
        value = getattr(module, name)
        if not is_there and value is not None:
            delattr(module, name)
            module.register_buffer(name, value.detach(), persistent=False)
    return module


class Net(torch.nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        channels, image = case["channels"], case["form"] == "image"
        self.first = case["first"]
        setattr(self, self.first, torch.nn.Conv2d(case["features"], channels, 1) if image else torch.nn.Linear(case["features"], channels))
        setattr(self, case["name"], self.norm(case, channels, image))

    @staticmethod
    def norm(case, channels, image):
        kind, epsilon, scale, bias = case["kind"], case["epsilon"], case["scale"], case["bias"]
        affine = scale or bias
        if kind == "RMSNorm":
            return RMSNorm(channels, epsilon, scale)
        if kind == "LayerNorm":
            return free(torch.nn.LayerNorm(channels, epsilon, elementwise_affine=affine), scale, bias)
        if kind == "GroupNorm":
            return free(torch.nn.GroupNorm(case["groups"], channels, epsilon, affine=affine), scale, bias)
        module = torch.nn.InstanceNorm2d if image else torch.nn.InstanceNorm1d
        return free(module(channels, epsilon, affine=affine, track_running_stats=False), scale, bias)

    def forward(self, x):
        # x has channels last, as this library has them.
        image = self.case["form"] == "image"
        x = getattr(self, self.first)(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1) if image else getattr(self, self.first)(x)
        norm = getattr(self, self.case["name"])
        if self.case["kind"] in ("RMSNorm", "LayerNorm"):
            return norm(x)
        y = norm(x.movedim(-1, 1).contiguous())

        # A gradient with channels last makes that of PyTorch 1.13's InstanceNorm2d for a single sample another than finite differences say.
        y.register_hook(lambda gradient: gradient.contiguous())
        return y.movedim(1, -1)


run(Net, lambda case: (case["batch"], *case["positions"], case["features"]))
