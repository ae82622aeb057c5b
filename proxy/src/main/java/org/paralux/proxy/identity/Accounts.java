package org.paralux.proxy.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The names of users and groups. Thread-safe. */
public interface Accounts {
    /** The name of a user; null where the id has none. */
    @Nullable String user(long uid);

    /** The name of a group; null where the id has none. */
    @Nullable String group(long gid);

    /**
     * The system's own: files, directory servers, whatever it is set up for (NSS). The first question about an id may
     * wait for a server; later ones never do, for a known name is renewed behind the scenes.
     */
    static Accounts ofSystem() {
        LoadingCache<Long, Optional<String>> users = renewed(uid -> Posix.userName((int) uid));
        LoadingCache<Long, Optional<String>> groups = renewed(gid -> Posix.groupName((int) gid));
        return new Accounts() {
            @Override
            public @Nullable String user(long uid) {
                return users.get(uid).orElse(null);
            }

            @Override
            public @Nullable String group(long gid) {
                return groups.get(gid).orElse(null);
            }
        };
    }

    private static LoadingCache<Long, Optional<String>> renewed(LongFunction<@Nullable String> lookup) {
        return Caffeine.newBuilder()
                .maximumSize(1024)
                .refreshAfterWrite(Duration.ofMinutes(5))
                .build(id -> Optional.ofNullable(lookup.apply(id)));
    }
}
