#!/usr/bin/env bash
# Installs what tests of NetGen beside other software want: a linker and an emulator for Arm64, a browser, PyTorch and ONNX for Python, ONNX' own cases, and two
# libraries of MPI with their launchers. All is optional: a test whose tool is absent is skipped and says so. Debian and Ubuntu, as root; elsewhere it prints what to install.
set -uo pipefail

packages=(clang lld gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user chromium python3-torch python3-onnx libonnx-testdata
    gcc libc6-dev openmpi-bin mpich iproute2)

case "${1:-}" in
    --help | -h) sed -n '2,4s/^# //p' "$0"; printf 'Packages: %s\n' "${packages[*]}"; exit 0 ;;
esac

missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "All is there."
    exit 0
fi

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "Not installed, since this is not root on Debian or Ubuntu: ${missing[*]}. Tests that want them are skipped."
    exit 1
fi

echo "Installing ${missing[*]} ..."
timeout 300 apt-get update -qq
# One by one: what cannot be had does not keep the others from coming.
failed=0
for package in "${missing[@]}"; do
    if ! DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1; then
        echo "$package cannot be installed; tests that want it are skipped."
        failed=1
    fi
done
exit "$failed"
