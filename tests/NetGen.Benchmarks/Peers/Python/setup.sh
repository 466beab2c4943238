#!/usr/bin/env bash
# Installs PyTorch of the distribution (Debian, Ubuntu), with OpenBLAS for its matrix products: what 'compare' uses for libtorch where TorchSharp's packages
# cannot be restored or loaded. As root, or with sudo.
#
#   NETGEN_PYTHON    a Python with torch, if it is not /usr/bin/python3
set -euo pipefail

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

python="${NETGEN_PYTHON:-/usr/bin/python3}"
if ! "$python" -c 'import torch, numpy; assert "openblas" in open("/proc/self/maps").read()' 2>/dev/null; then
    # Without OpenBLAS the distribution's PyTorch multiplies matrices with the reference BLAS, ten times as slowly: no fair peer.
    as_root apt-get update -q
    as_root apt-get install -y --no-install-recommends python3-torch python3-numpy libopenblas0-openmp
fi

"$python" -c 'import torch; print("PyTorch", torch.__version__)'
