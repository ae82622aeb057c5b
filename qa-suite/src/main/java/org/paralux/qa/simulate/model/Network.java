package org.paralux.qa.simulate.model;

import tools.jackson.databind.JsonNode;

/** An address pool. A reservation map is a text of one {@code 0} or {@code 1} an address. */
public record Network(JsonNode tree) implements ConfigObject {
    public String reservations() {
        return text("reservations");
    }

    public String externalReservations() {
        return text("ext_reservations");
    }
}
