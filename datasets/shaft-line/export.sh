#!/usr/bin/env bash
# Writes parts.csv and spec.csv anew with the generator of QualityInspection (seed 0). Needs the .NET SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PIPELINES_RENEW=1 dotnet test -c Release --project tests/Scenarios.Tests -- --filter-class "*LineFilesTests"
