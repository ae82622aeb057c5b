package org.paralux.audit.evidence;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.paralux.luxi.base.Sha256;

/**
 * The folder of evidence, 0700, its files 0600:
 *
 * <pre>
 * STATE_DIR/evidence/key                  32 random bytes, for {@link Tokens}; made at the first use
 * STATE_DIR/evidence/lock                 names the pid of who writes
 * STATE_DIR/evidence/seen                 how many there were of each cause, see {@link Reservoirs}
 * STATE_DIR/evidence/records/ID.json      one piece of evidence, see {@link EvidenceFormat}
 * STATE_DIR/evidence/payloads/HASH.zst    one payload, compressed; HASH: the SHA-256 of what is compressed
 * …/NAME.tmp                              a file being written; removed at the next opening
 * </pre>
 *
 * A file gets its name when it is whole, and the payloads of a record are there before it.
 */
final class EvidenceFolder {
    static final String RECORD_SUFFIX = ".json";
    static final String PAYLOAD_SUFFIX = ".zst";
    static final String UNFINISHED_SUFFIX = ".tmp";

    /** What a file takes on the disk is a multiple of this. */
    private static final long BLOCK_BYTES = 4096;

    private static final int KEY_BYTES = 32;
    private static final int LEVEL = 3;
    private static final int MAX_PAYLOAD_BYTES = Integer.MAX_VALUE - 64;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final Path records;
    private final Path payloads;

    private EvidenceFolder(Path stateDir) {
        path = stateDir.resolve("evidence");
        records = path.resolve("records");
        payloads = path.resolve("payloads");
    }

    /** The folder, made where it is not there; the state directory is. */
    static EvidenceFolder create(Path stateDir) throws IOException {
        EvidenceFolder folder = new EvidenceFolder(stateDir);
        for (Path each : List.of(folder.path, folder.records, folder.payloads)) {
            try {
                Files.createDirectory(each, PosixFilePermissions.asFileAttribute(FOLDER));
            } catch (FileAlreadyExistsException e) {
                // Not for the first time here.
            }
            Files.setPosixFilePermissions(each, FOLDER);
        }
        return folder;
    }

    /** @throws NotDirectoryException when there is none */
    static EvidenceFolder ofExisting(Path stateDir) throws NotDirectoryException {
        EvidenceFolder folder = new EvidenceFolder(stateDir);
        if (!Files.isDirectory(folder.records)) {
            throw new NotDirectoryException(folder.path.toString());
        }
        return folder;
    }

    /** The lock belongs to the owner alone, as all here does. */
    void narrowLock() throws IOException {
        Files.setPosixFilePermissions(path.resolve("lock"), PosixFilePermissions.fromString("rw-------"));
    }

    Path path() {
        return path;
    }

    Path seen() {
        return path.resolve("seen");
    }

    Path record(String id) {
        return records.resolve(id + RECORD_SUFFIX);
    }

    Path payload(String hash) {
        return payloads.resolve(hash + PAYLOAD_SUFFIX);
    }

    /** The names of the records without their suffix, sorted. */
    List<String> ids() throws IOException {
        return names(records, RECORD_SUFFIX);
    }

    List<String> hashes() throws IOException {
        return names(payloads, PAYLOAD_SUFFIX);
    }

    private static List<String> names(Path folder, String suffix) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - suffix.length()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        names.sort(null);
        return names;
    }

    /** Removes what a crash left unfinished. */
    void removeUnfinished() throws IOException {
        for (Path folder : List.of(path, records, payloads)) {
            for (String name : names(folder, UNFINISHED_SUFFIX)) {
                Files.deleteIfExists(folder.resolve(name + UNFINISHED_SUFFIX));
            }
        }
    }

    /** The key of this installation, made where there is none. */
    byte[] key(EvidenceDisk disk) throws IOException {
        Path file = path.resolve("key");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            write(disk, file, fresh);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + ": " + key.length + " bytes (expected: " + KEY_BYTES
                    + "; remove it for a new one, to which older evidence does not compare)");
        }
        return key;
    }

    /** Writes a file under another name, and then renames it. */
    static void write(EvidenceDisk disk, Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED_SUFFIX);
        try {
            Files.deleteIfExists(unfinished);
            disk.create(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** What a file of this length takes on the disk. */
    static long onDisk(long length) {
        return (length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    /** What the file takes on the disk; 0 where it is not there. */
    static long onDisk(Path file) throws IOException {
        try {
            return onDisk(Files.size(file));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    static byte[] compress(byte[] bytes) {
        return Zstd.compress(bytes, LEVEL);
    }

    /**
     * The payload of this hash.
     *
     * @throws NoSuchFileException when it is not there
     * @throws IOException when it is not what its name says
     */
    byte[] readPayload(String hash) throws IOException {
        byte[] compressed = Files.readAllBytes(payload(hash));
        try {
            long length = Zstd.getFrameContentSize(compressed);
            if (length < 0 || length > MAX_PAYLOAD_BYTES) {
                throw new IOException("not a whole zstd frame");
            }
            byte[] bytes = Zstd.decompress(compressed, (int) length);
            if (!Sha256.hex(bytes).equals(hash)) {
                throw new IOException("content does not have the hash of the name");
            }
            return bytes;
        } catch (ZstdException e) {
            throw new IOException("not a whole zstd frame", e);
        }
    }
}
