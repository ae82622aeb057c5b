package org.paralux.proxy.health;

import java.nio.file.Path;

/**
 * How to be rid of the proxy.
 *
 * @param command one line for a shell
 * @param effect what it does to clients, in one sentence
 */
public record Undo(String command, String effect) {
    /** Of a proxy that has a path of its own. */
    public static Undo byStopping(Path listen, Path primary) {
        return new Undo(
                "kill -TERM " + ProcessHandle.current().pid(),
                "Open connections are let finish, new clients are refused on " + listen
                        + "; what connects there has to use " + primary + " again.");
    }

    /** Of one that has the daemon's path. */
    public static Undo byDetaching(Path socket) {
        return new Undo(
                "paralux detach --socket " + socket,
                "New clients reach the daemon directly on " + socket + ", open connections are let finish.");
    }
}
