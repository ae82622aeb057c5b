package org.paralux.qa.arbiter;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the files say of all places of one difference. */
public record Rulings(List<Ruling> all) {
    public static final Rulings NONE = new Rulings(List.of());

    public Rulings {
        all = List.copyOf(all);
    }

    /** The one verdict on all places of which something is said; abstains where there is none, or they are not alike. */
    public Ruling.Verdict verdict() {
        List<Ruling.Verdict> said = all.stream()
                .map(Ruling::verdict)
                .filter(each -> each != Ruling.Verdict.ABSTAINS)
                .distinct()
                .toList();
        return said.size() == 1 ? said.getFirst() : Ruling.Verdict.ABSTAINS;
    }

    /** In one line, by the first place of each verdict and the number of those like it; empty where nobody was asked. */
    public String text() {
        Map<Ruling.Verdict, List<Ruling>> byVerdict = all.stream()
                .collect(Collectors.groupingBy(
                        Ruling::verdict, () -> new EnumMap<>(Ruling.Verdict.class), Collectors.toList()));
        return byVerdict.values().stream()
                .map(alike -> alike.getFirst().text()
                        + (alike.size() == 1 ? "" : ", and so in " + (alike.size() - 1) + " more places"))
                .collect(Collectors.joining("; "));
    }
}
