#!/bin/bash
# Installs the package in a fresh Debian and does with it what an operator does: looks, starts, asks, upgrades under load,
# stops, removes, purges. Each thing that is seen is printed; the first that is wrong ends it.
#
# Usage, as root: installed.sh DEB [CACHE]
# CACHE (/var/cache/paralux) keeps the fresh Debian, which debootstrap makes once. There is no systemd in it: the lines of
# the unit are run as they stand there, by the user that is named there, and a program of this test listens for what the
# service manager is told.
set -euo pipefail

deb=$(realpath "$1")
cache=$(realpath -m "${2:-/var/cache/paralux}")
here=$(dirname "$(realpath "$0")")

# Mounts and processes of the test are seen by it alone, and end with it.
if [ "${PARALUX_TEST_INSIDE:-}" != yes ]; then
    export PARALUX_TEST_INSIDE=yes
    exec unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$0" "$deb" "$cache"
fi

root=$(mktemp -d /var/tmp/plx.XXXX)
trap 'status=$?; set +e; umount --lazy --recursive "$root"; rm -rf --one-file-system "$root"; exit $status' EXIT

say() { printf '%s\n' "== $*"; }
ok() { printf 'ok    %s\n' "$*"; }
die() { printf 'WRONG %s\n' "$*" >&2; exit 1; }
in_root() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
as_proxy() { in_root setpriv --reuid paralux --regid paralux --init-groups "$@"; }
as_daemon() { in_root setpriv --reuid gnt-masterd --regid gnt-daemons --init-groups "$@"; }
await() { # SECONDS COMMAND...
    local end=$((SECONDS + $1)); shift
    until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.05; done
}
median() { sort -n | sed -n "$((($1 + 1) / 2))p"; }

say "a fresh Debian"
if [ ! -e "$cache/base/etc/paralux-test-base" ]; then
    mkdir -p "$cache"
    rm -rf "$cache/base"
    debootstrap --variant=minbase --include=man-db,zsh,python3-minimal stable "$cache/base" > "$cache/debootstrap.log" \
        || die "debootstrap: see $cache/debootstrap.log"
    : > "$cache/base/etc/paralux-test-base"
fi
mount --bind "$root" "$root"
cp -a "$cache/base/." "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs dev "$root/dev"
for device in null zero random urandom; do : > "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
ln -s /proc/self/fd "$root/dev/fd"
cp "$deb" "$root/tmp/paralux.deb"
cp "$here/clients.py" "$here/manager.py" "$root/tmp/"
# What Ganeti's packages make.
in_root groupadd --system gnt-daemons
in_root groupadd --system gnt-admin
in_root useradd --system --groups gnt-admin,gnt-daemons gnt-rapi
in_root useradd --groups gnt-admin ada
in_root useradd --system --gid gnt-daemons gnt-masterd
in_root install -d -o gnt-masterd -g gnt-daemons -m 0770 /run/ganeti /run/ganeti/socket
in_root chmod 0755 /run/ganeti

# Every file with its mode, owner and content, but for what dpkg and passwd write for themselves.
picture() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./run -o -path ./var/log \
        -o -path ./var/lib/dpkg -o -path ./var/cache -o -name 'passwd*' -o -name 'shadow*' -o -name 'group*' \
        -o -name 'gshadow*' -o -name 'subuid*' -o -name 'subgid*' \) -prune -o -type d -printf '%P d %m %u %g\n' \
        -o -printf '%P %y %m %u %g %s\n' | sort
     getent -s files passwd > /dev/null; sort etc/passwd etc/group)
}
picture > "$root/tmp/before"

say "installed"
in_root dpkg -i /tmp/paralux.deb > "$root/tmp/dpkg.log" 2>&1 || { cat "$root/tmp/dpkg.log"; die "dpkg -i"; }
[ -z "$(in_root dpkg --verify paralux)" ] || die "dpkg --verify: $(in_root dpkg --verify paralux)"
[ -z "$(pgrep -f org.paralux || true)" ] || die "the installation started something"
[ -z "$(find "$root/etc/systemd" -name 'paralux*')" ] || die "the installation enabled something"
[ "$(in_root id -Gn paralux)" = "paralux gnt-daemons gnt-admin" ] || die "groups of paralux: $(in_root id -Gn paralux)"
[ "$(stat -c '%a %U' "$root/var/lib/paralux" 2> /dev/null | cut -d' ' -f1)" = 750 ] || die "/var/lib/paralux"
ok "user, groups and folders are there; nothing runs, nothing is enabled"

say "times of commands, median of 11"
runs=11
for words in --version --help; do
    in_root paralux "$words" > /dev/null
    for _ in $(seq $runs); do
        began=${EPOCHREALTIME/./}
        in_root paralux "$words" > /dev/null
        echo $((${EPOCHREALTIME/./} - began))
    done | median $runs | awk -v w="paralux $words" '{printf "ok    %s takes %.3f s, with chroot and env\n", w, $1 / 1e6}'
