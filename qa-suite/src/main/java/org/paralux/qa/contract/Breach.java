package org.paralux.qa.contract;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the protocol that one reply breaks.
 *
 * @param rule in a few words, the same for each breach of it
 * @param field null where it is about the whole reply
 * @param found what was there instead
 */
public record Breach(String rule, @Nullable String field, String found) {}
