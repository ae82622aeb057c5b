package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.SocketFile;

/** A proxy in a {@link ModelWorld}. */
final class ModelProxy implements OurSocket, Primary {
    final ProcessStamp process;
    final Attachment attachment;
    private final ModelWorld world;
    private ModelWorld.@Nullable Node ours;
    private @Nullable Path boundTo;
    private ModelWorld.@Nullable Node daemon;

    ModelProxy(ModelWorld world) {
        this(world, null);
    }

    /** One that takes the path of another that lives. */
    ModelProxy(ModelWorld world, @Nullable ModelProxy over) {
        this.world = world;
        this.daemon = over == null ? null : over.daemon;
        this.process = new ProcessStamp(world.newProcess(), 1);
        this.attachment = new Attachment(
                ModelWorld.NAMES,
                process,
                () -> world,
                this,
                this,
                () -> world.nanos,
                () -> String.format("%08x", world.random.nextInt()),
                () -> world.servesAlone,
                over == null ? null : over.process);
    }

    @Override
    public void listenAt(Path path) throws IOException {
        close();
        ours = world.bind(path, process.pid());
        ours.listens = true;
        boundTo = path;
    }

    @Override
    public void abandon() {
        close();
    }

    @Override
    public boolean isOpen() {
        return ours != null;
    }

    /** As Netty does it: what has the name by then is unlinked. */
    @Override
    public void close() {
        if (ours != null) {
            ours.listens = false;
            world.names.remove(boundTo);
            ours = null;
        }
    }

    @Override
    public void is(Path name, SocketFile file) {
        daemon = world.names.get(name);
    }

    @Override
    public boolean listens() {
        return daemon != null && daemon.listens;
    }

    @Override
    public void giveAccess(SocketFile model) {
        if (daemon != null) {
            daemon.mode = model.mode();
            daemon.uid = model.uid();
        }
    }

    /** Whether a client that connects to {@code there} reaches the daemon through us. */
    boolean leadsTo(ModelWorld.Node there, ModelWorld.Node target) {
        return there == ours && there.listens && daemon == target && target.listens;
    }
}
