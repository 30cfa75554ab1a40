package dev.coinstage.sandbox.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.sandbox.DataFolder;
import dev.coinstage.sandbox.JsonLines;
import dev.coinstage.sandbox.problem.Refused;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the card provider knows: payments, disputes, and notices that the shop has not taken yet. All of it is made again from the file at
 * each start. Safe for threads; one process at a time.
 */
@Startup
@ApplicationScoped
class CardBook {

    static final String FILE = "cards.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonLines lines;
    private final CardsConfig config;
    private final Clock clock;
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, String> byKey = new HashMap<>();
    private final Map<String, Notice> untold = new LinkedHashMap<>();
    private final Map<String, Sums> sums = new TreeMap<>();

    CardBook(DataFolder folder, CardsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.lines = new JsonLines(folder.file(FILE));
        lines.kept().stream().map(CardBook::parsed).forEach(this::apply);
    }

    /** @param status as Stripe names it: requires_payment_method, succeeded; and refunded, disputed beyond it */
    record Payment(String id, String clientSecret, long amount, String currency, String purchase, String status) {

        Payment now(String newStatus) {
            return new Payment(id, clientSecret, amount, currency, purchase, newStatus);
        }
    }

    /** What the shop is to be told. */
    record Notice(String id, String type, Map<String, Object> object) {}

    /** Count and smallest units of a currency. */
    record Sum(long count, long amountMinor) {

        Sum plus(long amount) {
            return new Sum(count + 1, amountMinor + amount);
        }
    }

    record Total(String currency, Sum paid, Sum refunded, Sum disputed, long feesMinor) {}

    private static final class Sums {
        private Sum paid = new Sum(0, 0);
        private Sum refunded = new Sum(0, 0);
        private Sum disputed = new Sum(0, 0);
        private long fees;
    }

