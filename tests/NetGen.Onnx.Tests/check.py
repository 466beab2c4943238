"""Runs ONNX' own checker over the models in a folder, and prints what it says of each that it does not accept."""
import pathlib
import sys

import onnx

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    try:
        model = onnx.load(str(path))
        onnx.checker.check_model(model, full_check=True)
    except Exception as problem:  # each is a finding, whatever its type
        print(f"{path.name}: {problem}")
