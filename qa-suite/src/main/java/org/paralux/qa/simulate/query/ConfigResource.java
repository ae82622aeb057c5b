package org.paralux.qa.simulate.query;

import java.util.List;
import java.util.function.Function;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ConfigObject;
import tools.jackson.databind.JsonNode;

/** A resource whose rows are objects of the configuration: nodes, groups, instances, networks. */
final class ConfigResource<T extends ConfigObject> extends Resource<ConfigRow<T>> {
    private final FieldTable<ConfigRow<T>> fields;
    private final Function<ClusterImage, List<T>> objects;

    ConfigResource(
            String wireName,
            String objectWord,
            FieldTable<ConfigRow<T>> fields,
            Function<ClusterImage, List<T>> objects) {
        super(wireName, objectWord, "name");
        this.fields = fields;
        this.objects = objects;
    }

    @Override
    FieldTable<ConfigRow<T>> fields() {
        return fields;
    }

    @Override
    List<ConfigRow<T>> all(View view, List<String> touched) {
        return objects.apply(view.image()).stream()
                .map(object -> new ConfigRow<>(view, object))
                .toList();
    }

    @Override
    List<ConfigRow<T>> named(View view, JsonNode name) {
        return find(view, name.asString("")).stream()
                .map(object -> new ConfigRow<>(view, object))
                .toList();
    }

    /** The object of that name or UUID, or the only one with that short name. */
    List<T> find(View view, String name) {
        List<T> all = objects.apply(view.image());
        List<T> exact = all.stream()
                .filter(object -> object.name().equals(name) || object.uuid().equals(name))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        List<T> shortened = all.stream()
                .filter(object -> view.rules().isShortFor(name, object))
                .toList();
        return shortened.size() == 1 ? shortened : List.of();
    }
}
