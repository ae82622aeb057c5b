package org.paralux.report.clients;

/**
 * What to change so that a client's queries go elsewhere.
 *
 * @param id stable name of the advice, for machines
 * @param summary what to do, in one line
 * @param detail how, and what to mind
 */
public record Hint(String id, String summary, String detail) {}
