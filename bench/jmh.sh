#!/bin/sh
# Builds the benchmarks and runs those whose names match the arguments, which are JMH's own; see README.md.
set -eu
cd "$(dirname "$0")"
mvn -q -B -DskipTests -f pom.xml package
# The modules' own jars stand in the class path by their target folders, so that nothing needs to be installed.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "jmh/target/classes:$(cat jmh/target/classpath)" org.openjdk.jmh.Main "$@"
