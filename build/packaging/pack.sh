#!/usr/bin/env bash
# Packs every library as it was built, and the tool for this platform: build/packaging/pack.sh CONFIGURATION FOLDER
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
configuration=$1 folder=$2
dotnet msbuild build/packaging/Libraries.proj -t:Pack -m -nologo -v:quiet -p:Configuration="$configuration" -p:PackageOutputPath="$folder"
# The tool's package holds what publishing for the platform gives, which a plain build has not made.
dotnet pack src/MedClip.Cli -c "$configuration" -o "$folder" --no-restore -p:BuildProjectReferences=false --nologo -v quiet
