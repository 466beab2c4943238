#!/usr/bin/env bash
# Changes the code of one folder in a thousand small ways, and says which of them no test notices.
set -uo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# Of Stryker.NET: what docs/testing.md says was found by this one.
version=5.1.0

usage() {
  cat <<'TEXT'
Changes the code of one folder in a thousand small ways, and says which of them no test notices.

  tools/mutate.sh FOLDER [--filter FILTER] [--output DIRECTORY] [--concurrency N]

  FOLDER               of src/NetGen, as src/NetGen/Files; or a single file
  --filter FILTER      the tests that are asked, in the words of 'dotnet test'; without it those of tests/NetGen.Tests in the folder of the same name
  --output DIRECTORY   where the report goes; artifacts/mutation/FOLDER without it
  --concurrency N      test processes side by side; 1 without it, as tests have limits of time and use all cores themselves

It takes a minute or more for each ten mutants of tests that are quick, so choose few. The tool is installed into artifacts/mutation/tool. Nothing is changed
but artifacts: mutants are compiled into the test project's copy of the library, so build anew before you go on with what lies there.
TEXT
}

root=$(cd "$(dirname "$0")/.." && pwd)
folder='' filter='' output='' concurrency=1
while [ $# -gt 0 ]; do
  case $1 in
    -h|--help) usage; exit 0 ;;
    --filter) filter=${2:?}; shift 2 ;;
    --output) output=$(realpath -m "${2:?}"); shift 2 ;;
    --concurrency) concurrency=${2:?}; shift 2 ;;
    *) folder=${1%/}; shift ;;
  esac
done

case $folder in src/NetGen/*) inside=${folder#src/NetGen/} ;; *) usage >&2; exit 2 ;; esac
[ -e "$root/$folder" ] || { echo "tools/mutate.sh: there is no $folder." >&2; exit 2; }
case $inside in *.cs) mutate=$inside ;; *) mutate="$inside/**/*.cs" ;; esac

# The first folder names the tests: all of Training is asked about Training/Schedules.
filter=${filter:-FullyQualifiedName~NetGen.Tests.${inside%%/*}.}
output=${output:-$root/artifacts/mutation/$folder}
tool=$root/artifacts/mutation/tool
mkdir -p "$output"
if [ ! -d "$tool/.store/dotnet-stryker/$version" ]; then
  rm -rf "$tool"
  dotnet tool install dotnet-stryker --version "$version" --tool-path "$tool" || exit 1
fi

cat > "$output/configuration.json" <<TEXT
{
  "stryker-config": {
    "project": "NetGen.csproj",
    "target-framework": "net10.0",
    "mutate": [ "$mutate" ],
    "test-case-filter": "$filter",
    "configuration": "Release",
    "concurrency": $concurrency,
    "reporters": [ "cleartext", "json", "html" ]
  }
}
TEXT

# The tool asks 'dotnet --info', and gives up after four seconds, which a busy machine may need. What analyzers say of mutants is of no interest.
export DOTNET_INFO_WAIT_TIME=60000 RunAnalyzers=false UseSharedCompilation=true
cd "$root/tests/NetGen.Tests" && "$tool/dotnet-stryker" --config-file "$output/configuration.json" --output "$output" --skip-version-check
