package org.paralux.audit;

/** What a reader meets next: an entry, or a place where the log is damaged. After a damage the reading goes on. */
public sealed interface AuditReading permits AuditEntry, AuditDamage {}
