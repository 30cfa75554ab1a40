package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.LedgerStore;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.db.CuttingProxy;
import dev.coinstage.wallet.ledger.db.CuttingProxy.Cut;
import dev.coinstage.wallet.ledger.db.Engines;
import dev.coinstage.wallet.ledger.domain.Outcome.Posted;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * The stories on a real database: in batches of any size with requests that come again, with the connection cut between any
 * two statements, and over several writers at once. What became of it is what the naive ledger says.
 */
class StoredLedgerTest {

    private static final int TRIES = 25;
    private static final int WRITERS = 3;
    private static final int LARGEST_BATCH = 8;
    private static final int LAST_STATEMENT = 16;

    /** Every table that a story writes. */
    private static final String EMPTY = """
            SET session_replication_role = replica;
            TRUNCATE account, posting_batch, posting, transfer, lot, lot_segment, booked_claim, hold, reversal, account_change,
                     idempotency_outcome;
            UPDATE ledger_head SET commit_seq = 0, posting_seq = 0, committed_at = '%s';
            SET session_replication_role = DEFAULT""";

    private static Engines engines;
    private static CuttingProxy proxy;
    private static LedgerStore store;
    private static LedgerStore throughProxy;
    private static List<PostingQueue> writers;

    private final TimeBasedEpochRandomGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final Map<UUID, KeyedCommand> requests = new HashMap<>();
    private Instant now = KeptLedger.BEGIN;

