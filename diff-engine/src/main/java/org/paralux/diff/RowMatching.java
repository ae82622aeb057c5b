package org.paralux.diff;

/** How the rows of two replies were brought together. */
public enum RowMatching {
    /** By what names them: name, id, uuid, or node and export. */
    KEY,
    /** By their order: nothing that names them was asked for. */
    ORDER,
    /** By their content: nothing that names them was asked for, and their order does not fit. */
    BEST_MATCH
}
