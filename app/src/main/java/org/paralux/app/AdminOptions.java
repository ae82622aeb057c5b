package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminClient;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which running proxy a command is about. */
final class AdminOptions {
    @Option(names = "--admin", paramLabel = "PATH", description = "The admin socket; DIR/admin.sock if not given.")
    private @Nullable Path admin;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/paralux",
            description = "The proxy's state folder (${DEFAULT-VALUE}).")
    private Path stateDir;

    private Path socket() {
        return admin != null ? admin : StateDir.require(stateDir).resolve("admin.sock");
    }

    /** A page of its admin socket. */
    JsonNode get(String page) throws IOException {
        return LuxiJson.MAPPER.readTree(AdminClient.get(socket(), page));
    }

    /** Asks for something to be done. */
    JsonNode post(String verb, JsonNode body) throws IOException {
        return LuxiJson.MAPPER.readTree(AdminClient.post(socket(), verb, body.toString()));
    }
}
