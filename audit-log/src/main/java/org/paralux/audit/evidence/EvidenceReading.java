package org.paralux.audit.evidence;

/** What reading one record of the folder gives. */
public sealed interface EvidenceReading permits StoredEvidence, EvidenceDamage {}
