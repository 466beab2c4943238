#!/usr/bin/env bash
# Writes what the packages' public surfaces have now to src/*/PublicAPI.Unshipped.txt: adds members that are new, takes away those that are gone.
# Arguments are packages, such as NetGen.Tables; without any, all of them.
set -euo pipefail
cd "$(dirname "$0")/.."

write() {
  local list=src/$1/PublicAPI.Unshipped.txt found added removed annotated
  # What it is built on has lists of its own, and is brought up to date first.
  dotnet build "src/$1" -c Release -f net10.0 -nologo -v q -p:TreatWarningsAsErrors=false > /dev/null || true
  found=$(dotnet build "src/$1" -c Release -f net10.0 --no-incremental --no-dependencies -nologo -p:TreatWarningsAsErrors=false) || true
  added=$(sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" <<< "$found" | sort -u)
  removed=$(sed -nE "s/.*RS0017: Symbol '(.*)' is part of the declared API, but is either not public or could not be found.*/\1/p" <<< "$found" | sort -u)
  # A line whose annotations are others than the member's is replaced.
  annotated=$(sed -nE "s/.*RS0036: Symbol '(.*)' is missing nullability annotations.*/\1/p" <<< "$found" | sort -u)
  added=$(printf '%s\n%s' "$added" "$annotated")
  removed=$(printf '%s\n%s' "$removed" "$(tr -d '!?' <<< "$annotated")")
  {
    echo '#nullable enable'
    { grep -v '^#' "$list" || true; echo "$added"; } | grep -vxF -f <(echo "$removed"; echo) | LC_ALL=C sort -u
  } > "$list.new"
  mv "$list.new" "$list"
  git --no-pager diff --stat -- "$list"
}

if [ $# -eq 0 ]; then set -- $(cd src && echo */ | tr -d /); fi
for package in "$@"; do write "$package"; done
