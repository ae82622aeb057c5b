package org.paralux.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders that commands read. */
final class StateDir {
    private StateDir() {}

    /** @throws CommandFailure when it is not there */
    static Path require(Path stateDir) {
        if (!Files.isDirectory(stateDir)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    stateDir + ": no such folder (expected: the state folder of a proxy; see --state-dir)");
        }
        return stateDir;
    }

    /** @throws CommandFailure when there is no log in it */
    static Path requireLog(Path stateDir) {
        require(stateDir);
        if (!Files.isDirectory(stateDir.resolve("audit"))) {
            throw new CommandFailure(
                    ExitCode.USAGE, stateDir + ": holds no audit log (expected: a folder 'audit' in it)");
        }
        return stateDir;
    }
}
