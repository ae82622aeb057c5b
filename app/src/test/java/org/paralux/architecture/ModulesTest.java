package org.paralux.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which module may know which. */
class ModulesTest {
    private static final int LEAST_CLASSES = 150;

    /** A module and those it builds on, by their packages. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that is.
    enum Module {
        LUXI("luxi"),
        AUDIT_LOG("audit", LUXI),
        DIFF_ENGINE("diff", LUXI),
        PROXY("proxy", LUXI, AUDIT_LOG, DIFF_ENGINE),
        REPORTS("report", LUXI, AUDIT_LOG, DIFF_ENGINE),
        QA_SUITE("qa", LUXI, AUDIT_LOG, DIFF_ENGINE, PROXY, REPORTS),
        APP("app", LUXI, AUDIT_LOG, DIFF_ENGINE, PROXY, REPORTS, QA_SUITE);

        private final String packages;
        private final List<Module> below;

        Module(String name, Module... below) {
            this.packages = "org.paralux." + name + "..";
            this.below = List.of(below);
        }

        String[] itselfAndBelow() {
            return Stream.concat(Stream.of(this), below.stream())
                    .map(module -> module.packages)
                    .toArray(String[]::new);
        }
    }

    /** Without it, every rule would hold for classes that were not found. */
    @Test
    void theProductionClassesWereRead() {
        assertTrue(
                Production.CLASSES.size() >= LEAST_CLASSES,
                () -> "read only " + Production.CLASSES.size() + " classes");
    }

    @ParameterizedTest
    @EnumSource
    void aModuleKnowsOnlyThoseBelow(Module module) {
        classes()
                .that()
                .resideInAPackage(module.packages)
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("org.paralux..").or(resideInAnyPackage(module.itselfAndBelow())))
                .check(Production.CLASSES);
    }

    @Test
    void everyClassBelongsToAModule() {
        String[] packages =
                Arrays.stream(Module.values()).map(module -> module.packages).toArray(String[]::new);
        classes().should().resideInAnyPackage(packages).check(Production.CLASSES);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("org.paralux.(**)").should().beFreeOfCycles().check(Production.CLASSES);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        List<String> unmarked = Production.CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(each -> each.getName())
                .distinct()
                .toList();
        assertTrue(unmarked.isEmpty(), () -> "not @NullMarked: " + unmarked);
    }
}
