package dev.coinstage.sandbox.payouts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The platform that webhooks are sent to. */
public final class WebhookSink implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "whsec-test";

    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final Map<String, AtomicInteger> REFUSALS = new ConcurrentHashMap<>();

    private HttpServer server;

    record Call(String signature, String body) {

        String eventId() {
            return JsonPath.from(body).getString("id");
        }

        String type() {
            return JsonPath.from(body).getString("type");
        }

        String reference() {
            return JsonPath.from(body).getString("data.reference");
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", WebhookSink::take);
        server.start();
        return Map.of(
                "coinstage.sandbox.payouts.webhook-url",
                "http://localhost:" + server.getAddress().getPort() + "/webhooks",
                "coinstage.sandbox.payouts.webhook-secret",
                SECRET,
                "coinstage.sandbox.payouts.api-key",
                "key-test",
                "coinstage.sandbox.payouts.step",
                "20ms",
                "coinstage.sandbox.payouts.delay",
                "10h",
                "coinstage.sandbox.payouts.retry-after",
                "50ms");
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = new Call(exchange.getRequestHeaders().getFirst("Provider-Signature"), body);
            CALLS.add(call);
            var left = REFUSALS.get(call.reference());
            exchange.sendResponseHeaders(left != null && left.getAndDecrement() > 0 ? 503 : 204, -1);
        }
    }

    /** Answers the next webhooks of that reference with 503. */
    static void refuse(String reference, int times) {
        REFUSALS.put(reference, new AtomicInteger(times));
    }

    static List<Call> calls(String reference) {
        return CALLS.stream().filter(call -> reference.equals(call.reference())).toList();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
