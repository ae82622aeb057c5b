#!/bin/sh
# Measures the proxy beside HAProxy, nginx and others, in one run, with a load generator and a server in C.
#
#   PEERS=/path/to/peers.sh ./proxy.sh              all peers: direct, C floor, socat, HAProxy, nginx, systemd-socket-proxyd
#   TARGETS="direct haproxy ours ours2" ./proxy.sh  those named
#
# Two of ours: with the audit log and identity (ours), and with a shadow as well (ours2).
# A JVM is warmed for OURS_WARM seconds a scenario before anything is measured (here 8: the compilers are done by then).
set -eu
cd "$(dirname "$0")"
here=$(cd .. && pwd)
peers=${PEERS:-$here/../shared/bench/peers.sh}
[ -x "$peers" ] || { echo "proxy.sh: $peers: no such program (expected: peers.sh of the benchmarks; name it in PEERS)" >&2; exit 1; }
run="$here/paralux run --listen {LISTEN} --primary {UPSTREAM} --state-dir {DIR}"
export OURS_CMD="${OURS_CMD:-$run}"
export OURS2_CMD="${OURS2_CMD:-$run --shadow {SHADOW}}"
export OURS_WARM="${OURS_WARM:-8}"
exec "$peers"
