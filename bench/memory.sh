#!/usr/bin/env bash
# Peak memory of reading a large generated file, by the kernel's own account (VmHWM): for seven codes, and for all.
#   bench/memory.sh [SIZE]      SIZE of the JSON, 1.5GB unless given
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-1.5GB}
data=bench/data
dotnet build -c Release src/Assayer.Cli -v quiet --nologo
assayer=$(ls src/Assayer.Cli/bin/Release/net10.0/*/assayer.dll)
[ -f "$data/$size/synthetic_single.json.gz" ] || dotnet "$assayer" sample --single --scale "$size" --out "$data/$size"

measure() {
  local name=$1
  shift
  rm -rf "$data/lake"
  local start=${EPOCHREALTIME/./} peak=0 now
  dotnet "$assayer" ingest "$data/$size/synthetic_single.json.gz" --lake "$data/lake" "$@" >"$data/out" 2>/dev/null &
  local process=$!
  while now=$(sed -nE 's/^VmHWM:[[:space:]]*([0-9]+).*/\1/p' "/proc/$process/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now
    sleep 0.02
  done
  wait "$process"
  printf '%-12s peak %4d MiB, %3d s   %s\n' "$name" $((peak / 1024)) "$(((${EPOCHREALTIME/./} - start) / 1000000))" "$(sed 's/.*: //' "$data/out")"
}

printf '%s of JSON, %s MB of gzip; %s; .NET %s\n' "$size" "$(($(stat -c %s "$data/$size/synthetic_single.json.gz") / 1000000))" \
  "$(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores" "$(dotnet --version)"
measure "seven codes" --codes 86353,86352,86355,86357,86359,86360,86361
measure "all codes"