done
in_root env PARALUX_JAVA_OPTIONS=-Xlog:class+load:stderr paralux --help 2>&1 > /dev/null \
    | awk '/source:/ {all++} /shared objects file/ {kept++} END {print "ok    " kept " of " all " classes come from the cache"; exit kept < all * 0.9}' \
    || die "the cache of classes does not fit the installed files"

say "documents"
pages=$(find "$root/usr/share/man" -name 'paralux*.gz' | wc -l)
for page in "$root"/usr/share/man/man?/paralux*.gz; do
    said=$(in_root man --warnings -l "/${page#"$root"/}" 2>&1 > /dev/null) || die "$page: man fails: $said"
    [ -z "$said" ] || die "$page: $said"
done
ok "man prints $pages pages without a warning"
[ "$(in_root bash -c '. /usr/share/bash-completion/completions/paralux; complete -p paralux')" != "" ] || die "bash completion"
in_root bash -c '. /usr/share/bash-completion/completions/paralux; COMP_WORDS=(paralux att); COMP_CWORD=1; _complete_paralux; echo "${COMPREPLY[@]}"' \
    | grep -qx attach || die "bash does not complete att"
in_root zsh -c 'autoload -Uz compinit && compinit -u -D; whence -w _paralux > /dev/null && [ "${_comps[paralux]}" = _paralux ]' \
    || die "zsh does not know the completion"
ok "bash completes commands, zsh finds the completion"
in_root paralux config check /etc/paralux/paralux.yaml > /dev/null || die "the settings that are installed"

say "before a daemon, as user paralux"
socket=/run/ganeti/socket/ganeti-master
as_daemon paralux simulate primary --socket $socket > /dev/null 2>&1 &
await 30 test -S "$root$socket" || die "no embedded daemon"
in_root chmod 0770 $socket
sleep 1
as_proxy paralux doctor > "$root/tmp/doctor" || true
cat "$root/tmp/doctor"
for check in socket listener folder exchange state-dir daemons; do
    grep -q "^ok *$check" "$root/tmp/doctor" || die "doctor does not find $check in order"
done
as_proxy paralux attach --dry-run || die "attach --dry-run"

unit=$root/usr/lib/systemd/system/paralux.service
line() { sed -n "s/^$1=-\{0,1\}//p" "$unit"; }
# As systemd would; MAINPID is where the take-over is told it.
service() { # LINE [VARIABLE=VALUE...]
    local words; words=$1; shift
    # shellcheck disable=SC2086
    as_proxy env NOTIFY_SOCKET=/run/notify "$@" sh -c "umask $(line UMask); exec $words"
}
status() { in_root paralux status; }
pid_of() { status | sed -n '1s/.*, pid //p'; }
certain() { awk -v word="$1" '$1 == word {print $2}' "$root/tmp/status"; }

say "started by the unit's line"
in_root python3 /tmp/manager.py /run/notify > "$root/tmp/told" &
await 10 test -S "$root/run/notify" || die "no manager"
start() {
    : > "$root/tmp/said"
    service "$(line ExecStart)" WATCHDOG_USEC=30000000 > "$root/tmp/said" 2>> "$root/tmp/journal" &
    await 30 grep -q '^ready$' "$root/tmp/said" || { tail -5 "$root/tmp/journal"; die "not ready"; }
}
for _ in 1 2 3; do
    began=${EPOCHREALTIME/./}
    service "$(line ExecStart)" WATCHDOG_USEC=30000000 > "$root/tmp/said" 2>> "$root/tmp/journal" &
    until grep -q '^ready$' "$root/tmp/said" 2> /dev/null; do
        [ $((${EPOCHREALTIME/./} - began)) -lt 30000000 ] || { tail -5 "$root/tmp/journal"; die "not ready"; }
        sleep 0.005
    done
    echo $((${EPOCHREALTIME/./} - began)) >> "$root/tmp/starts"
    pid=$(pid_of)
    kill -TERM "$pid"
    await 30 test ! -d "/proc/$pid" || die "it does not end"
    : > "$root/tmp/said"
done
median 3 < "$root/tmp/starts" | awk '{printf "ok    serves %.3f s after the start, median of 3, with chroot and setpriv\n", $1 / 1e6}'
start
pid=$(pid_of)
grep -q "MAINPID=$pid READY=1" "$root/tmp/told" || die "the manager was not told: $(cat "$root/tmp/told")"
await 15 grep -q "WATCHDOG=1" "$root/tmp/told" || die "the watchdog was not fed"
ok "the manager was told: $(grep -c WATCHDOG "$root/tmp/told") times that it lives, STATUS $(grep -o 'STATUS=serves.*' "$root/tmp/told" | tail -1)"
[ "$(stat -c '%a %u %g' "$root$socket")" = "770 $(in_root id -u paralux) $(in_root id -g gnt-masterd)" ] \
    || die "access of the path: $(stat -c '%a %u %g' "$root$socket")"
grep -q '^CapEff:.*0000000000000000' "/proc/$pid/status" || die "it has capabilities"

