package org.paralux.proxy.shadow;

import java.time.InstantSource;
import org.paralux.audit.AuditSink;
import org.paralux.audit.evidence.EvidenceStore;

/** Where outcomes are written. */
public record OutcomeSinks(AuditSink audit, EvidenceStore evidence, InstantSource wallClock) {}
