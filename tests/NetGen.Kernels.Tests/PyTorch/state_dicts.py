"""What PyTorch makes of files of parameters: its modules read those that a network of this library has saved, strictly, and write their own.

Run by StateDictTests, with any PyTorch from 1.13 on: python3 state_dicts.py cases.json answers.json
"""
import json
import sys

import torch
from torch import nn

import modules
from files import read, write


def inputs(case, rows):
    """A sample's inputs stand side by side, as this library has them: pixels with their channels last."""
    rows, offset, found = torch.tensor(rows, dtype=torch.float64).reshape(case["batch"], -1), 0, []
    for shape in case["inputs"]:
        size = torch.Size(shape).numel()
        part = rows[:, offset:offset + size].reshape(-1, *shape)
        found.append(part.long() if case["vocabulary"] else turned(case, part, -1, 1))
        offset += size
    return found


def turned(case, x, source, target):
    """Channels stand in front of pixels in PyTorch, and in front of steps where a module has it so."""
    return x.movedim(source, target) if x.dim() == 4 or (x.dim() == 3 and case["channelsFirst"]) else x


def output(case, module, rows):
    """In double precision, so that what differs is this library's."""
    return turned(case, module.eval().double()(*inputs(case, rows)), 1, -1).flatten().tolist()


def create(case):
    return eval(case["module"], {"nn": nn, **vars(modules)})


def moved(case):
    """A module that begins at random, with no parameter left at 0 or 1, and whose running statistics have seen some batches."""
    torch.manual_seed(len(case["input"]))
    module = create(case).train()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
        for _ in range(3):
            module(*(x if case["vocabulary"] else torch.randn(x.shape) * 1.5 + 0.5 for x in inputs(case, case["input"])))
    return module


def load(case):
    """All names and shapes are PyTorch's. What counts batches is in no file here, and PyTorch itself puts it where it is missing."""
    module = create(case)
    module.load_state_dict(read(case["saved"]), strict=True)
    return module


def answer(case):
    module = moved(case)
    write(case["written"], module.state_dict())
    return {"written": output(case, module, case["input"]), "saved": output(case, load(case), case["input"])}


with open(sys.argv[1]) as source:
    questions = json.load(source)
answers = []
for question in questions:
    try:
        answers.append(answer(question))
    except Exception as error:
        answers.append({"error": f"{type(error).__name__}: {error}"})
with open(sys.argv[2], "w") as target:
    json.dump(answers, target)
