package org.paralux.proxy.identity;

/**
 * How many connections were identified so far, by grade.
 *
 * @param overflowed those among them that found a queue full, so were graded partial
 */
public record IdentityCounts(long full, long partial, long gone, long overflowed) {}
