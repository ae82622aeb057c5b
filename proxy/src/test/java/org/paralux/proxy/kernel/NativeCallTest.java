package org.paralux.proxy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One shape does for functions of int and long, of few arguments and of six, declared with dots and without. */
class NativeCallTest {
    private static final int AT_FDCWD = -100;
    private static final int EBADF = 9;
    private static final int SEEK_SET = 0;
    private static final long BEYOND_INT = 5_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void takesAndGivesWholeNumbers() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = NativeCall.newState(arena);
            assertEquals(ProcessHandle.current().pid(), NativeCall.of("getpid").call());
            long name = arena.allocateFrom(file.toString()).address();
            int open = NativeCall.of("openat").intOrError(state, AT_FDCWD, name, 0);
            assertEquals(BEYOND_INT, NativeCall.of("lseek").longOrError(state, open, BEYOND_INT, SEEK_SET));
            assertEquals(0, NativeCall.of("close").intOrError(state, open));
        }
    }

    @Test
    void tellsWhyItFailed() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = NativeCall.newState(arena);
            assertEquals(-EBADF, NativeCall.of("close").intOrError(state, -1));
            assertEquals(-EBADF, NativeCall.of("lseek").longOrError(state, -1, 0, SEEK_SET));
            long nowhere =
                    arena.allocateFrom(folder.resolve("nothing").toString()).address();
            assertEquals(-NativeFiles.ENOENT, NativeCall.of("openat").intOrError(state, AT_FDCWD, nowhere, 0));
            assertEquals(-1, (int) NativeCall.of("close").call(-1));
        }
    }

    @Test
    void thereIsNoOtherFunction() {
        assertThrows(NoSuchElementException.class, () -> NativeCall.of("no_such_function"));
    }
}
