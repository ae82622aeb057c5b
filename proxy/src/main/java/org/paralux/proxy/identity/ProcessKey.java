package org.paralux.proxy.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.paralux.luxi.base.Sha256;
import org.paralux.proxy.identity.Reading.Seen;
import org.paralux.proxy.identity.Reading.Sighting;

/**
 * One program in one process, as one connection after the other finds it. The number and the start name the process;
 * the digest is of everything that an exec changes, and keeps no command line in memory.
 */
record ProcessKey(int pid, long startTicks, int uid, int gid, boolean certain, String program) {
    static ProcessKey of(PeerCredentials peer, Seen seen) {
        Sighting sighting = seen.sighting();
        return new ProcessKey(
                sighting.pid(),
                sighting.stat() == null ? -1 : sighting.stat().startTicks(),
                peer.uid(),
                peer.gid(),
                seen.certain(),
                digest(sighting));
    }

    private static String digest(Sighting sighting) {
        MessageDigest digest = Sha256.begin();
        sighting.argv().words().forEach(word -> add(digest, word));
        add(digest, String.valueOf(sighting.comm()));
        add(digest, String.valueOf(sighting.exe()));
        add(digest, String.valueOf(sighting.loginuid()));
        add(digest, String.valueOf(sighting.unit()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
