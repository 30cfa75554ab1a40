package dev.coinstage.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Another service as a test scripts it: real HTTP on a free local port. It has an empty {@link #feed()}; what is not scripted is
 * answered 404. Safe for threads.
 */
public final class PeerStub implements AutoCloseable {

    private static final int ANY_PORT = 0;

    /** The newest script of a call wins. */
    private final List<Script> scripts = new CopyOnWriteArrayList<>();

    private final List<PeerRequest> requests = new CopyOnWriteArrayList<>();
    private final PeerFeed feed;
    private final int port;
    private HttpServer server;
    private ExecutorService threads;

    private PeerStub(String name) {
        this.feed = new PeerFeed(name);
        start(ANY_PORT);
        port = server.getAddress().getPort();
    }

    private record Script(String method, String pathPrefix, Function<PeerRequest, PeerReply> answer) {

        boolean fits(PeerRequest request) {
            return request.method().equals(method) && request.path().startsWith(pathPrefix);
        }
    }

    public static PeerStub started() {
        return started("peer");
    }

    /** @param name the source of its events */
    public static PeerStub started(String name) {
        return new PeerStub(name);
    }

    /** The same after {@link #stop()} and {@link #start()}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public PeerFeed feed() {
        return feed;
    }

    /** Answers such requests so from now on, before what was scripted earlier. */
    public void on(String method, String pathPrefix, Function<PeerRequest, PeerReply> answer) {
        scripts.add(0, new Script(method, pathPrefix, answer));
    }

    /** Everything but reads of the feed, in the order of arrival. */
    public List<PeerRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets scripts and requests; the feed stays, since consumers know their places in it. */
    public void reset() {
        scripts.clear();
        requests.clear();
    }

    public synchronized void start() {
        if (server == null) {
            start(port);
        }
    }

    /** Refuses connections, as a service that is down. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void start(int onPort) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), onPort), 0);
            threads = Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "peer-stub");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("a peer cannot listen on port " + onPort, e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = request(exchange);
            var isFeed = request.path().equals("/events");
            if (!isFeed) {
                requests.add(request);
            }
            var reply = scripts.stream()
                    .filter(script -> script.fits(request))
                    .findFirst()
                    .map(script -> script.answer().apply(request))
                    .orElseGet(() -> isFeed ? feed.answer(request) : PeerReply.json(404, "{\"code\":\"NOT_FOUND\"}"));
            if (reply.status() != PeerReply.DROPPED) {
                send(exchange, reply);
            }
        }
    }

    private static void send(HttpExchange exchange, PeerReply reply) throws IOException {
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", reply.status() < 400 ? "application/json" : "application/problem+json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static PeerRequest request(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        var uri = exchange.getRequestURI();
        return new PeerRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                Map.copyOf(headers),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
}
