#!/bin/sh
# Starts Paralux with the Java that came with it. No other program is started: this is part of every command's time.
self=$0
if [ -L "$self" ] || [ "${self#/}" = "$self" ]; then self=$(readlink -f "$self"); fi
home=@home@
compilers=
case "${1:-}" in
    '' | -* | detach)
        aot=$home/lib/commands.aot
        # It ends before more would be of use.
        compilers=-XX:TieredStopAtLevel=1
        ;;
    report)
        aot=$home/lib/proxy.aot
        # Else a fifth of its time goes into compiling: what is large, once more within each of its callers.
        compilers="-XX:InlineSmallCode=1000 -XX:CompileThresholdScaling=3"
        ;;
    *) aot=$home/lib/proxy.aot ;;
esac
[ -e "$aot" ] || aot=
if [ -z "${PARALUX_CONFIG+set}" ] && [ -e /etc/paralux/paralux.yaml ]; then
    export PARALUX_CONFIG=/etc/paralux/paralux.yaml
fi

# A small heap that is given back: most of what passes never touches it.
# Without the cache of classes, or with one that does not fit, the program starts all the same, only later.
exec "$home/runtime/bin/java" \
    ${aot:+"-XX:AOTCache=$aot" "-Dparalux.aot=$home/lib/commands.aot"} \
    $compilers -XX:+UseSerialGC -Xms16m -Xmx192m -XX:MaxDirectMemorySize=384m -XX:+UseCompactObjectHeaders -Xss512k \
    -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Djava.library.path=$home/lib/native" "-DZstdNativePath=$home/lib/native/libzstd-jni.so" \
    ${PARALUX_JAVA_OPTIONS:-} \
    -cp "$home/lib/paralux.jar" org.paralux.app.Main "$@"
