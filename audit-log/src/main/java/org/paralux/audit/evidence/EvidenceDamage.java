package org.paralux.audit.evidence;

/**
 * A piece of evidence that cannot be read.
 *
 * @param file the name of the file
 * @param what what is wrong with it, in one line without its content
 */
public record EvidenceDamage(String file, String what) implements EvidenceReading {
    @Override
    public String toString() {
        return file + ": " + what;
    }
}
