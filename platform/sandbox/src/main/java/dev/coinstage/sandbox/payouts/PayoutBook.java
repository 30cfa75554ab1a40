package dev.coinstage.sandbox.payouts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.coinstage.sandbox.DataFolder;
import dev.coinstage.sandbox.JsonLines;
import dev.coinstage.sandbox.payouts.MagicDestination.Planned;
import dev.coinstage.sandbox.payouts.Totals.Sum;
import dev.coinstage.sandbox.payouts.Totals.Total;
import dev.coinstage.sandbox.problem.Refused;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the provider knows: payouts, what is to become of them, and webhooks not yet delivered. All of it is made again from the
 * file at each start. Safe for threads; one process at a time.
 */
@Startup
@ApplicationScoped
class PayoutBook {

    static final String FILE = "payouts.jsonl";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Clock clock;
    private final PayoutsConfig config;
    private final JsonLines lines;
    private final Map<String, Answered> byKey = new HashMap<>();
    private final Map<String, Payout> byId = new LinkedHashMap<>();
    private final Map<String, String> idByReference = new HashMap<>();
    private final Map<String, List<Planned>> plans = new LinkedHashMap<>();
    private final Map<String, Webhook> undelivered = new LinkedHashMap<>();
    private final Map<String, Sums> sums = new TreeMap<>();
    private Duration ahead = Duration.ZERO;

    PayoutBook(DataFolder folder, Clock clock, PayoutsConfig config) {
        this.clock = clock;
        this.config = config;
        lines = new JsonLines(folder.file(FILE));
        lines.kept().stream().map(PayoutBook::parsed).forEach(this::apply);
    }

    /** What was answered under a key: the payout's id, or a refusal when there is none. */
    private record Answered(PayoutRequest request, Optional<String> id) {}

    private static final class Sums {
        private Sum accepted = Sum.NOTHING;
        private Sum paid = Sum.NOTHING;
        private Sum returned = Sum.NOTHING;
        private Sum rejected = Sum.NOTHING;
    }

    /** @param replayed true when an earlier request with the key was answered so */
    record Submitted(Payout payout, boolean replayed) {}

    /** True when a request with that key was answered, whether the answer arrived or not. */
    synchronized boolean knows(String key) {
        return byKey.containsKey(key);
    }

    /**
     * Accepts the payout, once per key, on the disk when it returns.
     *
     * @throws Refused 422 for a destination that is rejected at once; 409 for a key or a reference that was used for another one
     */
    synchronized Submitted submit(String key, PayoutRequest request) {
        var known = byKey.get(key);
        if (known != null) {
            return replay(known, request);
        }
        if (idByReference.containsKey(request.reference())) {
            throw new Refused(409, "REFERENCE_USED", "Another payout has this reference.");
        }
        if (MagicDestination.of(request.destination()) == MagicDestination.REJECTED_AT_ONCE) {
            record(new Fact.Rejected(key, request, now()));
            throw rejected();
        }
        var id = "po_" + unique();
        record(new Fact.Accepted(key, id, request, "evt_" + unique(), now()));
        return new Submitted(byId.get(id), false);
    }