    /** Waits for a card, once per key. @throws Refused 409 when the key was used for another payment */
    synchronized Payment await(String key, long amount, String currency, String purchase) {
        var known = byKey.get(key);
        if (known != null) {
            var payment = payments.get(known);
            if (payment.amount() != amount || !payment.currency().equals(currency)) {
                throw new Refused(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another payment.");
            }
            return payment;
        }
        var id = "pi_" + unique();
        record(new CardFact.Awaited(key, id, id + "_secret_" + unique(), amount, currency, purchase));
        return payments.get(id);
    }

    /** Pays with a card. @throws Refused 402 when the card is declined, 409 when it was paid */
    synchronized Payment confirm(String id, String clientSecret, CardNumber card) {
        var payment = payment(id);
        if (!payment.clientSecret().equals(clientSecret)) {
            throw new Refused(401, "UNAUTHENTICATED", "The client secret is not this payment's.");
        }
        if (!payment.status().equals("requires_payment_method")) {
            throw new Refused(409, "PAYMENT_NOT_OPEN", "This payment waits for no card.");
        }
        if (card == CardNumber.GOOD || card == CardNumber.STOLEN) {
            record(new CardFact.Paid(id, "evt_" + unique()));
            return payments.get(id);
        }
        record(new CardFact.Declined(id, "evt_" + unique()));
        throw new Refused(402, "CARD_DECLINED", "The card was declined.");
    }

    /** Sends the money back; again changes nothing. @throws Refused 409 when there is none to send */
    synchronized String refund(String id) {
        var payment = payment(id);
        if (payment.status().equals("refunded")) {
            return "re_" + id;
        }
        if (!payment.status().equals("succeeded")) {
            throw new Refused(409, "PAYMENT_NOT_PAID", "There is nothing to send back.");
        }
        record(new CardFact.Refunded(id, "re_" + id, "evt_" + unique()));
        return "re_" + id;
    }

    /** The cardholder's bank takes it back. @throws Refused 409 when there is nothing to take */
    synchronized String dispute(String id, String reason) {
        var payment = payment(id);
        if (!payment.status().equals("succeeded")) {
            throw new Refused(409, "PAYMENT_NOT_PAID", "There is nothing to take back.");
        }
        var dispute = "dp_" + unique();
        record(new CardFact.Disputed(id, dispute, config.disputeFee(), reason, "evt_" + unique()));
        return dispute;
    }

    synchronized List<Notice> untold() {
        return List.copyOf(untold.values());
    }

    synchronized void told(Notice notice) {
        if (untold.containsKey(notice.id())) {
            record(new CardFact.Told(notice.id()));
        }
    }

    synchronized List<Total> totals() {
        return sums.entrySet().stream()
                .map(entry -> new Total(
                        entry.getKey(),
                        entry.getValue().paid,
                        entry.getValue().refunded,
                        entry.getValue().disputed,
                        entry.getValue().fees))
                .toList();
    }

    private Payment payment(String id) {
        return Optional.ofNullable(payments.get(id))
                .orElseThrow(() -> new Refused(404, "PAYMENT_NOT_FOUND", "There is no such payment."));
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void record(CardFact fact) {
        try {
            lines.append(JSON.writeValueAsString(fact));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        apply(fact);
    }

    private static CardFact parsed(String line) {
        try {
            return JSON.readValue(line, CardFact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a fact: " + line, e);
        }
    }

    private void apply(CardFact fact) {
        if (fact instanceof CardFact.Awaited awaited) {
            byKey.put(awaited.key(), awaited.payment());
            payments.put(
                    awaited.payment(),
                    new Payment(
                            awaited.payment(),
                            awaited.clientSecret(),
                            awaited.amount(),
                            awaited.currency(),
                            awaited.purchase(),
                            "requires_payment_method"));
        } else if (fact instanceof CardFact.Paid paid) {
            var payment = become(paid.payment(), "succeeded");
            sums(payment).paid = sums(payment).paid.plus(payment.amount());
            tell(paid.notice(), "payment_intent.succeeded", intent(payment, payment.amount()));
        } else if (fact instanceof CardFact.Declined declined) {
            tell(declined.notice(), "payment_intent.payment_failed", intent(payments.get(declined.payment()), 0));
        } else if (fact instanceof CardFact.Refunded refunded) {
            var payment = become(refunded.payment(), "refunded");
            sums(payment).refunded = sums(payment).refunded.plus(payment.amount());
            tell(refunded.notice(), "charge.refunded", charge(payment));
        } else if (fact instanceof CardFact.Disputed disputed) {
            var payment = become(disputed.payment(), "disputed");
            sums(payment).disputed = sums(payment).disputed.plus(payment.amount());
            sums(payment).fees += disputed.fee();
            tell(disputed.notice(), "charge.dispute.created", dispute(payment, disputed));
        } else if (fact instanceof CardFact.Told told) {
            untold.remove(told.notice());
        }
    }

    private Payment become(String id, String status) {
        var payment = payments.get(id).now(status);
        payments.put(id, payment);
        return payment;
    }

    private Sums sums(Payment payment) {
        return sums.computeIfAbsent(payment.currency().toUpperCase(Locale.ROOT), none -> new Sums());
    }

    private void tell(String notice, String type, Map<String, Object> object) {
        untold.put(notice, new Notice(notice, type, object));
    }

    private Map<String, Object> intent(Payment payment, long received) {
        return Map.of(
                "id", payment.id(),
                "object", "payment_intent",
                "amount", payment.amount(),
                "amount_received", received,
                "currency", payment.currency(),
                "status", payment.status(),
                "created", clock.instant().getEpochSecond(),
                "metadata", Map.of("purchase_id", payment.purchase()));
    }

    private static Map<String, Object> charge(Payment payment) {
        return Map.of(
                "id", "ch_" + payment.id(),
                "object", "charge",
                "payment_intent", payment.id(),
                "amount", payment.amount(),
                "amount_refunded", payment.amount(),
                "currency", payment.currency());
    }

    private static Map<String, Object> dispute(Payment payment, CardFact.Disputed disputed) {
        return Map.of(
                "id", disputed.dispute(),
                "object", "dispute",
                "payment_intent", payment.id(),
                "amount", payment.amount(),
                "currency", payment.currency(),
                "reason", disputed.reason(),
                "status", "needs_response",
                "balance_transactions", List.of(Map.of("amount", -payment.amount(), "fee", disputed.fee())));
    }

    @PreDestroy
    void close() throws IOException {
        lines.close();
    }
}
