package org.paralux.qa.simulate.query;

import java.math.BigDecimal;
import java.util.List;
import org.paralux.qa.simulate.field.FieldTable;
import org.paralux.qa.simulate.jobs.Job;
import tools.jackson.databind.JsonNode;

/** The jobs: chosen by id, where one that does not exist gives an empty row. */
final class JobResource extends Resource<JobRow> {
    private final FieldTable<JobRow> fields = JobRow.fields();

    JobResource() {
        super("job", "Job", "id");
    }

    @Override
    FieldTable<JobRow> fields() {
        return fields;
    }

    @Override
    List<JobRow> all(View view, List<String> touched) {
        List<Job> jobs =
                touched.contains("archived") ? view.jobs().all() : view.jobs().current();
        return jobs.stream().map(job -> new JobRow(job.id(), job)).toList();
    }

    @Override
    List<JobRow> named(View view, JsonNode name) {
        long id = name.asDecimal(BigDecimal.ZERO).longValue();
        return List.of(new JobRow(id, view.jobs().find(id).orElse(null)));
    }
}
