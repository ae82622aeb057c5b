package org.paralux.audit.evidence;

/**
 * Evidence as it was kept: with tokens in place of secrets.
 *
 * @param id by which outcomes refer to it
 */
public record StoredEvidence(String id, Evidence evidence) implements EvidenceReading {}
