package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.report.Release;

class HintsTest {
    private static final String SOCKET = "/run/ganeti/socket/ganeti-query";
    private static final List<Release> RELEASES = List.of(
            new Release(2, 7),
            new Release(2, 8),
            new Release(2, 9),
            new Release(2, 10),
            new Release(2, 11),
            new Release(2, 12),
            new Release(2, 17),
            new Release(3, 0),
            new Release(3, 1));

    private static @Nullable Release release(@Nullable String text) {
        return text == null ? null : Release.in(text).orElseThrow();
    }

    /** One line for each row of the table: who in which release is told what. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GNT, 2.7, gnt-2.7, --enable-split-query",
                "GNT, 2.8, gnt-2.8, FORCE_LUXI_SOCKET=query",
                "GNT, 2.10, gnt-2.8, FORCE_LUXI_SOCKET=query",
                "GNT, 2.11, gnt-2.11, FORCE_LUXI_SOCKET=master",
                "GNT, 2.12, gnt-2.12, one socket",
                "GNT, 3.1, gnt-2.12, one socket",
                "GNT, -, gnt, 2.8 to 2.11",
                "RAPI, 2.7, rapi-2.7, rapi-daemon.log",
                "RAPI, 2.10, rapi-2.7, rapi-daemon.log",
                "RAPI, 2.11, rapi-2.11, rapi-daemon.log",
                "RAPI, 3.0, rapi-2.12, one socket",
                "RAPI, -, rapi, rapi-daemon.log",
                "WATCHER, 2.9, watcher-2.7, Leave it",
                "WATCHER, 2.11, watcher-2.11, until 2.12",
                "WATCHER, 2.12, watcher-2.12, one socket",
                "WATCHER, -, watcher, up to 2.10",
                "HTOOLS, 2.7, htools-2.7, until 2.11",
                "HTOOLS, 2.10, htools-2.7, until 2.11",
                "HTOOLS, 2.11, htools-2.11, Give it -L /run/ganeti/socket/ganeti-query",
                "HTOOLS, 2.12, htools-2.12, Remove its -L PATH",
                "HTOOLS, -, htools, From 2.11 on give it -L /run/ganeti/socket/ganeti-query",
                "LUXID, 2.11, luxid, Leave it",
                "LUXID, -, luxid, Leave it",
                "MONITORING, 2.7, monitoring-2.7, /run/ganeti/socket/ganeti-query",
                "MONITORING, 2.11, monitoring-2.7, /run/ganeti/socket/ganeti-query",
                "MONITORING, 2.12, monitoring-2.12, one socket",
                "MONITORING, -, monitoring, /run/ganeti/socket/ganeti-query",
                "PYTHON, 2.7, python-2.7, luxi.Client(address=pathutils.QUERY_SOCKET)",
                "PYTHON, 2.8, python-2.8, luxi.Client(address=pathutils.QUERY_SOCKET)",
                "PYTHON, 2.11, python-2.11, GetClient(query=True)",
                "PYTHON, 2.12, python-2.12, Remove the address",
                "PYTHON, -, python, from 2.7 on",
                "RAW, 2.10, raw-2.7, Connect to /run/ganeti/socket/ganeti-query",
                "RAW, 2.11, raw-2.11, Connect to /run/ganeti/socket/ganeti-query",
                "RAW, 3.0, raw-2.12, one socket",
                "RAW, -, raw, Connect to /run/ganeti/socket/ganeti-query",
                "CONTAINER, 2.8, container, container",
                "CONTAINER, -, container, container",
                "UNKNOWN, 2.8, unknown, sample times",
                "UNKNOWN, -, unknown, sample times",
            })
    void saysWhatToChange(ClientKind kind, @Nullable String release, String id, String words) {
        Hint hint = Hints.of(kind, release(release), SOCKET);
        assertEquals(id, hint.id());
        assertTrue(hint.summary().contains(words), hint::summary);
        assertFalse((hint.summary() + hint.detail()).contains("{"), hint::toString);
    }

    @Test
    void everyRowIsReachedAndHasAnIdOfItsOwn() {
        Set<String> reached = new HashSet<>();
        for (ClientKind kind : ClientKind.values()) {
            RELEASES.forEach(
                    release -> reached.add(Hints.of(kind, release, SOCKET).id()));
            reached.add(Hints.of(kind, null, SOCKET).id());
        }
        List<String> all = Arrays.stream(ClientKind.values())
                .flatMap(Hints::rows)
                .map(Hints.Row::id)
                .toList();
        assertEquals(new HashSet<>(all), reached);
        assertEquals(all.size(), reached.size(), "two rows share an id");
    }

    @ParameterizedTest
    @EnumSource
    void exactlyOneRowHoldsForEachRelease(ClientKind kind) {
        for (Release release : RELEASES) {
            long holding = Hints.rows(kind)
                    .filter(row -> row.releases() != null && row.releases().contains(release))
                    .count();
            assertEquals(1, holding, () -> kind + " in " + release);
        }
    }

    /** The variable is read in 2.8 to 2.11 alone, so nobody else may be told to set it. */
    @ParameterizedTest
    @EnumSource
    void adviceToSetTheVariableIsOnlyForReleasesThatReadIt(ClientKind kind) {
        for (Release release : RELEASES) {
            Hint hint = Hints.of(kind, release, SOCKET);
            boolean readsIt = release.compareTo(new Release(2, 8)) >= 0 && release.compareTo(new Release(2, 11)) <= 0;
            assertTrue(readsIt || !(hint.summary() + hint.detail()).contains("FORCE_LUXI_SOCKET="), hint::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingMovesBeforeThereIsAQuerySocket(ClientKind kind) {
        assertEquals(
                "no-query-socket", Hints.of(kind, new Release(2, 6), SOCKET).id());
    }
}
