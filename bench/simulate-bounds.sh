#!/bin/sh
# How often the bounds of a verdict fail: simulate-bounds.sh [RUNS [LOOKS [SEED]]]; see README.md.
set -eu
cd "$(dirname "$0")"
mvn -q -B -DskipTests -f pom.xml package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "jmh/target/classes:$(cat jmh/target/classpath)" org.paralux.bench.SimulateBounds "$@"
