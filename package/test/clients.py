"""Clients of a LUXI socket.  one SOCKET: asks once.  loop SOCKET STOP: connects and asks until STOP is there."""

import os
import socket
import sys
import time

QUERY = b'{"method":"QueryClusterInfo","args":[]}\x03'


def ask(path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(30)
        client.connect(path)
        client.sendall(QUERY)
        reply = b""
        while not reply.endswith(b"\x03"):
            more = client.recv(65536)
            if not more:
                raise OSError("cut off after %d bytes" % len(reply))
            reply += more
        return reply


def loop(path, stop):
    asked, failures, longest = 0, {}, 0.0
    while not os.path.exists(stop):
        began = time.monotonic()
        try:
            ask(path)
            asked += 1
        except OSError as e:
            failures[str(e)] = failures.get(str(e), 0) + 1
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.002)
    print("%d connections answered, failures: %s, the longest took %.0f ms" % (asked, failures or "none", longest * 1000))
    return 1 if failures or asked == 0 else 0


if sys.argv[1] == "one":
    ask(sys.argv[2])
else:
    sys.exit(loop(sys.argv[2], sys.argv[3]))
