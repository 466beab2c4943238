"""Runs networks in PyTorch for the comparison: one JSON object per line in, one per line out.

Times are taken here, around the calls themselves. Tensors come and go as files of little-endian float32 (labels: int32), images as
channels, height, width. Parameters come and go as safetensors.
"""
import json
import struct
import sys
import time

import torch
import torch.nn.functional as functional


def read_floats(path, shape):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(shape)


def read_labels(path):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.int32).long()


def to_bytes(tensor):
    return tensor.detach().contiguous(memory_format=torch.contiguous_format).numpy().tobytes()


def read_parameters(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(entry["shape"])
    return tensors


def write_parameters(path, tensors):
    header, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        part = to_bytes(tensor)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(part)]}
        parts.append(part)
        offset += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def is_symmetric(pads):
    return pads[0] == pads[2] and pads[1] == pads[3]


def pad_line(target, source, pads, value):
    top, left, bottom, right = pads
    return f"{target} = functional.pad({source}, ({left}, {right}, {top}, {bottom}), value={value})"


def layer_lines(layer, target):
    """Python statements for one layer; straight code, so that nothing is interpreted between two layers."""
    op = layer["op"]
    source = f"v{layer['inputs'][0]}"
    if op == "convolution":
        lines, pads = [], layer["pads"]
        if is_symmetric(pads):
            padding = (pads[0], pads[1])
        else:
            lines.append(pad_line(target, source, pads, 0.0))
            source, padding = target, (0, 0)
        bias = f"p[{layer['bias']!r}]" if layer["bias"] else "None"
        lines.append(
            f"{target} = torch.conv2d({source}, p[{layer['weight']!r}], {bias}, {tuple(layer['strides'])}, {padding}, "
            f"({layer['dilation']}, {layer['dilation']}), {layer['groups']})"
        )
        return lines
    if op == "dense":
        bias = f"p[{layer['bias']!r}]" if layer["bias"] else "None"
        return [f"{target} = functional.linear({source}, p[{layer['weight']!r}], {bias})"]
    if op == "relu":
        return [f"{target} = torch.relu_({source})"]
    if op == "max_pool":
        lines, pads = [], layer["pads"]
        if any(pads):
            lines.append(pad_line(target, source, pads, "-math.inf"))
            source = target
        lines.append(f"{target} = torch.max_pool2d({source}, {tuple(layer['window'])}, {tuple(layer['strides'])})")
        return lines
    if op == "global_average":
        return [f"{target} = {source}.mean((2, 3))"]
    if op == "flatten":
        return [f"{target} = torch.flatten({source}, 1)"]
    if op == "dropout":
        return [f"{target} = torch.dropout({source}, {layer['rate']}, True) if training else {source}"]
    if op == "add":
        return [f"{target} = {source} + v{layer['inputs'][1]}"]
    if op == "gelu":
        return [f"{target} = functional.gelu({source})"]
    if op == "layer_norm":
        return [f"{target} = torch.layer_norm({source}, ({layer['features']},), p[{layer['weight']!r}], p[{layer['bias']!r}], {layer['epsilon']})"]
    if op == "recurrent":
        return recurrent_lines(layer, target, source)
    if op == "attention":
        return attention_lines(layer, target, source)
    raise ValueError(f"no layer '{op}'")


def recurrent_lines(layer, target, source):
    parameters = ", ".join(f"p[{name!r}]" for name in layer["weights"])
    zeros = f"{source}.new_zeros(1, {source}.shape[0], {layer['units']})"
    state, function = (f"({zeros}, {zeros})", "lstm") if layer["kind"] == "LSTM" else (zeros, "gru")
    lines = [f"{target} = torch.{function}({source}, {state}, [{parameters}], True, 1, 0.0, training, False, True)[0]"]
    if layer["last"]:
        lines.append(f"{target} = {target}[:, -1]")
    return lines


def attention_lines(layer, target, source):
    """Scaled dot-product attention as nn.MultiheadAttention computes it for training."""
    weight, bias, out_weight, out_bias = (f"p[{name!r}]" for name in layer["weights"])
    steps, features, heads = layer["steps"], layer["features"], layer["heads"]
    size = features // heads
    lines = [
        f"{target} = functional.linear({source}, {weight}, {bias}).view(-1, {steps}, 3, {heads}, {size}).permute(2, 0, 3, 1, 4)",
        f"q, k, v = {target}.unbind(0)",
        f"{target} = torch.matmul(q * {size ** -0.5!r}, k.transpose(-2, -1))",
    ]
    if layer["causal"]:
        lines.append(f"{target} = {target} + torch.full(({steps}, {steps}), -math.inf).triu(1)")
    return lines + [
        f"{target} = torch.matmul(torch.softmax({target}, -1), v).transpose(1, 2).reshape(-1, {steps}, {features})",
        f"{target} = functional.linear({target}, {out_weight}, {out_bias})",
    ]


