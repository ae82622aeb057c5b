package org.paralux.report.log;

/** Is told how far the reading has come. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, all) -> {};

    /** So many bytes of all are read, as they lie on the disk. */
    void at(long done, long all);
}
