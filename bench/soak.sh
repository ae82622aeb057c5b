#!/bin/sh
# Half an hour or more of mixed load with everything on, and what the proxy holds meanwhile, as soak.csv and soak.svg:
#
#   ./soak.sh [MINUTES [CONNECTIONS-A-SECOND [FOLDER]]]
#
# The shadow is late, wrong in places, and gone for ten seconds of each two minutes. Needs a JDK 25, curl and gnuplot.
set -eu
cd "$(dirname "$0")"
minutes=${1:-30}
rate=${2:-40}
work=${3:-$PWD/target/soak}
root=$PWD/..
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
mvn -q -B -DskipTests -f pom.xml package
rm -rf "$work"
mkdir -p "$work"

simulate() {
    "$root/paralux" simulate "$@" >>"$work/$1.log" 2>&1 &
}

# socket PATH PID: waits until it is there
socket() {
    until [ -S "$1" ]; do
        kill -0 "$2" || { tail -n 3 "$work"/*.log >&2; exit 1; }
        sleep 0.2
    done
}

flaws="--flaw=enum-spelling --flaw=memory-off-by-one --lag=100ms..2s"
simulate primary --socket="$work/d"
primary=$!
simulate shadow --socket="$work/s" $flaws
shadow=$!
socket "$work/d" $primary
socket "$work/s" $shadow
JDK_JAVA_OPTIONS=-XX:NativeMemoryTracking=summary "$root/paralux" run --listen "$work/l" --primary "$work/d" \
    --shadow "$work/s" --state-dir "$work/state" --dashboard 127.0.0.1:0 >"$work/run.log" 2>&1 &
proxy=$!
trap 'kill $primary $shadow $proxy 2>/dev/null || true' EXIT
socket "$work/l" $proxy
# The launcher becomes the JVM, so that the number stays.
"$java" -cp "jmh/target/classes:$(cat jmh/target/classpath)" org.paralux.bench.SoakLoad "$work/l" $((minutes * 60)) \
    "$rate" >"$work/load.log" 2>&1 &
load=$!

echo "minute,resident_mib,descriptors,threads,direct_mib" >"$work/soak.csv"
start=$(date +%s)
while kill -0 $load 2>/dev/null; do
    now=$(($(date +%s) - start))
    if [ $((now % 120)) -ge 110 ] && [ -n "$shadow" ]; then
        kill $shadow && wait $shadow || true
        shadow=
    elif [ $((now % 120)) -lt 110 ] && [ -z "$shadow" ]; then
        simulate shadow --socket="$work/s" $flaws
        shadow=$!
    fi
    direct=$("${java%java}jcmd" $proxy VM.native_memory summary scale=KB 2>/dev/null |
        sed -n 's/^- *Other (reserved=[0-9]*KB, committed=\([0-9]*\)KB.*/\1/p')
    awk -v now=$now -v fds="$(ls /proc/$proxy/fd | wc -l)" -v direct="${direct:-0}" '
        /^VmRSS/ { rss = $2 } /^Threads/ { threads = $2 }
        END { printf "%.2f,%.1f,%d,%d,%.1f\n", now / 60, rss / 1024, fds, threads, direct / 1024 }' \
        /proc/$proxy/status >>"$work/soak.csv"
    curl -s -o /dev/null --max-time 5 --unix-socket "$work/state/admin.sock" http://paralux/metrics || true
    sleep 5
done
cat "$work/load.log"
kill $proxy
wait $proxy || true
"$root/paralux" audit verify --state-dir "$work/state"

gnuplot <<END
set datafile separator ','
set terminal svg size 900,600 font 'sans-serif,12' background '#ffffff'
set output '$work/soak.svg'
set multiplot layout 2,1
set grid
set key outside right
set ylabel 'MiB'
set yrange [0:*]
plot '$work/soak.csv' using 1:2 skip 1 with lines title 'resident', '' using 1:5 skip 1 with lines title 'direct'
set ylabel ''
set xlabel 'minutes'
plot '$work/soak.csv' using 1:3 skip 1 with lines title 'descriptors', '' using 1:4 skip 1 with lines title 'threads'
END
