#!/usr/bin/env bash
# Writes what the library's public surface has now to src/NetGen/PublicAPI.Unshipped.txt: adds members that are new, takes away those that are gone.
set -euo pipefail
cd "$(dirname "$0")/.."
list=src/NetGen/PublicAPI.Unshipped.txt
found=$(dotnet build src/NetGen -c Release -f net10.0 --no-incremental -nologo -p:TreatWarningsAsErrors=false) || true
added=$(sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" <<< "$found" | sort -u)
removed=$(sed -nE "s/.*RS0017: Symbol '(.*)' is part of the declared API, but is either not public or could not be found.*/\1/p" <<< "$found" | sort -u)
# A line whose annotations are others than the member's is replaced.
annotated=$(sed -nE "s/.*RS0036: Symbol '(.*)' is missing nullability annotations.*/\1/p" <<< "$found" | sort -u)
added=$(printf '%s\n%s' "$added" "$annotated")
removed=$(printf '%s\n%s' "$removed" "$(tr -d '!?' <<< "$annotated")")
{
  echo '#nullable enable'
  { grep -v '^#' "$list"; echo "$added"; } | grep -vxF -f <(echo "$removed"; echo) | LC_ALL=C sort -u
} > "$list.new"
mv "$list.new" "$list"
git --no-pager diff --stat -- "$list"
