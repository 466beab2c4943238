#!/usr/bin/env bash
# Packs the packages into a folder that 'dotnet' can take packages from.
set -euo pipefail
shopt -s nullglob

usage() {
  cat <<'TEXT'
Packs the packages into a folder that 'dotnet' can take packages from.

  tools/pack.sh [--version VERSION] [--output DIRECTORY] [PACKAGE...] [-- OPTION...]

  --version VERSION    the version of all packages; the one in Directory.Build.props without it
  --output DIRECTORY   where the packages go; artifacts/feed without it
  PACKAGE              such as NetGen.Tables; without any, all of them
  -- OPTION...         options for 'dotnet pack', such as -p:RepositoryUrl=...
  --help               this text

All is built anew, elsewhere than other builds of the repository. Beside every package lies its bill of materials, PACKAGE.spdx.json. The same
sources give the same bytes: files in packages have the time of the last change of the sources, or that in SOURCE_DATE_EPOCH.
TEXT
}

fail() { echo "tools/pack.sh: $1" >&2; exit 1; }

# The next argument, which an option needs.
value() { [ $# -gt 1 ] && [ "${2#-}" = "$2" ] || fail "$1 needs a value. 'tools/pack.sh --help' shows how it is called."; printf '%s' "$2"; }

version='' output='' packages=()
while [ $# -gt 0 ]; do
  case $1 in
    -h|--help) usage; exit 0 ;;
    --version) version=$(value "$@"); shift 2 ;;
    --output) output=$(value "$@"); shift 2 ;;
    --) shift; break ;;
    -*) fail "there is no option $1. 'tools/pack.sh --help' lists them." ;;
    *) packages+=("$1"); shift ;;
  esac
done

command -v dotnet > /dev/null || fail 'the .NET 10 SDK is missing: dotnet is not on the PATH.'
if [ -n "$version" ] && ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  fail "'$version' is no version: write one such as 1.2.3 or 1.2.3-preview.1."
fi
[ -z "$output" ] || output=$(mkdir -p "$output" && cd "$output" && pwd) || fail "the folder for the packages cannot be made."
cd "$(dirname "$0")/.."
output=${output:-$PWD/artifacts/feed}

# A time of its own would make every packing another package. A copy without a history has the oldest that a zip file can say.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || echo 315619200)}

projects=()
if [ ${#packages[@]} -eq 0 ]; then
  projects=(src/*/*.csproj templates/*.csproj)
else
  for package in "${packages[@]}"; do
    project=$(ls "src/$package/$package.csproj" "templates/$package.csproj" 2> /dev/null) || [ -n "$project" ] ||
      fail "there is no package $package. There are: $(basename -s .csproj -a src/*/*.csproj templates/*.csproj | LC_ALL=C sort | tr '\n' ' ')"
    projects+=("$project")
  done
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# One solution: one restore, and what packages share is built once.
{
  echo '<Solution>'
  for project in "${projects[@]}"; do echo "  <Project Path=\"$PWD/$project\" />"; done
  echo '</Solution>'
} > "$work/packages.slnx"

# A solution builds what its projects refer to and what is not in it as Debug, unless it is told not to.
# Style and the list of public members are matters of every other build, and most of the time that compiling takes.
packing=(-c Release -p:RunAnalyzers=false -p:ShouldUnsetParentConfigurationAndPlatform=false -o "$work/feed" --artifacts-path "$work" -p:ContinuousIntegrationBuild=true -nologo -tl:off -v quiet -nodeReuse:false)
[ -z "$version" ] || packing+=("-p:Version=$version")
echo "Packing ${#projects[@]} packages ..."
dotnet pack "$work/packages.slnx" "${packing[@]}" "$@" || fail 'nothing was packed: the errors are above.'
dotnet run --project tools/PackageBill -c Release --artifacts-path "$work" -p:RunAnalyzers=false -v quiet -- "$work/feed" "$work/obj" ||
  fail 'what the packages are made of could not be written: the errors are above.'
mkdir -p "$output"
for package in "$work/feed"/*.nupkg; do echo "  $(basename "$package")"; done
mv "$work/feed"/* "$output"
echo "They are in $output."
