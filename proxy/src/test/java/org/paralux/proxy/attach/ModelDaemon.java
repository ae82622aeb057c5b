package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A daemon that starts and ends by the steps of a real one, of which others see each. */
abstract class ModelDaemon {
    private static final Path SOCKET = ModelWorld.NAMES.socket();
    private static final int MODE = 0660;
    private static final int UID = 7;

    /** One step of a start or an end. */
    interface Step {
        void make() throws IOException;
    }

    final ModelWorld world;
    private final Deque<Step> todo = new ArrayDeque<>();
    long pid;
    ModelWorld.@Nullable Node socket;

    /** What its socket is meant to have. */
    int mode = MODE;

    /** What went wrong with a start, which would not have without us; null where nothing did. */
    @Nullable String failure;

    ModelDaemon(ModelWorld world) {
        this.world = world;
    }

    final boolean isBusy() {
        return !todo.isEmpty();
    }

    /** Whether it accepts. */
    final boolean isUp() {
        return socket != null && socket.listens;
    }

    final void step() {
        try {
            todo.removeFirst().make();
        } catch (IOException e) {
            failure = getClass().getSimpleName() + ": " + e.getMessage();
            todo.clear();
        }
    }

    final void finish() {
        while (isBusy()) {
            step();
        }
    }

    void add(String name, Step step) {
        todo.add(() -> {
            world.tell(() -> "    " + getClass().getSimpleName() + " " + name);
            step.make();
        });
    }

    final ModelWorld.Node bound() {
        if (socket == null) {
            throw new IllegalStateException("not bound");
        }
        return socket;
    }

    final void restartsAs(ModelDaemon next, boolean clean) {
        if (clean) {
            end();
        } else {
            add("is killed", () -> world.ends(pid));
        }
        next.todo.addAll(todo);
        next.begin();
    }

    final void endsFor(ModelDaemon next, boolean clean) {
        if (clean) {
            end();
        } else {
            add("is killed", () -> world.ends(pid));
        }
        next.todo.addAll(todo);
    }

    abstract void begin();

    abstract void end();

    final void unlink(Path path) {
        world.names.remove(path);
    }

    /** By the path, whosever socket is there. */
    final ModelWorld.Node there() throws IOException {
        ModelWorld.Node node = world.names.get(SOCKET);
        if (node == null) {
            throw new IOException("nothing at the path to set the mode of");
        }
        return node;
    }

    /** Binds another name, makes the socket ready, and renames it over the path. */
    static final class Masterd extends ModelDaemon {
        Masterd(ModelWorld world) {
            super(world);
        }

        @Override
        void begin() {
            Path temporary = SOCKET.resolveSibling("tmp" + world.random.nextInt(1_000_000));
            add("unlinks", () -> unlink(SOCKET));
            add("binds another name", () -> {
                pid = world.newProcess();
                socket = world.bind(temporary, pid);
            });
            add("listens", () -> bound().listens = true);
            add("chmods", () -> bound().mode = MODE);
            add("chowns", () -> bound().uid = UID);
            add("renames", () -> {
                unlink(temporary);
                world.names.put(SOCKET, bound());
            });
        }

        @Override
        void end() {
            add("ends", () -> world.ends(pid));
            add("unlinks", () -> unlink(SOCKET));
        }
    }

    /** Binds the path in place, sets mode and owner by the path, and then listens. */
    static final class Luxid extends ModelDaemon {
        Luxid(ModelWorld world) {
            super(world);
        }

        @Override
        void begin() {
            add("unlinks", () -> unlink(SOCKET));
            add("binds", () -> {
                pid = world.newProcess();
                socket = world.bind(SOCKET, pid);
            });
            add("chmods by path", () -> there().mode = MODE);
            add("chowns by path", () -> there().uid = UID);
            add("listens", () -> bound().listens = true);
        }

        @Override
        void end() {
            add("unlinks", () -> unlink(SOCKET));
            add("ends", () -> world.ends(pid));
        }
    }
}
