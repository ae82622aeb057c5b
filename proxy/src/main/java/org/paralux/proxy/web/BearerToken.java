package org.paralux.proxy.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token in a file, which is read each time, so that it can be replaced; without a file nothing fits. */
record BearerToken(@Nullable Path file) {
    private static final Logger LOGGER = LoggerFactory.getLogger(BearerToken.class);
    private static final String SCHEME = "Bearer ";

    boolean fits(HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.startsWith(SCHEME)) {
            return false;
        }
        return expected()
                .filter(token -> MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private Optional<String> expected() {
        Path path = file;
        if (path == null) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.findFirst().map(String::strip).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("file", path).setCause(e).log("cannot read the token for metrics");
            return Optional.empty();
        }
    }
}
