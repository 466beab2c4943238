#!/usr/bin/env bash
# Installs what NetGen is timed beside: PyTorch from the distribution's packages (Debian, Ubuntu), with OpenBLAS for its matrix products,
# and ONNX Runtime's package for Node, into node_modules beside this script (not tracked by git; about 300 MB). Run as root or with sudo.
# Both are optional: the comparison leaves out what is missing and says so.
#
#   NETGEN_PYTHON    a Python with torch, if it is not /usr/bin/python3
#   NETGEN_NODE      a Node.js of version 18 or newer, if it is not on the PATH
set -euo pipefail
cd "$(dirname "$0")"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

python="${NETGEN_PYTHON:-/usr/bin/python3}"
if ! "$python" -c 'import torch, numpy; assert "openblas" in open("/proc/self/maps").read()' 2>/dev/null; then
    # Without OpenBLAS the distribution's PyTorch multiplies matrices with the reference BLAS, ten times as slowly: no fair peer.
    as_root apt-get update -q
    as_root apt-get install -y --no-install-recommends python3-torch python3-numpy libopenblas0-openmp
fi

command -v "${NETGEN_NODE:-node}" >/dev/null || as_root apt-get install -y --no-install-recommends nodejs
command -v npm >/dev/null || as_root apt-get install -y --no-install-recommends npm

# The package carries its native library; its install script would only add GPU providers.
npm install --ignore-scripts --no-audit --no-fund --no-package-lock --omit=dev

"$python" -c 'import torch; print("PyTorch", torch.__version__)'
"${NETGEN_NODE:-node}" -p '"ONNX Runtime " + require("onnxruntime-node/package.json").version'
