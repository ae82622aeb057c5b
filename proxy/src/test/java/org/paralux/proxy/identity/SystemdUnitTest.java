package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdUnitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0::/system.slice/ganeti-rapi.service | ganeti-rapi.service",
                "0::/system.slice/ganeti-rapi.service (deleted) | ganeti-rapi.service",
                "0::/user.slice/user-0.slice/session-12.scope | session-12.scope",
                "0::/user.slice/user-1000.slice/user@1000.service/app.slice/sync.service | sync.service",
                "0::/system.slice/docker.service/payload/x | docker.service",
                "0::/system.slice/system-backup.slice/backup@daily.service | backup@daily.service",
                "0::/system.slice/backup\\x2dof\\x20all\\xc3\\xa9.service | backup-of allé.service",
                "0::/system.slice/odd\\x2.service | odd\\x2.service",
                "12:pids:/x.service;1:name=systemd:/system.slice/cron.service;0:: | cron.service",
                "9:name=systemd:/;8:pids:/y.service;0::/system.slice/cron.service | cron.service",
                "9:name=systemd:/a:b.service | a:b.service",
                "0::/ | -",
                "0::/system.slice | -",
                "0::/.service | -",
                "nonsense | -",
            })
    void findsTheInnermostUnit(String cgroup, @Nullable String unit) {
        assertEquals(unit, SystemdUnit.in(cgroup.replace(';', '\n').getBytes(StandardCharsets.UTF_8)));
    }
}
