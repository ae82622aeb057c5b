package org.paralux.qa.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that two daemons can be asked, as a stream that is made while it is taken: what is told most by is first, and what is
 * most of is last. The same vocabulary and seed give the same cases in the same order.
 */
public final class Catalogue {
    private final Vocabulary vocabulary;
    private final long seed;
    private final Duration idle;

    /** @param idle how long to say nothing on a connection, to see who closes it; zero for not at all */
    public Catalogue(Vocabulary vocabulary, long seed, Duration idle) {
        this.vocabulary = vocabulary;
        this.seed = seed;
        this.idle = idle;
    }

    /** All cases; those that cost a call to every node or a look into every job come last. */
    public Stream<Case> cases() {
        return Stream.concat(
                chapters().filter(Predicate.not(Case::isCostly)), chapters().filter(Case::isCostly));
    }

    private Stream<Case> chapters() {
        List<ResourceWords> served = vocabulary.served();
        Stream<Chapter> chapters = Stream.of(
                        Stream.of(new ClusterChapter(vocabulary)),
                        served.stream().map(words -> new FieldChapter(words, seed)),
                        served.stream().map(NameChapter::new),
                        served.stream().flatMap(ClassicChapter::of),
                        Stream.of(new ErrorChapter(), new WireChapter(idle)),
                        served.stream().map(FilterChapter::new))
                .flatMap(Function.identity());
        return chapters.flatMap(Chapter::cases);
    }

    /** Those of the cases that are well-formed queries. */
    public Stream<Case.Question> queries() {
        return cases().filter(Case.Question.class::isInstance)
                .map(Case.Question.class::cast)
                .filter(question -> question.request().query() != null);
    }

    /** What the catalogue leaves out, and why, one line each. */
    public List<String> leftOut() {
        Stream<String> unserved = vocabulary.resources().stream()
                .filter(Predicate.not(ResourceWords::isServed))
                .map(words -> words.resource() + ": neither daemon tells a field of it");
        return Stream.of(
                        Stream.of(
                                "lock: stays with the primary for ever",
                                "commands and waits: change something or hold a worker; job submission only with --with-jobs",
                                "filters on all but the first two of fields with an index: as those two"),
                        idle.isZero()
                                ? Stream.of("idle limits: only with --idle, as they take minutes")
                                : Stream.<String>of(),
                        unserved)
                .flatMap(Function.identity())
                .toList();
    }
}