say "who may ask the proxy"
as() { local user=$1; shift; in_root setpriv --reuid "$user" --regid "$(in_root id -g "$user")" --init-groups "$@" 2>&1; }
[ "$(in_root stat -c '%a %U %G' /run/paralux/admin.sock)" = "660 paralux gnt-admin" ] \
    || die "the admin socket: $(in_root stat -c '%a %U %G' /run/paralux/admin.sock)"
as ada paralux status > "$root/tmp/asked" || { cat "$root/tmp/asked"; die "a member of gnt-admin may not read"; }
! as ada paralux rollout kill --why test > "$root/tmp/asked" || die "a member of gnt-admin changed something"
grep -q 'may not change anything' "$root/tmp/asked" || { cat "$root/tmp/asked"; die "refused with other words"; }
! as gnt-rapi paralux status > "$root/tmp/asked" || die "RAPI may ask"
grep -q 'may do nothing here' "$root/tmp/asked" || { cat "$root/tmp/asked"; die "RAPI is refused with other words"; }
! as nobody paralux status > "$root/tmp/asked" || die "anybody may ask"
ok "members of gnt-admin read, RAPI and others do not"

say "who asks"
for _ in $(seq 100); do in_root python3 /tmp/clients.py one $socket > /dev/null || die "a client was refused"; done
sleep 1
status > "$root/tmp/status"
full=$(certain full)
partial=$(certain partial)
gone=$(certain gone)
[ $((full + partial + gone)) -ge 100 ] || die "clients: $full in full, $partial partial, $gone gone"
[ "$full" -ge 95 ] || die "clients: $full in full, $partial partial, $gone gone"
ok "$((full + partial + gone)) processes of one query each, of another user: $full in full, $partial in part, $gone gone"

say "upgraded under load"
in_root python3 /tmp/clients.py loop $socket /tmp/stop > "$root/tmp/load" &
load=$!
sleep 2
in_root sh -c 'cd /tmp && dpkg-deb -R paralux.deb new && sed -i "s/^Version: .*/&+1/" new/DEBIAN/control && dpkg-deb -Znone -b new new.deb' > /dev/null
in_root dpkg -i /tmp/new.deb > "$root/tmp/dpkg.log" 2>&1 || { cat "$root/tmp/dpkg.log"; die "dpkg -i of the next version"; }
[ "$(pid_of)" = "$pid" ] || die "the upgrade ended the proxy"
reload=$(line ExecReload)
service "${reload/\$MAINPID/$pid}" || { tail -5 "$root/tmp/journal"; die "the take-over"; }
await 30 test ! -d "/proc/$pid" || die "the old process does not end"
next=$(pid_of)
[ "$next" != "$pid" ] || die "the old process serves"
grep -q "MAINPID=$next READY=1" "$root/tmp/told" || die "the manager was not told of the new process"
[ -z "$(grep STOPPING "$root/tmp/told" | tail -n +4)" ] || die "the old process said that the service stops"
sleep 2
: > "$root/tmp/stop"
wait $load || die "clients: $(cat "$root/tmp/load")"
ok "$(cat "$root/tmp/load"), while process $next took over from $pid"

say "stopped"
kill -TERM "$next"
await 30 test ! -d "/proc/$next" || die "it does not end"
service "$(line ExecStopPost)" > /dev/null || true
[ ! -e "$root$socket.primary" ] || die "$socket.primary is left"
in_root python3 /tmp/clients.py one $socket > /dev/null || die "the daemon has not got its path back"
in_root paralux audit verify --state-dir /var/lib/paralux > "$root/tmp/verify" || { cat "$root/tmp/verify"; die "audit verify"; }
ok "the daemon has its path; the log is sound: $(head -1 "$root/tmp/verify")"

say "killed with its guardian"
start
pid=$(pid_of)
pkill -KILL -P "$pid" && kill -KILL "$pid"
await 10 test ! -d "/proc/$pid" || die "not killed"
service "$(line ExecStopPost)" > /dev/null || die "detach fails"
in_root python3 /tmp/clients.py one $socket > /dev/null || die "ExecStopPost did not give the path back"
ok "ExecStopPost gave the path back"

say "removed while it runs, and purged"
start
pid=$(pid_of)
in_root dpkg -r paralux > "$root/tmp/dpkg.log" 2>&1 || { cat "$root/tmp/dpkg.log"; die "dpkg -r"; }
in_root python3 /tmp/clients.py one $socket > /dev/null || die "the removal did not give the path back"
await 30 test ! -d "/proc/$pid" || die "it runs on"
[ -d "$root/var/lib/paralux/audit" ] || die "the removal took the log"
in_root dpkg -P paralux > "$root/tmp/dpkg.log" 2>&1 || { cat "$root/tmp/dpkg.log"; die "dpkg -P"; }
picture > "$root/tmp/after"
diff "$root/tmp/before" "$root/tmp/after" || die "something is left"
ok "nothing is left of it"
say "done"
