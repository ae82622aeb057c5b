#!/bin/sh
# How the cost of a unit grows with how many there are: connections, and bytes of a reply.
#
#   PEERS=/path/to/peers.sh ./growth.sh [PARALUX]
#
# Processor time of the proxy alone, from /proc, and its resident memory afterwards. The load generator and the server are
# those of peers.sh. PARALUX is the program (default: the launcher of this folder's project).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
tools=$(dirname "${PEERS:-$here/../shared/bench/peers.sh}")/bin
paralux=${1:-$here/paralux}
work=$(mktemp -d /tmp/growth.XXXXXX)
trap 'kill $proxy $server 2>/dev/null || true; rm -rf "$work"' EXIT
ulimit -n "$(ulimit -Hn)"

sizes='QueryNodes=1K QueryGroups=32K QueryInstances=1M QueryNetworks=32M QueryJobs=256M'
specs=
for each in $sizes; do specs="$specs -m ${each%%=*}=@${each#*=}"; done
"$tools/luxi-server" -l "$work/d" -b 8192 -m Query=@1K $specs 2>"$work/server.log" &
server=$!
"$paralux" run --listen "$work/l" --primary "$work/d" --state-dir "$work/state" >"$work/run.log" 2>&1 &
proxy=$!
until [ -S "$work/l" ]; do kill -0 $proxy; sleep 0.1; done

ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' /proc/$proxy/stat; }
resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' /proc/$proxy/status; }
load() { "$tools/luxi-load" -s "$work/l" -t 60 "$@"; }
# measure LABEL UNITS-A-REQUEST LOAD-OPTIONS: processor time a unit
measure() {
    label=$1 units=$2
    shift 2
    before=$(ticks)
    told=$(load "$@")
    after=$(ticks)
    echo "$told" | tr ' ' '\n' | awk -F= -v label="$label" -v ticks=$((after - before)) -v units="$units" -v rss="$(resident)" '
        $1 == "ok" { ok = $2 } $1 == "errors" { errors = $2 } $1 == "p50" { p50 = $2 } $1 == "p99" { p99 = $2 }
        END { printf "%-24s %9d requests %3d errors %9.1f us a unit  p50 %9.1f  p99 %9.1f us  %4d MiB\n",
            label, ok, errors, ticks * 10000 / (ok * units), p50, p99, rss }'
}

for _ in 1 2 3; do load -e @1K -n 1000000 -w 5 -d 8 -c 4 >/dev/null; done
load -e @1K -n 100000 -w 5 -d 8 -k 1 >/dev/null
echo "connections (unit: a request of 1 KiB)"
for count in 1 10 100 1000 8000; do
    measure "$count connections" 1 -e @1K -n 200000 -w $((count > 200 ? count : 200)) -d 12 -c $count
done
echo "the same query again and again (unit: a request)"
measure "all different" 1 -e @1K -n 200000 -d 8
measure "all the same" 1 -e @1K -n 200000 -d 8 -q '{"method": "Query", "args": ["node", ["name"], null]}'
echo "replies (unit: a MiB)"
for each in $sizes; do
    size=${each#*=}
    case $size in *K) mib=$(awk "BEGIN { print ${size%K} / 1024 }") ;; *) mib=${size%M} ;; esac
    measure "$size" "$mib" -e "@$size" -n 200000 -w 2 -d 8 \
        -q "{\"method\": \"${each%%=*}\", \"args\": [[\"#0000000000000000\"], [\"name\"], false]}"
done
