package org.paralux.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.paralux.proxy.attach.ExchangeProbe;
import org.paralux.proxy.attach.Guardian;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.socket.OwnSocket;

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
    void onlyTheProxySeesNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.paralux.proxy..")
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

    /** So that a test can have the program killed before each of its steps, and none is forgotten. */
    @Test
    void whatChangesNamesPassesAFaultPoint() {
        noCodeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "org.paralux.proxy.attach..", "org.paralux.proxy.socket..", "org.paralux.proxy.listener..")
                .and()
                // What they touch is their own, in folders of their own.
                .areDeclaredInClassesThat()
                .doNotBelongToAnyOf(Guardian.class, ExchangeProbe.class, OwnSocket.class)
                .should(changeFilesUnannounced())
                .check(Production.CLASSES);
    }

    private static ArchCondition<JavaCodeUnit> changeFilesUnannounced() {
        return new ArchCondition<>("change files without passing a FaultPoint") {
            @Override
            public void check(JavaCodeUnit code, ConditionEvents events) {
                boolean changes = code.getMethodCallsFromSelf().stream().anyMatch(CodeTest::changesFiles);
                boolean announced = code.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(FaultPoint.class));
                events.add(new SimpleConditionEvent(code, changes && !announced, code.getDescription()));
            }
        };
    }

    private static boolean changesFiles(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        return switch (owner) {
            case "java.nio.file.Files" -> call.getName().matches("(create|delete|move|copy|set|write).*");
            case "java.nio.channels.FileChannel" -> call.getName().matches("write|truncate");
            case "org.paralux.proxy.kernel.NativeFiles" -> call.getName().equals("rename");
            case "org.paralux.proxy.relay.Relay" -> call.getName().equals("listen") && isSocketOfItsOwn(call);
            default -> false;
        };
    }

    /** One that is moved from a room of its own passes points there. */
    private static boolean isSocketOfItsOwn(JavaMethodCall call) {
        return call.getOriginOwner().getPackageName().endsWith(".attach");
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

    /** Bytes in memory and a day are values, and a file of the package is a part of it: all may be known, and no clock and no other file. */
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
                                ByteArrayOutputStream.class,
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
