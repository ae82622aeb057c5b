package org.paralux.packaging;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program and its libraries in one jar, in the order of their names, with old classes rewritten. One file is opened
 * once, at the start, so that an upgrade under a running proxy cannot give it a class of another version.
 */
public final class OneJar {
    private static final String SERVICES = "META-INF/services/";
    private static final String MANIFEST = JarFile.MANIFEST_NAME;

    /** What is of no use here: signatures, build files, module descriptors, other systems' native code. */
    private static final Pattern LEFT_OUT = Pattern.compile("META-INF/(INDEX\\.LIST|[^/]+\\.(SF|DSA|RSA|EC))"
            + "|META-INF/(native-image|proguard|native)/.*"
            + "|(META-INF/versions/\\d+/)?module-info\\.class"
            + "|(aix|darwin|freebsd|linux|win)/.*");

    /** Texts that every library has under the same name, and which go with it. */
    private static final Pattern LICENCE =
            Pattern.compile("(META-INF/)?(about|LICEN[CS]E|NOTICE|AUTHORS|COPYRIGHT)[^/]*", Pattern.CASE_INSENSITIVE);

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Attributes program = new Attributes();
    private final Natives natives = new Natives(System.getProperty("os.arch"));
    private int upgraded;

    private OneJar() {}

    /**
     * Makes the jar, and a folder {@code native} beside it.
     *
     * @param args the folder of the new jar, the time of everything in it, and the program's jar, whose manifest names its
     *     libraries: what else lies beside them is of an earlier build
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path target = folder.resolve("paralux.jar");
        OneJar one = new OneJar();
        Path program = Path.of(args[2]);
        one.add(program, true);
        List<Path> libraries = Stream.of(
                        one.program.getValue(Attributes.Name.CLASS_PATH).split(" "))
                .map(program::resolveSibling)
                .sorted()
                .toList();
        for (Path library : libraries) {
            one.add(library, false);
        }
        one.upgrade();
        Files.createDirectories(folder);
        one.write(target, Instant.parse(args[1]));
        int natives = one.natives.write(folder.resolve("native"));
        System.out.println(target.getFileName() + ": " + (libraries.size() + 1) + " jars, " + one.entries.size()
                + " entries, " + one.upgraded + " classes rewritten, " + natives + " native libraries beside it");
    }

    private void add(Path jar, boolean isProgram) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (isProgram && manifest != null) {
                program.putAll(manifest.getMainAttributes());
            }
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory() && !entry.getName().equals(MANIFEST)) {
                    add(jar, entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private void add(Path jar, String name, byte[] content) throws IOException {
        natives.offer(name, content);
        if (LICENCE.matcher(name).matches()) {
            String library = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
            entries.put("META-INF/licenses/" + library + "/" + name.replaceFirst("^META-INF/", ""), content);
        } else if (!LEFT_OUT.matcher(name).matches()) {
            byte[] before = entries.putIfAbsent(name, content);
            if (before != null && name.startsWith(SERVICES)) {
                entries.put(name, joined(before, content));
            } else if (before != null && name.endsWith(".class") && !Arrays.equals(before, content)) {
                throw new IOException(jar + ": " + name + " is in another library too, and differs");
            }
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return (new String(one, StandardCharsets.UTF_8) + "\n" + new String(other, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void upgrade() {
        ClassUpgrade upgrade = new ClassUpgrade(ClassHierarchyResolver.ofResourceParsing(this::classFile)
                .orElse(ClassHierarchyResolver.defaultResolver()));
        entries.replaceAll((name, content) -> {
            if (!name.endsWith(".class") || !ClassUpgrade.isOld(content)) {
                return content;
            }
            upgraded++;
            return upgrade.of(content);
        });
    }

    private @Nullable InputStream classFile(ClassDesc type) {
        String descriptor = type.descriptorString();
        byte[] content = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return content == null ? null : new ByteArrayInputStream(content);
    }

    private void write(Path target, Instant time) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
                JarOutputStream jar = new JarOutputStream(out)) {
            put(jar, MANIFEST, manifest(), time);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(jar, entry.getKey(), entry.getValue(), time);
            }
        }
    }

    private byte[] manifest() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        program.forEach((name, value) -> {
            if (Set.of("Main-Class", "Implementation-Title", "Implementation-Version")
                    .contains(String.valueOf(name))) {
                main.put(name, value);
            }
        });
        main.put(Attributes.Name.MULTI_RELEASE, "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String name, byte[] content, Instant time) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(time.toEpochMilli());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
