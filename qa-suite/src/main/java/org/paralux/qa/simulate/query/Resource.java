package org.paralux.qa.simulate.query;

import java.util.List;
import org.paralux.qa.simulate.field.FieldTable;
import tools.jackson.databind.JsonNode;

/**
 * Something that can be asked for, with rows of type {@code R}.
 *
 * <p>Immutable: rows bring along what they are read from.
 */
abstract sealed class Resource<R>
        permits ClusterResource,
                ConfigResource,
                ExportResource,
                ExtStorageResource,
                FilterResource,
                JobResource,
                LockResource,
                OsResource {
    private final String wireName;
    private final String objectWord;
    private final String nameField;

    Resource(String wireName, String objectWord, String nameField) {
        this.wireName = wireName;
        this.objectWord = objectWord;
        this.nameField = nameField;
    }

    final String wireName() {
        return wireName;
    }

    /** What one row is called in an error. */
    final String objectWord() {
        return objectWord;
    }

    /** The field by which rows are chosen when a filter asks for nothing else. */
    final String nameField() {
        return nameField;
    }

    abstract FieldTable<R> fields();

    /**
     * All rows, in the order of an answer.
     *
     * @param touched the fields that are asked for or filtered by
     */
    abstract List<R> all(View view, List<String> touched);

    /** The rows of that name, in whatever form it has; empty when nothing is called so. */
    abstract List<R> named(View view, JsonNode name);

    /** Refuses a filter that this resource does not take, whatever the language says. */
    void check(View view, JsonNode filter) {}
}
