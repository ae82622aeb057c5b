package org.paralux.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

/** What code in some places must not touch. */
class CodeTest {
    /** The client's path moves bytes. */
    @Test
    void theForwardingPathNeverParses() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.paralux.proxy.relay..", "org.paralux.proxy.tee..", "org.paralux.proxy.listener..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheProxyAndTheQaSuiteSeeNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.paralux.proxy..", "org.paralux.qa..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(Production.CLASSES);
    }

    @Test
    void nobodyUsesTheLoggerOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheAppPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.paralux.app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheAppEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.paralux.app..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .check(Production.CLASSES);
    }

    @Test
    void aMessageIsReadWithoutLogsOrThreads() {
        noClasses()
                .that()
                .resideInAPackage("org.paralux.luxi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.concurrent..")
                .check(Production.CLASSES);
    }

    /** A day is a value, and a file of the package is a part of it: both may be known, and no clock and no other file. */
    @Test
    void comparingIsAPureFunction() {
        noClasses()
                .that()
                .resideInAPackage("org.paralux.diff..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.time..",
                                "java.util.concurrent..",
                                "org.slf4j..")
                        .and(not(belongToAnyOf(
                                InputStream.class,
                                IOException.class,
                                UncheckedIOException.class,
                                Serializable.class,
                                LocalDate.class,
                                ChronoLocalDate.class,
                                DateTimeParseException.class))))
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(Production.CLASSES);
    }
}
