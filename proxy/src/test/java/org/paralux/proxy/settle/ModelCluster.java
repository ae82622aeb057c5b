package org.paralux.proxy.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.paralux.luxi.Payload;

/**
 * A cluster whose instances are written to at random times, as two daemons show it: the primary at once, the shadow after
 * a lag of each write's own. A state is known for every moment, so that the truth can be asked for.
 */
final class ModelCluster {
    static final long MILLIS = 1_000_000;
    private static final long END = 150_000 * MILLIS;
    private static final long LONGEST_LAG = 17_000 * MILLIS;

    /** One change of the configuration, and when the shadow reads it. */
    record Change(long at, long seenAt, String instance) {}

    /** An instance: what is asked about it. */
    record Instance(int memory, int serial) {}

    private final Random random;
    private final boolean asksSerial;
    private final List<Change> changes = new ArrayList<>();

    /** The configuration from a time on. */
    private final TreeMap<Long, Map<String, Instance>> states = new TreeMap<>();

    /** From when on the shadow shows the configuration of when. */
    private final TreeMap<Long, Long> reloads = new TreeMap<>();

    ModelCluster(Random random) {
        this.random = random;
        this.asksSerial = random.nextBoolean();
        TreeMap<String, Instance> instances = new TreeMap<>();
        int count = 4 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            instances.put("inst%02d.example.com".formatted(i), new Instance(1000 + i, 1));
        }
        states.put(Long.MIN_VALUE, Map.copyOf(instances));
        reloads.put(Long.MIN_VALUE, Long.MIN_VALUE);
        long pause = (long) (20 * Math.pow(1500, random.nextDouble()) * MILLIS);
        int memory = 5000;
        for (long at = 0; at < END; at += 1 + (long) (random.nextDouble() * 2 * pause)) {
            List<String> names = List.copyOf(instances.keySet());
            String name = names.get(random.nextInt(names.size()));
            boolean removed = instances.size() > 3 && random.nextInt(8) == 0;
            if (removed) {
                instances.remove(name);
            } else if (random.nextInt(8) == 0) {
                name = "new%05d.example.com".formatted(memory);
                instances.put(name, new Instance(memory++, 1));
            } else {
                Instance old = instances.get(name);
                instances.put(name, new Instance(memory++, old == null ? 1 : old.serial() + 1));
            }
            states.put(at, Map.copyOf(instances));
            long seenAt = at + lag();
            changes.add(new Change(at, seenAt, name));
            reloads.merge(seenAt, seenAt, Math::max);
        }
    }

    /** Mostly at once, sometimes within a second, rarely only by the check that comes every 17 s. */
    private long lag() {
        return switch (random.nextInt(10)) {
            case 0 -> (long) (random.nextDouble() * LONGEST_LAG);
            case 1, 2, 3 -> (long) (random.nextDouble() * 1000 * MILLIS);
            default -> (long) (random.nextDouble() * 20 * MILLIS);
        };
    }

    List<Change> changesBetween(long after, long until) {
        return changes.stream()
                .filter(change -> change.at() > after && change.at() <= until)
                .toList();
    }

    Map<String, Instance> primaryAt(long time) {
        return states.floorEntry(time).getValue();
    }

    Map<String, Instance> shadowAt(long time) {
        return primaryAt(reloads.floorEntry(time).getValue());
    }

    /** When the shadow first shows all that the primary showed of an instance at a time. */
    long seenBy(String instance, long time) {
        long lastWrite = changes.stream()
                .filter(change -> change.instance().equals(instance) && change.at() <= time)
                .mapToLong(Change::at)
                .max()
                .orElse(Long.MIN_VALUE);
        return reloads.ceilingKey(lastWrite);
    }

    String query() {
        return "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"," + (asksSerial ? "\"serial_no\"," : "")
                + "\"be/memory\"],null]}";
    }

    Payload reply(Map<String, Instance> instances, UnaryOperator<Map<String, Instance>> flaw) {
        String rows = flaw.apply(new TreeMap<>(instances)).entrySet().stream()
                .map(row -> "[[0,\"" + row.getKey() + "\"],"
                        + (asksSerial ? "[0," + row.getValue().serial() + "]," : "") + "[0,"
                        + row.getValue().memory() + "]]")
                .collect(Collectors.joining(","));
        return Payload.of("{\"success\":true,\"result\":{\"data\":[" + rows + "],\"fields\":["
                + field("name", "text") + "," + (asksSerial ? field("serial_no", "number") + "," : "")
                + field("be/memory", "unit") + "]}}");
    }

    private static String field(String name, String kind) {
        return "{\"name\":\"" + name + "\",\"title\":\"T\",\"kind\":\"" + kind + "\",\"doc\":\"D\"}";
    }
}
