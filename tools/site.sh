#!/usr/bin/env bash
# Makes static pages of docs/, with a search, in artifacts/site. --serve shows them at a port of this machine; --help says this.
set -euo pipefail
cd "$(dirname "$0")/.."

docfx=artifacts/tools/docfx
case "${1:-}" in
    --help | -h) sed -n '2s/^# //p' "$0"; exit 0 ;;
    "" | --serve) ;;
    *) echo "'$1' is not understood; --help says what is." >&2; exit 2 ;;
esac

if [ ! -x "$docfx/docfx" ]; then
    echo "Installing docfx into $docfx ..."
    dotnet tool install docfx --version 2.81.0 --tool-path "$docfx"
fi

# Pages, and the sources that they lead to, in one folder: docfx takes nothing from above its own file.
source=artifacts/site-source
rm -rf "$source" artifacts/site
mkdir -p "$source"
cp -r README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE docs docs/site/docfx.json docs/site/index.html "$source"
cp docs/site/top.yml "$source/toc.yml"
cp docs/site/pages.yml "$source/docs/toc.yml"
rm -r "$source/docs/site"
find samples src/NetGen/build \( -name '*.cs' -o -name '*.csproj' -o -name '*.js' -o -name '*.props' \) -not -path '*/obj/*' -not -path '*/bin/*' -exec cp --parents {} "$source" \;

# A link that leads nowhere fails.
"$docfx/docfx" build "$source/docfx.json" --warningsAsErrors
echo "artifacts/site/index.html"
if [ "${1:-}" = --serve ]; then exec "$docfx/docfx" serve artifacts/site; fi
