#!/bin/sh
# Feeds a target what Jazzer makes up, led by what of the code is reached, and keeps each input that reaches more.
#
#   ./fuzz.sh               all targets, a minute each
#   ./fuzz.sh 600 REQUEST   one of them, ten minutes
#
# The targets and their laws are app's FuzzTarget; what is kept is app/src/test/resources/fuzz, which each build feeds
# again. An input that breaks a law ends the run of its target and stays in target/fuzz/TARGET. Needs a JDK 25.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# = 0 ] || shift
[ $# != 0 ] || set -- FRAMES REQUEST REPLY COMPARISON RULES SETTINGS AUDIT ADMIN
version=0.30.0
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$PWD/target/fuzz
corpora=$PWD/../app/src/test/resources/fuzz
mkdir -p "$work"

mvn -q -B -f ../pom.xml -pl app -am -DskipTests -Dmdep.outputFile=target/fuzz.classpath package \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath
for jar in jazzer jazzer-api; do
    mvn -q -B -f ../pom.xml -N org.apache.maven.plugins:maven-dependency-plugin:copy \
        -Dartifact=com.code-intelligence:$jar:$version -DoutputDirectory="$work"
done
classes="../app/target/test-classes:../app/target/classes:$(cat ../app/target/fuzz.classpath)"

# fuzz CORPUS ARGUMENTS-OF-LIBFUZZER…: one run of $target
fuzz() {
    "$java" -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -XX:+EnableDynamicAgentLoading -cp "$classes:$work/jazzer-$version.jar:$work/jazzer-api-$version.jar" \
        com.code_intelligence.jazzer.Jazzer --target_class=org.paralux.app.fuzz.Fuzz --target_args="$target" \
        --instrumentation_includes='org.paralux.**' --custom_hook_includes='org.paralux.**' \
        --reproducer_path="$work/$target" "$@" -artifact_prefix="$work/$target/" -timeout=20 -max_len=1024
}

corpus() {
    "$java" -cp "$classes" org.paralux.app.fuzz.FuzzCorpus "$1" "$corpora" "$target" "$2"
}

failed=0
for target; do
    rm -rf "$work/$target"
    mkdir -p "$work/$target/found" "$work/$target/fewest"
    corpus unpack "$work/$target/kept"
    if fuzz "$work/$target/found" "$work/$target/kept" -max_total_time="$seconds" >"$work/$target/log" 2>&1; then
        fuzz "$work/$target/fewest" "$work/$target/kept" "$work/$target/found" -merge=1 >>"$work/$target/log" 2>&1
        corpus pack "$work/$target/fewest"
        echo "$target: $(grep '^Done' "$work/$target/log"), $(ls "$work/$target/fewest" | wc -l) inputs kept"
    else
        echo "$target: $(grep -m 1 '^== Java Exception\|ERROR: libFuzzer' "$work/$target/log"); see $work/$target" >&2
        failed=1
    fi
done
exit $failed
