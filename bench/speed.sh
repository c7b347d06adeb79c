#!/usr/bin/env bash
# What reading price files costs, beside igzip, GZipStream, DuckDB, ijson and simdjson. Makes its files, installs or builds the others, takes minutes.
#   bench/speed.sh [ROUNDS] [SIZE] [LARGE]      7 rounds, 1.5GB and 6GB of JSON unless given
set -euo pipefail
cd "$(dirname "$0")/.."
needed=(igzip /usr/bin/python3 /usr/bin/time gzip g++)
for program in "${needed[@]}"; do
  command -v "$program" >/dev/null && continue
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq isal gzip time g++ python3 python3-ijson libsimdjson-dev >/dev/null
  break
done
/usr/bin/python3 -c 'import ijson.backends.yajl2_c' 2>/dev/null && [ -f /usr/include/simdjson.h ] ||
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-ijson libsimdjson-dev >/dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
# What `native` leaves out though the processor has it.
instructions=native
grep -qw vpclmulqdq /proc/cpuinfo && grep -qw avx512vbmi /proc/cpuinfo && instructions=x86-64-v4%2Caes_v512
dotnet publish src/Assayer.Cli -c Release -p:PublishAot=true "-p:IlcInstructionSet=$instructions" -v quiet --nologo -o bench/data/assayer
dotnet build src/Assayer.Cli -c Release -v quiet --nologo
library=$(ls "$PWD"/src/Assayer.Cli/bin/Release/net10.0/*/assayer.dll)
dotnet build bench/Assayer.Benchmarks -c Release -v quiet --nologo
benchmarks=$(echo bench/Assayer.Benchmarks/bin/Release/net10.0/*/Assayer.Benchmarks)
printf '%s, %s cores, %s; .NET %s; isal %s, DuckDB %s, ijson %s, simdjson %s\n' "$(date +%F)" "$(nproc)" "$(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(dotnet --version)" \
  "$(dpkg-query -Wf '${Version}' isal)" "$(sed -nE 's/.*DuckDB.NET.Data.Full" Version="([^"]*)".*/\1/p' Directory.Packages.props)" "$(dpkg-query -Wf '${Version}' python3-ijson)" "$(dpkg-query -Wf '${Version}' libsimdjson-dev 2>/dev/null || echo none)"
"$benchmarks" reading bench/data/assayer/assayer "$library" bench/data "${1:-7}" "${2:-1.5GB}" "${3:-6GB}"
