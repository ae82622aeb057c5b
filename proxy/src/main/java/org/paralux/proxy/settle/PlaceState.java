package org.paralux.proxy.settle;

/** What is known of one place that differed at the first look. */
sealed interface PlaceState {
    /** Not certain yet. */
    record Open() implements PlaceState {}

    /** The shadow came to show what the primary shows, as writes explain. */
    record Lagged(LagInterval interval) implements PlaceState {}

    /** The primary's own answer changed there, and the shadow's was one of those in between. */
    record Moved() implements PlaceState {}

    /** Both stay with what they show, long enough, and nobody wrote there. */
    record Divergent() implements PlaceState {}

    /** It came and went, and no write explains it. */
    record Flapping() implements PlaceState {}
}
