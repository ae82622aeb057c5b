package org.paralux.proxy.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.paralux.luxi.base.RecentMap;
import org.paralux.luxi.base.Sha256;

/**
 * Who may look. A code is given out to whoever may use the admin socket, opens one session within
 * {@link #CODE_LIFE}, and is then worthless; a session ends when nobody uses it for {@link #IDLE_LIFE}. Of both only the
 * hashes are kept. Thread-safe.
 */
public final class Sessions {
    public static final Duration CODE_LIFE = Duration.ofSeconds(60);
    public static final Duration IDLE_LIFE = Duration.ofHours(8);

    private static final int CODES = 16;
    private static final int SESSIONS = 64;
    private static final int SECRET_BYTES = 24;

    private final LongSupplier nanoClock;
    private final SecureRandom random = new SecureRandom();
    private final RecentMap<String, Long> codes = new RecentMap<>(CODES);
    private final RecentMap<String, Long> sessions = new RecentMap<>(SESSIONS);

    /** @param nanoClock monotonic */
    public Sessions(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A code for one session. */
    public synchronized String newCode() {
        String code = secret();
        codes.put(hash(code), nanoClock.getAsLong());
        return code;
    }

    /** The secret of a new session; empty where the code is none, was used, or is too old. */
    public synchronized Optional<String> open(String code) {
        Long issued = codes.remove(hash(code));
        if (issued == null || nanoClock.getAsLong() - issued > CODE_LIFE.toNanos()) {
            return Optional.empty();
        }
        String session = secret();
        sessions.put(hash(session), nanoClock.getAsLong());
        return Optional.of(session);
    }

    /**
     * Whether {@code session} is open.
     *
     * @param used by a person, so that it stays open
     */
    public synchronized boolean isOpen(String session, boolean used) {
        String hash = hash(session);
        Long last = sessions.get(hash);
        long now = nanoClock.getAsLong();
        if (last == null || now - last > IDLE_LIFE.toNanos()) {
            sessions.remove(hash);
            return false;
        }
        if (used) {
            sessions.put(hash, now);
        }
        return true;
    }

    public synchronized void end(String session) {
        sessions.remove(hash(session));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Looking a hash up tells nothing of the secret by the time it takes. */
    private static String hash(String secret) {
        return Sha256.hex(secret);
    }
}
