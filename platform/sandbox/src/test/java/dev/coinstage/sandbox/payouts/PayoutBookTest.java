package dev.coinstage.sandbox.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.sandbox.DataFolder;
import dev.coinstage.sandbox.payouts.Totals.Sum;
import dev.coinstage.sandbox.payouts.Totals.Total;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayoutBookTest {

    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private PayoutBook book;

    private record Settings() implements PayoutsConfig {
        @Override
        public String apiKey() {
            return "key";
        }

        @Override
        public Optional<URI> webhookUrl() {
            return Optional.empty();
        }

        @Override
        public String webhookSecret() {
            return "secret";
        }

        @Override
        public Duration step() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration delay() {
            return Duration.ofHours(10);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retryAtMost() {
            return Duration.ofSeconds(1);
        }
    }

    @BeforeEach
    void open() {
        book = new PayoutBook(new DataFolder(folder), STILL, new Settings());
    }

    @AfterEach
    void close() throws IOException {
        book.close();
    }

    private void restart() throws IOException {
        close();
        open();
    }

    private static PayoutRequest request(String reference, String destination) {
        return new PayoutRequest(reference, 2_000L, "USD", destination);
    }

    @Test
    void a_restart_forgets_neither_payouts_nor_keys_nor_webhooks_nor_days() throws IOException {
        var payout = book.submit("key-1", request("r1", "tok_0008")).payout();
        book.advance(1);
        book.delivered(book.undelivered().get(0));
        restart();
        assertThat(book.byReference("r1").orElseThrow().status()).isEqualTo(Status.PAID);
        assertThat(book.undelivered()).extracting(Webhook::type).containsExactly("payout.sent", "payout.paid");
        assertThat(book.submit("key-1", request("r1", "tok_0008")).replayed()).isTrue();
        assertThat(book.advance(3)).isEqualTo(Instant.parse("2026-11-28T12:00:00Z"));
        assertThat(book.byId(payout.id()).orElseThrow().returnedMinor()).isEqualTo(1_500);
        assertThat(book.totals().items())
                .containsExactly(
                        new Total("USD", new Sum(1, 2_000), new Sum(1, 2_000), new Sum(1, 1_500), new Sum(0, 0)));
    }

    @Test
    void a_payout_that_a_crash_cut_short_was_never_accepted() throws IOException {
        Files.writeString(folder.resolve(PayoutBook.FILE), "{\"fact\":\"acc", StandardOpenOption.APPEND);
        restart();
        assertThat(book.submit("key-1", request("r1", "tok_0001")).replayed()).isFalse();
        restart();
        assertThat(book.byReference("r1")).isPresent();
    }

    @Test
    void a_line_that_tells_nothing_of_payouts_stops_the_start() throws IOException {
        close();
        Files.writeString(folder.resolve(PayoutBook.FILE), "gossip\n");
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("gossip");
        Files.delete(folder.resolve(PayoutBook.FILE));
        open();
    }

    @Test
    void shuffled_news_wait_until_the_last_of_them() {
        book.submit("key-1", request("r1", "tok_0009"));
        assertThat(book.undelivered()).isEmpty();
        book.advance(1);
        assertThat(book.undelivered())
                .extracting(Webhook::type)
                .containsExactly("payout.paid", "payout.sent", "payout.accepted");
    }

    @Test
    void half_of_a_tiny_payout_comes_back() {
        var plan = MagicDestination.of("tok_0008").plan(600, Duration.ofHours(1), Duration.ofHours(2));
        assertThat(plan.get(2).returnedMinor()).isEqualTo(300);
    }
}
