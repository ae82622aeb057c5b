package org.paralux.report.readiness;

/**
 * One thing that a GO needs.
 *
 * @param name what is asked
 * @param open whether it is met
 * @param found what there is
 * @param wanted what there must be
 */
public record Gate(String name, boolean open, String found, String wanted) {}
