package org.paralux.qa.catalogue;

/**
 * A part of what can be asked, by which a run tells what it tried.
 *
 * @param subject a method and its resource, such as {@code Query/node}
 * @param aspect what is varied, such as {@code one field}
 */
public record Cell(String subject, String aspect) {}
