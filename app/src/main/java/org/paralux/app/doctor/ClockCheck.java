package org.paralux.app.doctor;

import java.time.Instant;
import java.util.List;
import org.paralux.proxy.kernel.KernelClock;

/** Whether the wall clock is kept in step. */
final class ClockCheck implements Check {
    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String now = "it is " + Instant.now().toString().substring(0, 19) + "Z";
        return List.of(
                KernelClock.isSynchronised()
                        ? Finding.ok(name(), now + ", and the clock is kept in step")
                        : Finding.note(
                                name(),
                                now + "; the kernel knows of nothing that keeps the clock in step",
                                "run chrony, ntpd or systemd-timesyncd: records of two hosts are put together by time"));
    }
}
