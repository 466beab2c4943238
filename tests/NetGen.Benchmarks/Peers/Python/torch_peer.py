"""Runs networks in PyTorch for the comparison: one JSON object per line in, one per line out (Peers/Protocol/PeerRequest.cs).

Times are taken here, around the calls themselves. Tensors come and go as files of little-endian float32 (labels: int32), images as
channels, height, width. Networks come as TorchScript, which is Python too.
"""
import json
import signal
import sys
import time
from typing import List

import torch
import torch.nn.functional as functional


def scaled_dot_product_attention(query, key, value, mask, dropout, causal):
    """As nn.MultiheadAttention computes it for training, for versions that do not have it as one function."""
    scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-2, -1))
    if causal:
        scores = scores + scores.new_full(scores.shape[-2:], float("-inf")).triu(1)
    return torch.matmul(torch.softmax(scores, -1), value)


class Names:
    """What TorchScript calls torch; in Python some of it is elsewhere."""

    cross_entropy_loss = staticmethod(functional.cross_entropy)
    scaled_dot_product_attention = staticmethod(getattr(functional, "scaled_dot_product_attention", scaled_dot_product_attention))

    def __getattr__(self, name):
        found = getattr(torch, name, None) or getattr(functional, name)
        setattr(self, name, found)
        return found


def read_values(path, kind, shape):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=kind).reshape(shape)


def write_values(path, tensors):
    with open(path, "wb") as file:
        for tensor in tensors:
            file.write(tensor.detach().float().contiguous(memory_format=torch.contiguous_format).numpy().tobytes())


def placed(tensor, layout):
    """A copy, in memory as the layout has it."""
    is_last = layout == "channels_last" and tensor.dim() == 4
    return tensor.detach().clone(memory_format=torch.channels_last if is_last else torch.contiguous_format)


class Inference(torch.nn.Module):
    """The network on fixed parameters."""

    def __init__(self, code, parameters):
        super().__init__()
        self.code = code
        self.values = parameters

    def forward(self, inputs):
        return self.code(*self.values, inputs)


class Case:
    """One network with its parameters, a batch and its targets."""

    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        self.scope = {"torch": Names(), "Tensor": torch.Tensor, "List": List}
        exec(request["code"], self.scope)
        shapes = [parameter["shape"] for parameter in request["parameters"]]
        sizes = [int(torch.Size(shape).numel()) for shape in shapes]
        values = read_values(request["parameterFile"], torch.float32, [-1]).split(sizes)
        self.parameters = [value.reshape(shape) for value, shape in zip(values, shapes)]
        self.is_trained = [parameter["isTrained"] for parameter in request["parameters"]]
        self.inputs = read_values(request["input"], torch.float32, request["inputShape"])
        if request["hasLabels"]:
            self.targets = read_values(request["target"], torch.int32, [-1]).long()
        else:
            self.targets = read_values(request["target"], torch.float32, request["outputShape"])
        self.variants = {}

    def layouts(self):
        return ["nchw", "channels_last"] if self.inputs.dim() == 4 else ["rows"]

    def prepare(self, mode, optimizer):
        self.variants = {}
        for layout in self.layouts():
            if mode == "inference":
                self.prepare_inference(layout)
            else:
                for foreach in (False, True):
                    self.variants[layout + (", foreach" if foreach else "")] = self.step_loop(layout, mode, optimizer, foreach)

    def prepare_inference(self, layout):
        inputs = placed(self.inputs, layout)
        with torch.no_grad():
            folded = [placed(value, layout) for value in self.scope["fold"](*self.parameters)]
        module = Inference(self.scope["infer"], folded).eval()
        self.variants[layout] = self.inference_loop(module.forward, inputs)
        traced = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(module, inputs).eval()))
        for _ in range(3):
            traced(inputs)
        self.variants[layout + ", traced"] = self.inference_loop(traced, inputs)

    @staticmethod
    def inference_loop(function, inputs):
        def run(iterations):
            with torch.inference_mode():
                begin = time.perf_counter_ns()
                for _ in range(iterations):
                    output = function(inputs)
                seconds = (time.perf_counter_ns() - begin) * 1e-9
            return seconds, output

        return run

    def step_loop(self, layout, mode, optimizer, foreach, precision=torch.float32):
        inputs = placed(self.inputs.to(precision), layout)
        targets = placed(self.targets.to(precision) if self.targets.is_floating_point() else self.targets, layout)
        parameters = [placed(value.to(precision), layout).requires_grad_(trained) for value, trained in zip(self.parameters, self.is_trained)]
        trained = [value for value in parameters if value.requires_grad]
        if mode == "step-sgd":
            updates = torch.optim.SGD(trained, lr=optimizer["rate"], foreach=foreach)
        elif mode == "step-adam":
            updates = torch.optim.Adam(trained, lr=optimizer["rate"], eps=optimizer["epsilon"], foreach=foreach)
        else:
            updates = torch.optim.AdamW(trained, lr=optimizer["rate"], eps=optimizer["epsilon"], weight_decay=optimizer["decay"], foreach=foreach)
        loss_of = self.scope["loss"]

        def run(iterations, losses=None):
            begin = time.perf_counter_ns()
            for _ in range(iterations):
                updates.zero_grad(set_to_none=True)
                loss = loss_of(*parameters, inputs, targets)
                loss.backward()
                updates.step()
                if losses is not None:
                    losses.append(loss.item())
            return (time.perf_counter_ns() - begin) * 1e-9, parameters

        return run


def answer(state, request):
    do = request["do"]
    if do == "load":
        state["case"] = Case(request)
        return {}
    case = state["case"]
    if do == "prepare":
        case.prepare(request["mode"], request["optimizer"])
        return {"variants": list(case.variants)}
    if do == "time":
        return {"seconds": case.variants[request["variant"]](request["iterations"])[0]}
    if do == "output":
        write_values(request["result"], [case.variants[request["variant"]](1)[1]])
        return {}
    if do == "train":
        losses = []
        precision = torch.float64 if request["isDouble"] else torch.float32
        _, parameters = case.step_loop(case.layouts()[0], request["mode"], request["optimizer"], False, precision)(request["steps"], losses)
        write_values(request["result"], parameters)
        return {"losses": losses}
    raise ValueError(f"no command '{do}'")


def main():
    # Ctrl-C reaches all processes of a terminal. The comparison ends this one when it has written what it has.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    state = {}
    with open("/proc/self/maps") as maps:
        blas = "OpenBLAS" if "openblas" in maps.read() else "reference BLAS"
    print(json.dumps({"version": f"{torch.__version__} in Python, {blas}"}), flush=True)
    for line in sys.stdin:
        try:
            reply = answer(state, json.loads(line))
        except Exception as error:  # told to the caller, who stops
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


main()