class Forward(torch.nn.Module):
    """The network, its layers written out as code."""

    def __init__(self, layers, parameters):
        super().__init__()
        lines, count = [], 0
        for count, layer in enumerate(layers, 1):
            lines += layer_lines(layer, f"v{count}")
        scope = {"torch": torch, "functional": functional, "math": __import__("math")}
        # p becomes local names: a dictionary look-up per parameter would be part of what is timed.
        names = {name: f"p{index}" for index, name in enumerate(parameters)}
        body = "\n    ".join(lines)
        for name, local in names.items():
            body = body.replace(f"p[{name!r}]", local)
        arguments = ", ".join(names.values())
        exec(f"def forward({arguments}{', ' if names else ''}v0, training=False):\n    {body}\n    return v{count}", scope)
        self.code = scope["forward"]
        self.values = list(parameters.values())

    def forward(self, inputs):
        return self.code(*self.values, inputs, False)

    def train_forward(self, inputs):
        return self.code(*self.values, inputs, True)


class Case:
    """One network with its parameters, a batch and its targets."""

    def __init__(self, request):
        self.layers = request["layers"]
        self.parameters = read_parameters(request["parameters"])
        self.inputs = read_floats(request["input"], [request["batch"], *request["input_shape"]])
        self.loss = request.get("loss")
        if self.loss == "cross_entropy":
            self.targets = read_labels(request["targets"])
        elif self.loss:
            self.targets = read_floats(request["targets"], [request["batch"], *request["output_shape"]])
        self.variants = {}

    def placed(self, layout):
        """Parameters and input, in memory as the layout has them."""
        memory_format = torch.channels_last if layout == "channels_last" else torch.contiguous_format
        place = lambda tensor: tensor.clone(memory_format=memory_format if tensor.dim() == 4 else torch.contiguous_format)
        return {name: place(value) for name, value in self.parameters.items()}, place(self.inputs)

    def layouts(self):
        return ["nchw", "channels_last"] if self.inputs.dim() == 4 else ["rows"]

    def prepare_inference(self):
        for layout in self.layouts():
            parameters, inputs = self.placed(layout)
            module = Forward(self.layers, parameters).eval()
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

    def prepare_steps(self, optimizer, rate, epsilon):
        for layout in self.layouts():
            for foreach in (False, True):
                self.variants[layout + (", foreach" if foreach else "")] = self.step_loop(layout, optimizer, rate, epsilon, foreach)

    def step_loop(self, layout, optimizer, rate, epsilon, foreach):
        parameters, inputs = self.placed(layout)
        parameters = {name: value.requires_grad_() for name, value in parameters.items()}
        module = Forward(self.layers, parameters)
        values = list(parameters.values())
        if not values:
            raise ValueError("there is nothing to train")
        if optimizer == "sgd":
            updates = torch.optim.SGD(values, lr=rate, foreach=foreach)
        else:
            updates = torch.optim.Adam(values, lr=rate, eps=epsilon, foreach=foreach)
        loss_of = functional.cross_entropy if self.loss == "cross_entropy" else functional.mse_loss
        targets = self.targets
        if targets.dim() == 4 and layout == "channels_last":
            targets = targets.clone(memory_format=torch.channels_last)
        forward = module.train_forward

        def run(iterations, losses=None):
            begin = time.perf_counter_ns()
            for _ in range(iterations):
                updates.zero_grad(set_to_none=True)
                loss = loss_of(forward(inputs), targets)
                loss.backward()
                updates.step()
                if losses is not None:
                    losses.append(loss.item())
            return (time.perf_counter_ns() - begin) * 1e-9, parameters

        return run


def answer(state, request):
    do = request["do"]
    if do == "load":
        torch.set_num_threads(request["threads"])
        state["case"] = Case(request)
        return {}
    case = state["case"]
    if do == "prepare":
        if request["mode"] == "inference":
            case.prepare_inference()
        else:
            case.prepare_steps(request["mode"].removeprefix("step-"), request["rate"], request["epsilon"])
        return {"variants": list(case.variants)}
    if do == "time":
        return {"seconds": case.variants[request["variant"]](request["iterations"])[0]}
    if do == "output":
        output = case.variants[request["variant"]](1)[1]
        with open(request["result"], "wb") as file:
            file.write(to_bytes(output))
        return {}
    if do == "train":
        losses = []
        _, parameters = case.step_loop(case.layouts()[0], request["optimizer"], request["rate"], request["epsilon"], False)(request["steps"], losses)
        write_parameters(request["result"], parameters)
        return {"losses": losses}
    raise ValueError(f"no command '{do}'")


def main():
    state = {}
    with open("/proc/self/maps") as maps:
        blas = "OpenBLAS" if "openblas" in maps.read() else "reference BLAS"
    print(json.dumps({"version": f"{torch.__version__}, {blas}"}), flush=True)
    for line in sys.stdin:
        try:
            reply = answer(state, json.loads(line))
        except Exception as error:  # told to the caller, who stops
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


main()
