package org.paralux.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the kernel lets a proxy have. */
final class LimitsCheck implements Check {
    private static final long FEW_DESCRIPTORS = 2048;
    private static final long LEAST_MEMORY_MIB = 768;
    private static final long KIB_PER_MIB = 1024;

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long descriptors = system.getMaxFileDescriptorCount();
            String said = descriptors + " descriptors may be open";
            findings.add(
                    descriptors < FEW_DESCRIPTORS
                            ? Finding.wrong(
                                    name(),
                                    said + ": some " + descriptors / 2 + " clients at a time, others wait",
                                    "'ulimit -n 65536', or LimitNOFILE=65536 in the unit")
                            : Finding.ok(name(), said));
        }
        number(Path.of("/proc/sys/net/core/somaxconn"))
                .ifPresent(most -> findings.add(
                        most < patient.backlog()
                                ? Finding.note(
                                        name(),
                                        most + " clients may wait to be accepted (net.core.somaxconn), "
                                                + patient.backlog() + " are set (backlog)",
                                        "'sysctl net.core.somaxconn=" + patient.backlog()
                                                + "', where so many connect in one moment")
                                : Finding.ok(name(), patient.backlog() + " clients may wait to be accepted")));
        available()
                .ifPresent(mebibytes -> findings.add(
                        mebibytes < LEAST_MEMORY_MIB
                                ? Finding.wrong(
                                        "memory",
                                        mebibytes + " MiB of memory are available, the proxy may take some "
                                                + LEAST_MEMORY_MIB,
                                        "make room: what the kernel kills first may be the daemon")
                                : Finding.ok("memory", mebibytes + " MiB of memory are available")));
        return findings;
    }

    private static Optional<Long> number(Path file) throws IOException {
        return Files.isReadable(file)
                ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                : Optional.empty();
    }

    private static Optional<Long> available() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst();
    }
}
