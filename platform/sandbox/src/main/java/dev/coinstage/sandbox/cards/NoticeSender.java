package dev.coinstage.sandbox.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.sandbox.cards.CardBook.Notice;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** Tells the shop, signed as Stripe signs, until each notice is answered with 2xx. */
@Startup
@ApplicationScoped
class NoticeSender {

    private static final Logger LOG = Logger.getLogger(NoticeSender.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final CardBook book;
    private final CardsConfig config;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST_CALL).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "card-notices");
        daemon.setDaemon(true);
        return daemon;
    });

    NoticeSender(CardBook book, CardsConfig config, Clock clock, ObjectMapper json) {
        this.book = book;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    @PostConstruct
    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            config.noticeUrl().ifPresent(url -> book.untold().forEach(notice -> tell(url, notice)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "notices could not be sent");
        }
    }

    private void tell(URI url, Notice notice) {
        if (notBefore.getOrDefault(notice.id(), Instant.MIN).isAfter(clock.instant())) {
            return;
        }
        if (isTaken(url, notice)) {
            notBefore.remove(notice.id());
            book.told(notice);
        } else {
            notBefore.put(notice.id(), clock.instant().plus(config.retryAfter()));
        }
    }

    private boolean isTaken(URI url, Notice notice) {
        try {
            var body = json.writeValueAsString(Map.of(
                    "id", notice.id(),
                    "object", "event",
                    "type", notice.type(),
                    "created", clock.instant().getEpochSecond(),
                    "livemode", false,
                    "data", Map.of("object", notice.object())));
            var request = HttpRequest.newBuilder(url)
                    .timeout(LONGEST_CALL)
                    .header("Content-Type", "application/json")
                    .header("Stripe-Signature", signature(body))
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

    /** The time is signed too, so that an old notice cannot be sent again. */
    private String signature(String body) {
        var time = clock.instant().getEpochSecond();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(config.noticeSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
