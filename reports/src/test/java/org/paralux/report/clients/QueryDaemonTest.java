package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.report.Release;

class QueryDaemonTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "QueryClusterInfo, 2.7",
                "QueryTags/node, 2.7",
                "QueryTags, 2.7",
                "QueryTags/network, 2.10",
                "QueryNodes/node/live, 2.7",
                "QueryGroups/group, 2.7",
                "QueryJobs/job, 2.7",
                "Query/node/live, 2.7",
                "Query/group, 2.7",
                "QueryFields/job, 2.7",
                "QueryNetworks/network, 2.8",
                "Query/network, 2.8",
                "QueryFields/export, 2.8",
                "Query/export/live, 2.8",
                "QueryInstances/instance/live, 2.11",
                "Query/instance, 2.11",
                "QueryFields/instance, 2.11",
                "QueryConfigValues, 2.11",
                "QueryExports/export/live, 2.12",
                "QueryFilters/filter, 2.13",
                "Query/filter, 2.13",
                "Query/cluster, -",
                "Query/os/live, -",
                "QueryFields/extstorage, -",
                "Query/unknown, -",
            })
    void servesAClassFromARelease(String className, @Nullable String release) {
        assertEquals(
                release,
                QueryDaemon.servedFrom(Asked.of(className))
                        .map(Release::toString)
                        .orElse(null));
    }
}
