package org.paralux.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flipkart.zjsonpatch.JsonDiff;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.jsonunit.JsonAssert;
import net.javacrumbs.jsonunit.core.Configuration;
import org.json.JSONException;
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
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.skyscreamer.jsonassert.JSONCompare;
import org.skyscreamer.jsonassert.JSONCompareMode;

/**
 * From the bytes of two replies to a verdict: ours, four public comparers of JSON, and two limits. The time is that of one
 * comparison; a benchmark's set-up prints how many bytes both replies have.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class ReplyComparisonBench {
    @Param({"100k", "10m"})
    public String size;

    @Param({"IDENTICAL", "REORDERED", "ONE_CELL", "CELLS", "PERMUTED"})
    public String way;

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonFactory factory = new JsonFactory();
    private final Comparer comparer = new Comparer(Rules.shipped());
    private final Query query = Query.in(Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\","
                    + "\"be/memory\",\"oper_state\",\"snodes\",\"oper_ram\",\"ctime\",\"hvparams\",\"status\"],null]}"))
            .orElseThrow();
    private byte[] primary = {};
    private byte[] shadow = {};
    private Payload primaryPayload = Payload.of("");
    private Payload shadowPayload = Payload.of("");

    @Setup
    public void make() {
        System.setProperty("json-unit.libraries", "jackson2");
        TwoReplies replies = TwoReplies.of(size.equals("10m") ? 10 << 20 : 100 << 10, TwoReplies.Way.valueOf(way));
        primary = replies.primary();
        shadow = replies.shadow();
        primaryPayload = Payload.wrap(primary);
        shadowPayload = Payload.wrap(shadow);
        System.out.println("bytes of both: " + (primary.length + shadow.length));
    }

    @Benchmark
    public Comparison paralux() {
        return comparer.compare(query, primaryPayload, shadowPayload);
    }

    /** What a cell of evidence costs; of the primary's reply alone. */
    @Benchmark
    public ReplyDigest paraluxDigest() {
        return ReplyDigest.of(primaryPayload);
    }

    /** The limit: are the bytes the same. */
    @Benchmark
    public int bytes() {
        return Arrays.mismatch(primary, shadow);
    }

    /** The limit of a general parser: the tokens of both, nothing kept. */
    @Benchmark
    public int jacksonTokens() throws IOException {
        return tokens(primary) - tokens(shadow);
    }

    private int tokens(byte[] document) throws IOException {
        int tokens = 0;
        try (JsonParser parser = factory.createParser(document)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Says only whether. */
    @Benchmark
    public boolean jacksonTrees() throws IOException {
        return mapper.readTree(primary).equals(mapper.readTree(shadow));
    }

    @Benchmark
    public int zjsonpatch() throws IOException {
        return JsonDiff.asJson(mapper.readTree(primary), mapper.readTree(shadow))
                .size();
    }

    @Benchmark
    public boolean jsonassert() throws JSONException {
        return JSONCompare.compareJSON(new String(primary, UTF_8), new String(shadow, UTF_8), JSONCompareMode.STRICT)
                .passed();
    }

    @Benchmark
    public boolean jsonunit() {
        try {
            JsonAssert.assertJsonEquals(new String(primary, UTF_8), new String(shadow, UTF_8), Configuration.empty());
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
