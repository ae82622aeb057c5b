package org.paralux.luxi;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;

/** What it costs to tell what a request is, beside looking at its tokens alone and beside a tree of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LuxiRequestBench {
    @Param({"query", "filtered", "submit-job", "many-names"})
    public String request;

    private Payload payload = Payload.of("");

    @Setup
    public void make() {
        payload = Payload.of(
                switch (request) {
                    case "query" ->
                        "{\"method\": \"Query\", \"args\": [\"node\", [\"name\", \"dtotal\", \"dfree\", \"mtotal\","
                                + " \"mnode\", \"mfree\", \"pinst_cnt\", \"sinst_cnt\"], null], \"version\": 2070000}";
                    case "filtered" ->
                        "{\"method\": \"Query\", \"args\": [\"instance\", [\"name\", \"status\", \"oper_ram\"],"
                                + " [\"|\", [\"=\", \"name\", \"inst1.example.com\"], [\"=\", \"name\","
                                + " \"inst2.example.com\"], [\"&\", [\"?\", \"admin_up\"], [\">\", \"oper_ram\", 512]]]],"
                                + " \"version\": 2070000}";
                    case "submit-job" ->
                        "{\"method\": \"SubmitJob\", \"args\": [["
                                + "{\"OP_ID\": \"OP_INSTANCE_SET_PARAMS\", \"instance_name\": \"inst1.example.com\","
                                + " \"hvparams\": {\"serial_console\": true}, \"osparams\": {\"key\": \""
                                + "v".repeat(2000) + "\"}}"
                                + "]], \"version\": 2070000}";
                    default ->
                        "{\"method\": \"QueryInstances\", \"args\": [[\"inst.example.com\""
                                + ", \"inst.example.com\"".repeat(2000) + "], [\"name\", \"status\"], false]}";
                });
    }

    @Benchmark
    public LuxiRequest whatItIs() {
        return LuxiRequest.in(payload);
    }

    @Benchmark
    public long tokensAlone() {
        long sum = 0;
        try (JsonParser parser = LuxiJson.parser(payload)) {
            while (parser.nextToken() != null) {
                sum++;
            }
        }
        return sum;
    }

    @Benchmark
    public Object tree() {
        return LuxiJson.MAPPER.readTree(payload.unsafeBytes());
    }
}
