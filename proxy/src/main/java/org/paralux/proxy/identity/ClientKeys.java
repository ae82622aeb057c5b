package org.paralux.proxy.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;

/**
 * The client keys of processes by client id, since events name no more than the id. Of {@value #PROCESSES} at most: the
 * new ones, and those asked for again and again before those that were not. Thread-safe.
 */
public final class ClientKeys {
    static final int PROCESSES = 1 << 16;

    private final Cache<String, String> keys =
            Caffeine.newBuilder().maximumSize(PROCESSES).executor(Runnable::run).build();

    public void seen(ClientFacts client) {
        keys.put(client.client(), client.key());
    }

    /** Null where the process is not known, or not any more. */
    public @Nullable String of(String client) {
        return keys.getIfPresent(client);
    }
}