    private Submitted replay(Answered known, PayoutRequest request) {
        if (!known.request().equals(request)) {
            throw new Refused(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.");
        }
        return new Submitted(byId.get(known.id().orElseThrow(PayoutBook::rejected)), true);
    }

    private static Refused rejected() {
        return new Refused(422, "DESTINATION_REJECTED", "The account is closed.");
    }

    synchronized Optional<Payout> byReference(String reference) {
        return Optional.ofNullable(idByReference.get(reference)).map(byId::get);
    }

    synchronized Optional<Payout> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Moves on every payout whose next state is due. */
    synchronized void moveOn() {
        var now = now();
        for (var id : List.copyOf(plans.keySet())) {
            var plan = plans.get(id);
            while (plan != null && !due(id, plan.get(0)).isAfter(now)) {
                var next = plan.get(0);
                record(new Fact.Moved(id, next.status(), next.returnedMinor(), "evt_" + unique(), due(id, next)));
                plan = plans.get(id);
            }
        }
    }

    private Instant due(String id, Planned planned) {
        return byId.get(id).acceptedAt().plus(planned.after());
    }

    /** In the order in which they are to be sent. */
    synchronized List<Webhook> undelivered() {
        var inOrder = new ArrayList<Webhook>();
        var reversed = new ArrayList<Webhook>();
        for (var webhook : undelivered.values()) {
            var id = webhook.data().id();
            if (!shuffled(webhook)) {
                inOrder.add(webhook);
            } else if (!plans.containsKey(id)) {
                reversed.add(0, webhook);
            }
        }
        inOrder.addAll(reversed);
        return inOrder;
    }

    /** Of such a payout the last news comes first, and all of it twice. */
    static boolean shuffled(Webhook webhook) {
        return MagicDestination.of(webhook.data().destination()) == MagicDestination.WEBHOOKS_TWICE_AND_OUT_OF_ORDER;
    }

    synchronized void delivered(Webhook webhook) {
        record(new Fact.Delivered(webhook.id()));
    }

    /** Days go by, and what falls due in them happens. */
    synchronized Instant advance(int days) {
        record(new Fact.ClockAdvanced(days));
        moveOn();
        return now();
    }

    synchronized Totals totals() {
        return new Totals(sums.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Total total(String currency, Sums sum) {
        return new Total(currency, sum.accepted, sum.paid, sum.returned, sum.rejected);
    }

    private Instant now() {
        return clock.instant().plus(ahead);
    }

    private void record(Fact fact) {
        lines.append(written(fact));
        apply(fact);
    }

    private void apply(Fact fact) {
        if (fact instanceof Fact.Accepted accepted) {
            accept(accepted);
        } else if (fact instanceof Fact.Rejected rejected) {
            byKey.put(rejected.key(), new Answered(rejected.request(), Optional.empty()));
            var sum = sumsOf(rejected.request().currency());
            sum.rejected = sum.rejected.plus(rejected.request().amountMinor());
        } else if (fact instanceof Fact.Moved moved) {
            move(moved);
        } else if (fact instanceof Fact.Delivered delivered) {
            undelivered.remove(delivered.eventId());
        } else if (fact instanceof Fact.ClockAdvanced advanced) {
            ahead = ahead.plusDays(advanced.days());
        }
    }

    private void accept(Fact.Accepted accepted) {
        var request = accepted.request();
        var payout = Payout.accepted(accepted.id(), request, accepted.at());
        byKey.put(accepted.key(), new Answered(request, Optional.of(payout.id())));
        byId.put(payout.id(), payout);
        idByReference.put(payout.reference(), payout.id());
        plans.put(
                payout.id(),
                MagicDestination.of(payout.destination()).plan(payout.amountMinor(), config.step(), config.delay()));
        tell(accepted.eventId(), payout, accepted.at());
        var sum = sumsOf(payout.currency());
        sum.accepted = sum.accepted.plus(payout.amountMinor());
    }

    private void move(Fact.Moved moved) {
        var payout = byId.get(moved.id()).moved(moved.status(), moved.returnedMinor());
        byId.put(payout.id(), payout);
        var left = plans.get(payout.id());
        if (left.size() == 1) {
            plans.remove(payout.id());
        } else {
            plans.put(payout.id(), left.subList(1, left.size()));
        }
        tell(moved.eventId(), payout, moved.at());
        var sum = sumsOf(payout.currency());
        if (moved.status() == Status.PAID) {
            sum.paid = sum.paid.plus(payout.amountMinor());
        } else if (moved.status() == Status.RETURNED) {
            sum.returned = sum.returned.plus(moved.returnedMinor());
        } else if (moved.status() == Status.FAILED) {
            sum.rejected = sum.rejected.plus(payout.amountMinor());
        }
    }

    private void tell(String eventId, Payout payout, Instant at) {
        undelivered.put(eventId, new Webhook(eventId, payout.status().eventType(), at, payout));
    }

    private Sums sumsOf(String currency) {
        return sums.computeIfAbsent(currency, unknown -> new Sums());
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String written(Fact fact) {
        try {
            return JSON.writerFor(Fact.class).writeValueAsString(fact);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Fact parsed(String line) {
        try {
            return JSON.readValue(line, Fact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no fact about a payout: " + line, e);
        }
    }

    @PreDestroy
    void close() throws IOException {
        lines.close();
    }
}
