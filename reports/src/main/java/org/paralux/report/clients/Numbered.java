package org.paralux.report.clients;

import java.util.ArrayList;
import java.util.List;

/**
 * A client with the number it has on a page, by which the overview leads to the details.
 *
 * @param number from 1
 */
record Numbered(int number, ClientRow client) {

    /** The clients of a report that have sent queries, in its order. */
    static List<Numbered> of(ClientsReport report) {
        List<Numbered> numbered = new ArrayList<>();
        for (ClientRow client : report.clients()) {
            if (client.standing() != Standing.NO_QUERIES) {
                numbered.add(new Numbered(numbered.size() + 1, client));
            }
        }
        return List.copyOf(numbered);
    }

    String title() {
        return number + ". " + client.who().label();
    }
}
