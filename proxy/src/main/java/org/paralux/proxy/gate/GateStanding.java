package org.paralux.proxy.gate;

/** How one gate stands now, without the words for it. */
public record GateStanding(GateKind kind, GateState state, GateAction action) {}
