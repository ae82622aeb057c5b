package org.paralux.qa.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;

/** Puts the cases of earlier runs to the daemons of today. */
public final class CorpusReplay {
    private static final int REPEATS = 5;

    private final Pair pair;

    /** What became of a difference that was found before. */
    public enum Fate {
        FIXED,
        STILL_FAILING,
        /** The two differ, but in another way. */
        CHANGED,
        /** The file holds what is no query. */
        NOT_ASKED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', ' ');

        public String word() {
            return word;
        }
    }

    public record Result(CaseFile file, Fate fate) {}

    public CorpusReplay(Pair pair) {
        this.pair = pair;
    }

    public List<Result> replay(List<CaseFile> cases) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (CaseFile file : cases) {
            results.add(new Result(file, fate(file)));
        }
        return results;
    }

    /** One that matches is asked again, as a difference may come and go. */
    private Fate fate(CaseFile file) throws InterruptedException {
        Optional<HarmlessRequest> request = file.toRequest();
        if (request.isEmpty()) {
            return Fate.NOT_ASKED;
        }
        Fate fate = Fate.FIXED;
        for (int i = 0; i < REPEATS && fate == Fate.FIXED; i++) {
            fate = look(file, request.get());
        }
        return fate;
    }

    private Fate look(CaseFile file, HarmlessRequest request) throws InterruptedException {
        List<Symptom> symptoms = Symptom.of(request.query(), pair.ask(request).comparison());
        if (symptoms.isEmpty()) {
            return Fate.FIXED;
        }
        return symptoms.stream().anyMatch(each -> each.key().text().equals(file.finding()))
                ? Fate.STILL_FAILING
                : Fate.CHANGED;
    }
}
