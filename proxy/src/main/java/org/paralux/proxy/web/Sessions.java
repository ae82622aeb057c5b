package org.paralux.proxy.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

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
    private final Map<String, Long> codes = bounded(CODES);
    private final Map<String, Long> sessions = bounded(SESSIONS);

    /** @param nanoClock monotonic */
    public Sessions(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The oldest goes where there is no room. */
    private static Map<String, Long> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > most;
            }
        };
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
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
