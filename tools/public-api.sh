#!/usr/bin/env bash
# Writes what the library's public surface has now to src/NetGen/PublicAPI.Unshipped.txt: adds members that are new, takes away those that are gone.
set -euo pipefail
cd "$(dirname "$0")/.."
list=src/NetGen/PublicAPI.Unshipped.txt
found=$(dotnet build src/NetGen -c Release -f net10.0 --no-incremental -nologo -p:TreatWarningsAsErrors=false) || true
added=$(sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" <<< "$found" | sort -u)
removed=$(sed -nE "s/.*RS0017: Symbol '(.*)' is part of the declared API, but is either not public or could not be found.*/\1/p" <<< "$found" | sort -u)
{
  echo '#nullable enable'
  { grep -v '^#' "$list"; echo "$added"; } | grep -vxF -e '' ${removed:+-f <(echo "$removed")} | LC_ALL=C sort -u
} > "$list.new"
mv "$list.new" "$list"
git --no-pager diff --stat -- "$list"
