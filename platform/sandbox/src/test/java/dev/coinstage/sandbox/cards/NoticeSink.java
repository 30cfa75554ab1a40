package dev.coinstage.sandbox.cards;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop that notices are sent to. */
public final class NoticeSink implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "whsec_of_the_test";
    static final String API_KEY = "sk_of_the_test";

    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();

    private HttpServer server;

    record Call(String signature, String body) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", NoticeSink::take);
        server.start();
        return Map.of(
                "coinstage.sandbox.cards.notice-url",
                "http://localhost:" + server.getAddress().getPort() + "/notices",
                "coinstage.sandbox.cards.notice-secret",
                SECRET,
                "coinstage.sandbox.cards.api-key",
                API_KEY,
                "coinstage.sandbox.cards.retry-after",
                "50ms");
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CALLS.add(new Call(exchange.getRequestHeaders().getFirst("Stripe-Signature"), body));
            exchange.sendResponseHeaders(REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 204, -1);
        }
    }

    /** Answers the next notices with 503. */
    static void refuse(int times) {
        REFUSALS.set(times);
    }

    /** What was told of that payment. */
    static List<Call> calls(String payment) {
        return CALLS.stream().filter(call -> call.body().contains(payment)).toList();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
