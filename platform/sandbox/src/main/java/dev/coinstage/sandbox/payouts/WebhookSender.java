package dev.coinstage.sandbox.payouts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Moves payouts on and tells the platform, one webhook after the other, each until it is answered with 2xx. */
@Startup
@ApplicationScoped
class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final PayoutBook book;
    private final PayoutsConfig config;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST_CALL).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "payout-webhooks");
        daemon.setDaemon(true);
        return daemon;
    });

    WebhookSender(PayoutBook book, PayoutsConfig config, Clock clock, ObjectMapper json) {
        this.book = book;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /** When a webhook that failed is due again. */
    private record Waiting(Instant until, Duration pause) {}

    @PostConstruct
    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            book.moveOn();
            config.webhookUrl().ifPresent(this::sendAll);
        } catch (RuntimeException e) {
            LOG.errorf(e, "webhooks could not be sent");
        }
    }

    private void sendAll(URI url) {
        for (var webhook : book.undelivered()) {
            var again = waiting.get(webhook.id());
            if (again != null && again.until().isAfter(clock.instant())) {
                continue;
            }
            var times = PayoutBook.shuffled(webhook) ? 2 : 1;
            if (sent(url, webhook, times)) {
                waiting.remove(webhook.id());
                book.delivered(webhook);
            } else {
                var pause = again == null ? config.retryAfter() : longer(again.pause());
                waiting.put(webhook.id(), new Waiting(clock.instant().plus(pause), pause));
            }
        }
    }

    private Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(config.retryAtMost()) > 0 ? config.retryAtMost() : twice;
    }

    private boolean sent(URI url, Webhook webhook, int times) {
        for (int time = 0; time < times; time++) {
            if (!answered(url, webhook)) {
                return false;
            }
        }
        return true;
    }

    private boolean answered(URI url, Webhook webhook) {
        try {
            var body = json.writeValueAsString(webhook);
            var request = HttpRequest.newBuilder(url)
                    .timeout(LONGEST_CALL)
                    .header("Content-Type", "application/json")
                    .header(WebhookSignature.HEADER, WebhookSignature.of(body, config.webhookSecret(), clock.instant()))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unanswered) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
