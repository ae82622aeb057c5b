package org.paralux.qa.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.paralux.qa.finding.Baseline;
import org.paralux.qa.finding.Finding;

/**
 * A report as JUnit XML, as build servers read it: a test case for each cell of the catalogue that was tried or not, and
 * one for each finding, which fails unless it is accepted.
 */
public final class JUnitXml {
    private static final String SUITE = "paralux qa";

    private final QaReport report;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JUnitXml(QaReport report) throws XMLStreamException {
        this.report = report;
        xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    public static String of(QaReport report) {
        try {
            return new JUnitXml(report).written();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
    }

    private String written() throws XMLStreamException {
        List<CellCounts> cells = CellCounts.byCell(report.result());
        long skipped = cells.stream().filter(JUnitXml::isSkipped).count()
                + report.result().findings().size()
                - report.notAccepted().size();
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuite");
        attribute("name", SUITE);
        attribute(
                "tests",
                String.valueOf(cells.size() + report.result().findings().size()));
        attribute("failures", String.valueOf(report.notAccepted().size()));
        attribute("skipped", String.valueOf(skipped));
        attribute("errors", report.result().stopped() == null ? "0" : "1");
        attribute("time", seconds());
        line();
        for (CellCounts cell : cells) {
            writeCell(cell);
        }
        for (Finding finding : report.result().findings()) {
            writeFinding(finding);
        }
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
        xml.close();
        return text.toString();
    }

    private static boolean isSkipped(CellCounts cell) {
        return cell.tried() == 0;
    }

    private void writeCell(CellCounts cell) throws XMLStreamException {
        begin(cell.subject(), cell.aspect() + " " + (cell.tried() + cell.notTried()) + " cases");
        if (isSkipped(cell)) {
            xml.writeEmptyElement("skipped");
            attribute("message", "not tried: " + cell.whyNot());
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters("tried " + cell.tried() + ", same " + cell.same() + ", different " + cell.different()
                    + ", undecided " + cell.undecided()
                    + (cell.notTried() == 0 ? "" : ", not tried " + cell.notTried() + ": " + cell.whyNot()));
            xml.writeEndElement();
        }
        end();
    }

    private void writeFinding(Finding finding) throws XMLStreamException {
        begin("finding", finding.key().text());
        if (report.standing(finding) == Baseline.Standing.ACCEPTED) {
            xml.writeEmptyElement("skipped");
            attribute("message", "accepted");
        } else {
            xml.writeStartElement("failure");
            attribute("type", finding.key().cause());
            attribute("message", finding.symptom().meaning());
            xml.writeCharacters(printable(
                    "request " + finding.request() + "\nat " + finding.symptom().path()
                            + "\nprimary " + finding.symptom().primary() + "\ncandidate "
                            + finding.symptom().candidate() + "\n"
                            + (finding.rulings().text().isEmpty()
                                    ? ""
                                    : "files " + finding.rulings().text() + "\n")));
            xml.writeEndElement();
        }
        end();
    }

    private void begin(String className, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", SUITE + "." + className);
        attribute("name", name);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
        line();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** XML takes no control characters and no lone surrogates, whatever the daemons say. */
    private static String printable(String value) {
        return value.codePoints()
                .map(c -> (c >= ' ' && c < 0xd800) || c == '\n' || c == '\t' || (c > 0xdfff && c < 0xfffe) || c > 0xffff
                        ? c
                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.3f", report.result().took().toMillis() / 1000.0);
    }
}
