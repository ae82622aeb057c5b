package org.paralux.proxy.attach;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.socket.SocketFile;

/**
 * What a Paralux wrote beside a socket before it touched a name there: which sockets are its own, and in which rooms they
 * were made. By it whoever comes later knows what is ours and where the daemon's may be, should that process die at any
 * moment. As text it is one line each, and a last one, so that half a text is told from a whole:
 *
 * <pre>
 * ours DEVICE INODE BORN ROOM PID START-TICKS
 * end
 * </pre>
 *
 * @param sockets the latest last; that of the process that holds the path. Two while one takes the other's place
 */
public record Claim(List<Ours> sockets) {
    static final Claim NONE = new Claim(List.of());

    private static final String WORD = "ours";
    private static final String END = "end";
    private static final int WORDS = 7;
    private static final String NO_ROOM = "-";

    public Claim {
        sockets = List.copyOf(sockets);
    }

    /**
     * A socket that a Paralux bound.
     *
     * @param room the random part of the name of the folder in which it was made, and may be still; a dash afterwards
     * @param process that listens
     */
    record Ours(long device, long inode, Instant born, String room, ProcessStamp process) {
        static Ours of(SocketFile file, String room, ProcessStamp process) {
            return new Ours(file.device(), file.inode(), file.born(), room, process);
        }

        boolean is(SocketFile file) {
            return device == file.device() && inode == file.inode() && born.equals(file.born());
        }

        /** One that has its place. */
        static Ours inPlace(SocketFile file, ProcessStamp process) {
            return of(file, NO_ROOM, process);
        }

        boolean isInPlace() {
            return room.equals(NO_ROOM);
        }

        private String line() {
            return String.join(
                    " ",
                    WORD,
                    String.valueOf(device),
                    String.valueOf(inode),
                    born.toString(),
                    room,
                    String.valueOf(process.pid()),
                    String.valueOf(process.startTicks()));
        }

        private static Ours in(String line) {
            String[] words = line.split(" ", -1);
            if (words.length != WORDS || !words[0].equals(WORD) || !words[4].matches("[0-9a-f]{8}|-")) {
                throw new IllegalArgumentException(line);
            }
            return new Ours(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Instant.parse(words[3]),
                    words[4],
                    new ProcessStamp(Long.parseLong(words[5]), Long.parseLong(words[6])));
        }
    }

    /** The claim in a text; none where it is not whole, because then nothing was touched by it. */
    static Claim in(String text) {
        List<String> lines = text.lines().takeWhile(line -> !line.equals(END)).toList();
        if (lines.size() == text.lines().count()) {
            return NONE;
        }
        try {
            return new Claim(lines.stream().map(Ours::in).toList());
        } catch (IllegalArgumentException | DateTimeException e) {
            return NONE;
        }
    }

    String text() {
        return Stream.concat(sockets.stream().map(Ours::line), Stream.of(END))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    boolean isNone() {
        return sockets.isEmpty();
    }

    /** The process that holds the path; null where none does. */
    @Nullable ProcessStamp holder() {
        return sockets.isEmpty() ? null : sockets.getLast().process();
    }

    /** That entry of it which {@code file} is. */
    Optional<Ours> of(SocketFile file) {
        return sockets.stream().filter(ours -> ours.is(file)).findAny();
    }

    static Claim of(Ours only) {
        return new Claim(List.of(only));
    }

    /** The same sockets, in another process's hands. */
    Claim heldBy(ProcessStamp process) {
        return new Claim(sockets.stream()
                .map(ours -> new Ours(ours.device(), ours.inode(), ours.born(), ours.room(), process))
                .toList());
    }

    Claim and(Ours next) {
        List<Ours> more = new ArrayList<>(sockets);
        more.add(next);
        return new Claim(more);
    }
}
