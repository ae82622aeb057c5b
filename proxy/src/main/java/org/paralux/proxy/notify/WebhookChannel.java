package org.paralux.proxy.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts the notice as JSON. */
public final class WebhookChannel implements NoticeChannel {
    private static final int REDIRECTION = 300;
    private static final int SUCCESS = 200;

    private final URI url;
    private final Duration timeLimit;
    private final HttpClient client;

    public WebhookChannel(URI url, Duration timeLimit) {
        this.url = url;
        this.timeLimit = timeLimit;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeLimit)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public void send(String json) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(url)
                        .timeout(timeLimit)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() < SUCCESS || answer.statusCode() >= REDIRECTION) {
            throw new IOException(url.getHost() + " answered " + answer.statusCode() + " (expected: 2xx)");
        }
    }
}
