/**
 * Both payloads of the trials that are no match, so that a verdict can be looked at, and made again by other rules.
 * {@link org.paralux.audit.evidence.Evidence} goes in, and comes out with the secrets in it replaced by tokens.
 *
 * <p>Start with {@link org.paralux.audit.evidence.EvidenceStore}, which writes; {@link
 * org.paralux.audit.evidence.EvidenceReader} reads. What is replaced is at {@link
 * org.paralux.audit.evidence.Redaction}, the files are at {@link org.paralux.audit.evidence.EvidenceFolder}.
 */
@NullMarked
package org.paralux.audit.evidence;

import org.jspecify.annotations.NullMarked;
