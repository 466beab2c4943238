#!/usr/bin/env bash
# Fails where a package that is used, directly or not, has a known vulnerability.
set -uo pipefail
export DOTNET_CLI_UI_LANGUAGE=en

usage() {
  cat <<'TEXT'
Fails where a package that is used, directly or not, has a known vulnerability.

  tools/vulnerable.sh [SOLUTION]

  SOLUTION   a solution or project that has been restored; NetGen.sln without it

Where no source of packages tells of vulnerabilities, or none can be reached, it says so and ends well: nothing was checked.
TEXT
}

case "${1:-}" in -h|--help) usage; exit 0 ;; esac
solution=${1:-$(dirname "$0")/../NetGen.sln}
[ -f "$solution" ] || { echo "tools/vulnerable.sh: there is no file $solution." >&2; exit 2; }
cd "$(dirname "$solution")" || exit 2

unchecked() { echo "Vulnerabilities of packages were not looked for: $1"; exit 0; }

# 'dotnet list' finds nothing, too, where nobody tells of vulnerabilities: those that do say so in their index.
command -v curl > /dev/null || unchecked 'curl is missing, which asks the sources of packages whether they tell of any.'
reached=0 telling=0
while read -r source; do
  index=$(curl --fail --silent --location --max-time 60 "$source") || continue
  reached=$((reached + 1))
  case $index in *VulnerabilityInfo/*) telling=$((telling + 1)) ;; esac
done < <(dotnet nuget list source --format short | sed -n 's/^E[^ ]* \(https\{0,1\}:.*\)$/\1/p')
[ "$reached" -gt 0 ] || unchecked 'no source of packages can be reached.'
[ "$telling" -gt 0 ] || unchecked 'no source of packages that is set up here tells of any.'

# Both ways that sources tell: what the list reads of each package, and what the restore before it reads of all that are known.
found=$(dotnet list "$(basename "$solution")" package --vulnerable --include-transitive 2>&1) || { echo "$found"; exit 1; }
case $found in
  *'has the following vulnerable packages'* | *NU190[1-4]*)
    grep -v 'has no vulnerable packages' <<< "$found"
    exit 1 ;;
esac
echo 'No package that is used has a known vulnerability.'
