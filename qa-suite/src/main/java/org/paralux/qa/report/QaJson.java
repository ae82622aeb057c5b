package org.paralux.qa.report;

import java.util.Locale;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.arbiter.Ruling;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.run.CaseResult;
import org.paralux.qa.run.QaResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as JSON. */
public final class QaJson {
    private QaJson() {}

    public static String of(QaReport report) {
        QaResult result = report.result();
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("primary", report.primary()).put("candidate", report.candidate());
        json.put("seed", result.seed()).put("seconds", result.took().toMillis() / 1000.0);
        json.put("complete", !result.isIncomplete()).put("stopped", result.stopped());
        ObjectNode cases = json.putObject("cases").put("tried", result.tally().tried());
        for (CaseResult each : CaseResult.values()) {
            cases.put(each.word(), result.tally().of(each));
        }
        ArrayNode findings = json.putArray("findings");
        result.findings().forEach(finding -> findings.add(finding(report, finding)));
        ArrayNode corpus = json.putArray("corpus");
        for (CorpusReplay.Result each : result.corpus()) {
            corpus.addObject()
                    .put("id", each.file().id())
                    .put("finding", each.file().finding())
                    .put("fate", each.fate().word());
        }
        ArrayNode cells = json.putArray("cells");
        CellCounts.byCell(result).forEach(cell -> cells.add(cell(cell)));
        result.leftOut().forEach(json.putArray("leftOut")::add);
        ObjectNode remarks = json.putObject("remarks");
        result.remarks().forEach(remarks::put);
        result.events().forEach(json.putArray("events")::add);
        return json.toPrettyString();
    }

    private static ObjectNode finding(QaReport report, Finding finding) {
        Symptom symptom = finding.symptom();
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("finding", finding.key().text()).put("subject", finding.key().subject());
        json.put("kind", finding.key().kind()).put("cause", finding.key().cause());
        json.put("field", finding.key().field()).put("meaning", symptom.meaning());
        json.put("standing", report.standing(finding).name().toLowerCase(Locale.ROOT));
        json.put("cases", finding.cases())
                .put("steadiness", finding.steadiness().text());
        json.put("request", finding.request()).put("probes", finding.probes());
        json.put("path", symptom.path()).put("primary", symptom.primary()).put("candidate", symptom.candidate());
        if (!finding.rulings().all().isEmpty()) {
            json.set("files", files(finding.rulings()));
        }
        finding.classes().forEach(json.putArray("classes")::add);
        finding.rows().forEach(json.putArray("rows")::add);
        return json;
    }

    /** What the files say of each place, and with which daemon they agree in all. */
    public static ObjectNode files(Rulings rulings) {
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("agreeWith", rulings.verdict().word());
        ArrayNode places = json.putArray("places");
        for (Ruling each : rulings.all()) {
            places.addObject()
                    .put("path", each.path())
                    .put("agreeWith", each.verdict().word())
                    .put("where", each.where())
                    .put("value", each.value())
                    .put("why", each.why());
        }
        return json;
    }

    private static ObjectNode cell(CellCounts cell) {
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("subject", cell.subject()).put("aspect", cell.aspect());
        for (CaseResult each : CaseResult.values()) {
            if (cell.results().containsKey(each)) {
                json.put(each.word(), cell.results().get(each));
            }
        }
        if (!cell.reasons().isEmpty()) {
            ObjectNode whyNot = json.putObject("whyNot");
            cell.reasons().forEach((why, count) -> whyNot.put(why.word(), count));
        }
        return json;
    }
}
