#!/bin/sh
# Writes an audit log of any size: generate-log.sh DIR [RECORDS [DAYS [SEED]]]; see README.md.
set -eu
cd "$(dirname "$0")"
mvn -q -B -DskipTests -f pom.xml package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "jmh/target/classes:$(cat jmh/target/classpath)" org.paralux.bench.GenerateLog "$@"
