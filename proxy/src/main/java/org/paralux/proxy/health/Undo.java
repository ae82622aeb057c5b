package org.paralux.proxy.health;

/**
 * How to be rid of the proxy.
 *
 * @param command one line for a shell
 * @param effect what it does to clients, in one sentence
 */
public record Undo(String command, String effect) {}
