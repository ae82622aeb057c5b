package org.paralux.proxy.notify;

import java.time.Instant;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message to a person.
 *
 * @param event what kind of thing happened
 * @param about tells two of a kind apart, so that each is told once
 * @param clientsAffected whether those who ask the primary notice
 * @param since when it began
 * @param sentence what happened
 * @param firstCommand what to run first
 * @param undoCommand what takes the proxy away
 * @param canWait whether it can wait until morning
 */
public record Notice(
        String event,
        String about,
        boolean clientsAffected,
        Instant since,
        String sentence,
        String firstCommand,
        String undoCommand,
        boolean canWait) {

    /** What makes it the same as another. */
    record Subject(String event, String about) {}

    Subject subject() {
        return new Subject(event, about);
    }

    /**
     * As it is sent.
     *
     * @param untold how many others were held back since the last
     */
    String toJson(String cluster, long untold) {
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        json.put("version", 1);
        json.put("text", text(cluster));
        json.put("cluster", cluster);
        json.put("event", event);
        json.put("about", about);
        json.put("clientsAffected", clientsAffected);
        json.put("since", since.toString());
        json.put("sentence", sentence);
        json.put("firstCommand", firstCommand);
        json.put("undoCommand", undoCommand);
        json.put("canWait", canWait);
        json.put("untold", untold);
        return json.toString();
    }

    private String text(String cluster) {
        return "Paralux" + (cluster.isEmpty() ? "" : " on " + cluster) + ": " + sentence + " Clients affected: "
                + yes(clientsAffected) + ". Since " + since + ". Run first: " + firstCommand + ". Undo: " + undoCommand
                + ". Can wait until morning: " + yes(canWait) + ".";
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
