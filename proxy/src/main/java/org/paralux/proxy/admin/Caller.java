package org.paralux.proxy.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who asks on the admin socket, by the kernel's word.
 *
 * @param user its name; null where the system has none for it
 * @param pid 0 where the process cannot be seen from here
 */
public record Caller(long uid, @Nullable String user, int pid) {
    private static final String NO_LOGIN = "4294967295";

    /** As records print it, for example {@code uid 0 (root), pid 4711, loginuid 1000}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("uid ").append(uid);
        if (user != null) {
            text.append(" (").append(user).append(')');
        }
        text.append(", pid ").append(pid);
        String login = read(Path.of("/proc/" + pid + "/loginuid"));
        if (login != null && !login.equals(NO_LOGIN)) {
            text.append(", loginuid ").append(login);
        }
        return text.toString();
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            return null;
        }
    }
}
