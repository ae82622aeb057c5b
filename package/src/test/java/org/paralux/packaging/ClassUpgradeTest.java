package org.paralux.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** An old class is the same class in the present format, and Java verifies it; a new one is left as it is. */
class ClassUpgradeTest {
    private static final ClassHierarchyResolver HIERARCHY =
            ClassHierarchyResolver.ofResourceParsing(ClassUpgradeTest.class.getClassLoader());

    private static List<byte[]> classesOf(Class<?> one) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        String jar = one.getProtectionDomain().getCodeSource().getLocation().getPath();
        try (JarFile file = new JarFile(Path.of(jar).toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
                    classes.add(file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return classes;
    }

    @Test
    void everyClassOfTheOldLibraryIsVerifiedInThePresentFormat() throws IOException {
        ClassUpgrade upgrade = new ClassUpgrade(HIERARCHY);
        ClassFile verifier = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(HIERARCHY));
        List<byte[]> old = classesOf(CommandLine.class);
        assertTrue(old.size() > 200 && old.stream().allMatch(ClassUpgrade::isOld), () -> old.size() + " classes");
        for (byte[] each : old) {
            byte[] present = upgrade.of(each);
            assertFalse(ClassUpgrade.isOld(present));
            String name = verifier.parse(present).thisClass().asInternalName();
            assertEquals(verifier.parse(each).thisClass().asInternalName(), name);
            assertEquals(
                    verifier.parse(each).methods().size(),
                    verifier.parse(present).methods().size());
            assertEquals(List.of(), verifier.verify(present), name);
        }
    }

    @Test
    void aClassThatIsNewEnoughIsLeftAsItIs() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ClassUpgradeTest.class.getResourceAsStream("ClassUpgradeTest.class"))) {
            byte[] present = in.readAllBytes();
            assertSame(present, new ClassUpgrade(HIERARCHY).of(present));
        }
    }
}
