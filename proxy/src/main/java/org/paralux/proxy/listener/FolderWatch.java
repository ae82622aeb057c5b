package org.paralux.proxy.listener;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a socket to come to its path, by the kernel's word on the folder. It makes a look at the path come sooner and
 * replaces none: a folder that is not there, or a limit of the kernel, means that it cannot be watched.
 *
 * <p>One thread waits; any may {@link #end} the wait.
 */
public final class FolderWatch {
    /** A daemon binds, then sets mode and owner, and only then listens, of which nothing is told. */
    private static final long LISTENS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long SHORT_WAIT_MILLIS = 10;

    private final Path folder;
    private final Path name;

    /** Null while nothing is watched. */
    private volatile @Nullable WatchService service;

    private boolean touched;
    private long touchedNanos;

    public FolderWatch(Path socket) {
        Path absolute = socket.toAbsolutePath();
        this.folder = Objects.requireNonNull(absolute.getParent(), "folder");
        this.name = absolute.getFileName();
    }

    /**
     * Waits until it is time to look at the path: something happened to it, or the time is over.
     *
     * @return false at once where the folder cannot be watched
     */
    public boolean await(long millis) throws InterruptedException {
        WatchService watching = service;
        if (watching == null) {
            // What came before the watch is not told, so it is time to look.
            return begin();
        }
        long now = System.nanoTime();
        boolean soon = touched && now - touchedNanos < LISTENS_WITHIN_NANOS;
        long deadline = now + TimeUnit.MILLISECONDS.toNanos(soon ? SHORT_WAIT_MILLIS : millis);
        try {
            for (long left = deadline - now; left > 0; left = deadline - System.nanoTime()) {
                WatchKey key = watching.poll(left, TimeUnit.NANOSECONDS);
                if (key != null && isAboutSocket(key)) {
                    touched = true;
                    touchedNanos = System.nanoTime();
                    return true;
                }
            }
        } catch (ClosedWatchServiceException e) {
            // Ended: by another thread, or because the folder went.
        }
        return true;
    }

    private boolean isAboutSocket(WatchKey key) {
        boolean about = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            // Nothing stands for more than the kernel kept.
            about |= event.context() == null || name.equals(event.context());
        }
        if (!key.reset()) {
            // The folder is gone. Another may come in its place.
            end();
        }
        return about;
    }

    private synchronized boolean begin() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        WatchService begun = null;
        try {
            begun = folder.getFileSystem().newWatchService();
            folder.register(begun, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            service = begun;
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            close(begun);
            return false;
        }
    }

    /** Watches no more, until the next wait. */
    public synchronized void end() {
        close(service);
        service = null;
    }

    private static void close(@Nullable WatchService service) {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            // It only ever told of changes.
        }
    }
}
