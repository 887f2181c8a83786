#!/usr/bin/env bash
# Makes one self-contained file a scenario, that runs on a machine without .NET:
#   ./publish.sh                 for win-x64, linux-x64 and linux-arm64
#   ./publish.sh linux-x64       for the machines named
# The files are put into publish/<machine>/, with the licence and the terms of the bundled data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ $# -eq 0 ]; then
  set -- win-x64 linux-x64 linux-arm64
fi

for machine in "$@"; do
  rm -rf "publish/$machine"
  for program in src/Scenarios/*/Program.cs; do
    dotnet publish "$(dirname "$program")" --configuration Release --runtime "$machine" --output "publish/$machine" --nologo --verbosity quiet
  done
  cp LICENSE "publish/$machine/"
  echo "publish/$machine:"
  ls -l "publish/$machine"
done
