package org.paralux.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;

/**
 * Rewrites classes of an old format to the present one. Java keeps in its cache only classes whose verification can be
 * done beforehand, by the stack maps that the format has since Java 6.
 */
final class ClassUpgrade {
    /** The first with stack maps. */
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private static final int MAJOR_HIGH = 6;
    private static final int MAJOR_LOW = 7;

    private final ClassFile format;

    /** @param hierarchy has the classes that the rewritten ones name */
    ClassUpgrade(ClassHierarchyResolver hierarchy) {
        this.format = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** Whether the format of a class is too old for the cache. */
    static boolean isOld(byte[] classFile) {
        return (((classFile[MAJOR_HIGH] & 0xff) << 8) | (classFile[MAJOR_LOW] & 0xff)) < FIRST_WITH_STACK_MAPS;
    }

    /** The same class in the present format; one that is new enough as it is. */
    byte[] of(byte[] classFile) {
        if (!isOld(classFile)) {
            return classFile;
        }
        ClassTransform anew = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.latestMajorVersion(), 0)));
        return format.transformClass(format.parse(classFile), anew);
    }
}
