package dev.coinstage.local.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * As much of a browser as a login page needs: it keeps cookies and posts forms, and leaves redirects to its caller. It talks
 * to one site only, so a cookie's attributes do not matter.
 */
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(HttpClient http) {
        this.http = http;
    }

    HttpResponse<String> get(URI address) throws InterruptedException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    HttpResponse<String> post(URI address, Map<String, String> fields) throws InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0].trim(), pair.length > 1 ? pair[1].trim() : "");
    }
}