    @BeforeContainer
    static void start() {
        engines = new Engines("stored_ledger");
        proxy = new CuttingProxy(engines.database().host(), engines.database().port());
        store = engines.store(engines.database().port());
        throughProxy = engines.store(proxy.port());
        writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(engines.writer(LARGEST_BATCH));
        }
    }

    @AfterContainer
    static void stop() {
        proxy.close();
        engines.close();
    }

    @BeforeTry
    void empty() {
        now = KeptLedger.BEGIN;
        requests.clear();
        engines.execute(EMPTY.formatted(now));
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        return Stories.stories();
    }

    @Property(seed = "20261101", tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void batches_and_replays_change_nothing(@ForAll("stories") List<Step> story, @ForAll Random random)
            throws SQLException {
        var expected = Step.play(story, new NaiveLedger());

        var outcomes = play(story, random, batch -> {
            var again = withReplays(batch, random);
            return outcomes(commit(store, again)).subList(0, batch.size());
        });

        assertThat(LedgerPropertyTest.timeless(outcomes)).isEqualTo(expected);
        assertBooksAreOf(story);
    }

    @Property(seed = "20261102", tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void a_crash_between_any_two_statements_changes_nothing(@ForAll("stories") List<Step> story, @ForAll Random random)
            throws SQLException {
        var expected = Step.play(story, new NaiveLedger());

        var outcomes = play(story, random, batch -> {
            proxy.cut(Cut.values()[random.nextInt(2)], 1 + random.nextInt(LAST_STATEMENT));
            try {
                commit(throughProxy, batch);
            } catch (RuntimeException crashed) {
                // whatever it was, the same requests come again
            }
            return outcomes(commit(store, batch));
        });

        assertThat(LedgerPropertyTest.timeless(outcomes)).isEqualTo(expected);
        assertBooksAreOf(story);
    }

    /** Each command comes to two writers. Who is first is chance; the order of what was posted tells what had to come of it. */
    @Property(seed = "20261103", tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void several_writers_keep_one_order(@ForAll("stories") List<Step> story, @ForAll Random random)
            throws SQLException {
        var posts = new ArrayList<Uni<Answer>>();
        for (var request : requests(story)) {
            var first = random.nextInt(WRITERS);
            posts.add(writers.get(first).post(request));
            posts.add(writers.get((first + 1) % WRITERS).post(request));
        }

        var answers = Uni.join().all(posts).andFailFast().await().indefinitely();

        var posted = new HashMap<UUID, Outcome>();
        for (int place = 0; place < answers.size(); place += 2) {
            var one = (Answer.Decided) answers.get(place);
            var other = (Answer.Decided) answers.get(place + 1);
            assertThat(outcome(one)).isEqualTo(outcome(other));
            assertThat(one.replayed()).isNotEqualTo(other.replayed());
            if (outcome(one) instanceof Posted outcome) {
                posted.put(outcome.posting(), outcome);
            }
        }
        assertOrderExplains(posted);
    }

    private void assertOrderExplains(Map<UUID, Outcome> posted) throws SQLException {
        try (var database = engines.database().dataSource().getConnection()) {
            var naive = new NaiveLedger();
            var order = StoredBooks.postings(database);
            assertThat(new HashSet<>(order)).isEqualTo(posted.keySet()).hasSize(order.size());
            for (var posting : order) {
                var outcome = naive.post(requests.get(posting).command());
                assertThat(LedgerPropertyTest.timeless(List.of(posted.get(posting))))
                        .containsExactly(outcome);
            }
            var books = StoredBooks.read(database);
            assertThat(Facts.of(books)).isEqualTo(naive.facts());
            assertThat(BookRules.brokenBy(books)).isEmpty();
        }
    }

    private void assertBooksAreOf(List<Step> story) throws SQLException {
        var naive = new NaiveLedger();
        Step.play(story, naive);
        try (var database = engines.database().dataSource().getConnection()) {
            var books = StoredBooks.read(database);
            assertThat(Facts.of(books)).isEqualTo(naive.facts());
            assertThat(BookRules.brokenBy(books)).isEmpty();
        }
    }

    private interface Batches {
        List<Outcome> post(List<KeyedCommand> batch);
    }

    /** In batches of chance; one ends when the clock goes on. */
    private List<Outcome> play(List<Step> story, Random random, Batches batches) {
        var outcomes = new ArrayList<Outcome>();
        var batch = new ArrayList<KeyedCommand>();
        var size = 1 + random.nextInt(LARGEST_BATCH);
        for (var step : story) {
            if (!batch.isEmpty() && (batch.size() == size || step instanceof Step.Pass)) {
                outcomes.addAll(batches.post(batch));
                batch.clear();
                size = 1 + random.nextInt(LARGEST_BATCH);
            }
            if (step instanceof Step.Post post) {
                batch.add(request(post.command()));
            } else if (step instanceof Step.Pass pass) {
                now = now.plus(pass.time());
                engines.execute("UPDATE ledger_head SET committed_at = '" + now + "'");
            }
        }
        if (!batch.isEmpty()) {
            outcomes.addAll(batches.post(batch));
        }
        return outcomes;
    }

    private List<KeyedCommand> requests(List<Step> story) {
        return story.stream()
                .filter(Step.Post.class::isInstance)
                .map(step -> request(((Step.Post) step).command()))
                .toList();
    }

    private KeyedCommand request(Command command) {
        return requests.computeIfAbsent(
                command.posting(),
                posting -> new KeyedCommand(new ScopedKey("story", ids.generate()), RequestHash.of(posting), command));
    }

    /** The batch, and behind it some of what came before or is in it. */
    private List<KeyedCommand> withReplays(List<KeyedCommand> batch, Random random) {
        var again = new ArrayList<>(batch);
        var known = List.copyOf(requests.values());
        for (int replay = random.nextInt(LARGEST_BATCH); replay > 0; replay--) {
            again.add(known.get(random.nextInt(known.size())));
        }
        return again;
    }

    private List<Answer> commit(LedgerStore ledger, List<KeyedCommand> batch) {
        return ledger.commit(ids.generate(), batch, () -> {}).await().indefinitely();
    }

    private static List<Outcome> outcomes(List<Answer> answers) {
        return answers.stream().map(StoredLedgerTest::outcome).toList();
    }

    /** A replay tells the detail as the database writes JSON, with blanks. */
    private static Outcome outcome(Answer answer) {
        return ((Answer.Decided) answer).outcome() instanceof Posted posted
                ? new Posted(
                        posted.posting(),
                        posted.commitSequence(),
                        posted.sequence(),
                        posted.at(),
                        posted.balances(),
                        posted.moved(),
                        posted.detail().replace(": ", ":"))
                : ((Answer.Decided) answer).outcome();
    }
}
