package dev.coinstage.wallet.ledger.app;

import static dev.coinstage.wallet.ledger.app.Requests.answer;
import static dev.coinstage.wallet.ledger.app.Requests.answers;
import static dev.coinstage.wallet.ledger.app.Requests.config;
import static dev.coinstage.wallet.ledger.app.Requests.request;
import static dev.coinstage.wallet.ledger.app.Requests.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.app.LedgerUnavailable.Reason;
import dev.coinstage.wallet.ledger.app.PostingQueue.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostingQueueTest {

    private static final IllegalStateException GUILT = new IllegalStateException("cannot be posted");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ScriptedStore store = new ScriptedStore();

    private PostingQueue queue(int batchLimit, int queueLimit) {
        var config = config(batchLimit, queueLimit);
        var batches = new AtomicLong();
        var writer = new BatchWriter(store, () -> new UUID(2, batches.incrementAndGet()), config, metrics);
        return new PostingQueue(store, writer, config, metrics);
    }

    private static UniAssertSubscriber<Answer> post(PostingQueue queue, KeyedCommand command) {
        return queue.post(command).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static List<UniAssertSubscriber<Answer>> postAll(PostingQueue queue, Collection<KeyedCommand> commands) {
        return commands.stream().map(command -> post(queue, command)).toList();
    }

    private static List<KeyedCommand> requestsFrom(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Requests::request).toList();
    }

    private double waiting() {
        return metrics.get("coinstage.posting.queue")
                .tag("lane", "live")
                .gauge()
                .value();
    }

    @Test
    void a_request_that_meets_an_idle_queue_is_written_at_once() {
        post(queue(10, 10), request(0)).assertCompleted().assertItem(answer(request(0)));

        assertThat(store.commits()).containsExactly(requests(1));
    }

    @Test
    void a_request_is_answered_when_its_batch_is_committed_and_not_before() {
        store.leaveOpen();
        var caller = post(queue(10, 10), request(0));

        caller.assertNotTerminated();
        store.endCommit();
        caller.assertCompleted().assertItem(answer(request(0)));
    }

    @Test
    void requests_that_arrive_while_a_batch_is_written_form_the_next_one_in_their_order() {
        store.leaveOpen();
        var queue = queue(10, 10);
        var callers = postAll(queue, requests(4));

        assertThat(store.commits()).as("one batch at a time").containsExactly(requests(1));
        assertThat(waiting()).isEqualTo(3);
        store.endCommit();
        assertThat(store.commits()).containsExactly(requests(1), requestsFrom(1, 3));
        assertThat(waiting()).isZero();
        store.endCommit();
        for (int number = 0; number < 4; number++) {
            callers.get(number).assertCompleted().assertItem(answer(request(number)));
        }
        assertThat(store.hasOpenCommit()).isFalse();
    }

    @Test
    void a_batch_takes_no_more_than_its_limit() {
        store.leaveOpen();
        postAll(queue(3, 10), requests(8));

        store.endCommits();

        assertThat(store.commits())
                .containsExactly(requests(1), requestsFrom(1, 3), requestsFrom(4, 6), requestsFrom(7, 7));
    }

    @Test
    void a_request_beyond_the_queues_limit_is_refused_and_never_reaches_the_store() {
        store.leaveOpen();
        var queue = queue(10, 2);
        var callers = postAll(queue, requests(4));

        assertThat(((LedgerUnavailable) callers.get(3).assertFailed().getFailure()).reason())
                .isEqualTo(Reason.QUEUE_FULL);
        store.endCommit();
        store.endCommit();
        assertThat(store.commits()).containsExactly(requests(1), requestsFrom(1, 2));
        callers.subList(0, 3).forEach(UniAssertSubscriber::assertCompleted);
    }

    @Test
    void the_next_batch_is_prepared_while_one_commits_and_no_third() {
        store.leaveOpen();
        var queue = queue(2, 10);
        var callers = postAll(queue, requests(5));

        store.reachCommit();
        assertThat(store.commits()).containsExactly(requests(1), requestsFrom(1, 2));
        callers.get(0).assertNotTerminated();
        store.endCommit();
        assertThat(store.commits()).as("the second is still being written").hasSize(2);
        store.reachCommit();
        assertThat(store.commits()).containsExactly(requests(1), requestsFrom(1, 2), requestsFrom(3, 4));
        store.endCommits();
        callers.forEach(UniAssertSubscriber::assertCompleted);
    }

    @Test
    void linked_requests_take_their_share_of_a_batch_and_never_the_place_of_live_ones() {
        store.leaveOpen();
        var queue = queue(3, 100);
        post(queue, request(0));
        for (int number = 10; number < 14; number++) {
            queue.post(request(number, 2), Lane.LINKED).subscribe().with(answer -> {});
        }
        postAll(queue, requestsFrom(1, 5));

        store.endCommits();

        assertThat(store.commits())
                .containsExactly(
                        requests(1),
                        List.of(request(1), request(2), request(3), request(10, 2), request(11, 2)),
                        List.of(request(4), request(5), request(12, 2), request(13, 2)));
    }

    @Test
    void a_chain_longer_than_the_share_is_posted_alone() {
        store.leaveOpen();
        var queue = queue(3, 100);
        post(queue, request(0));
        queue.post(request(1, 32), Lane.LINKED).subscribe().with(answer -> {});
        queue.post(request(2, 1), Lane.LINKED).subscribe().with(answer -> {});

        store.endCommits();

        assertThat(store.commits()).containsExactly(requests(1), List.of(request(1, 32)), List.of(request(2, 1)));
    }

    @Test
    void each_lane_is_full_by_its_links_alone() {
        store.leaveOpen();
        var queue = queue(10, 10);
        post(queue, request(0));
        assertThat(queue.hasRoom(Lane.LINKED, 10)).isTrue();
        var fits = queue.post(request(1, 7), Lane.LINKED).subscribe().withSubscriber(UniAssertSubscriber.create());
        assertThat(queue.hasRoom(Lane.LINKED, 4)).isFalse();
        var tooMany = queue.post(request(2, 4), Lane.LINKED).subscribe().withSubscriber(UniAssertSubscriber.create());
        var live = post(queue, request(3));

        assertThat(((LedgerUnavailable) tooMany.assertFailed().getFailure()).reason())
                .isEqualTo(Reason.QUEUE_FULL);
        store.endCommits();
        fits.assertCompleted();
        live.assertCompleted();
    }

    @Test
    void a_queue_that_was_full_takes_requests_again() {
        store.leaveOpen();
        var queue = queue(10, 2);
        postAll(queue, requests(4));
        store.endCommit();

        post(queue, request(4)).assertNotTerminated();
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void a_caller_that_gave_up_keeps_nobody_waiting() {
        store.leaveOpen();
        var queue = queue(10, 10);
        var callers = postAll(queue, requests(3));
        callers.get(1).cancel();

        store.endCommit();
        store.endCommit();

        callers.get(0).assertCompleted();
        callers.get(2).assertCompleted().assertItem(answer(request(2)));
    }

    @Test
    void only_the_guilty_request_of_a_batch_fails() {
        store.leaveOpen(commands -> commands.contains(request(2))
                ? Uni.createFrom().failure(GUILT)
                : Uni.createFrom().item(answers(commands)));
        var callers = postAll(queue(10, 10), requests(4));

        store.endCommits();

        callers.get(1).assertCompleted().assertItem(answer(request(1)));
        assertThat(callers.get(2).assertFailed().getFailure()).isSameAs(GUILT);
        callers.get(3).assertCompleted().assertItem(answer(request(3)));
    }

    @Test
    void a_store_that_throws_does_not_stop_the_queue() {
        var queue = queue(10, 10);
        store.onCommit(commands -> {
            throw GUILT;
        });
        assertThat(post(queue, request(0)).assertFailed().getFailure()).isSameAs(GUILT);

        store.onCommit(commands -> Uni.createFrom().item(answers(commands)));
        post(queue, request(1)).assertCompleted().assertItem(answer(request(1)));
    }

    /** Each batch that ends starts the next one: with a store that answers at once, that must not nest. */
    @Test
    void batches_that_end_at_once_do_not_pile_up_on_the_stack() {
        store.leaveOpen();
        var callers = postAll(queue(1, 100_000), requests(100_000));
        store.onCommit(commands -> Uni.createFrom().item(answers(commands)));

        store.endCommit();

        assertThat(callers).allSatisfy(UniAssertSubscriber::assertCompleted);
        assertThat(store.batches()).hasSize(100_000);
    }

    /** Threads that post race with those that answer, now at once and now later: the moments in which a wake-up could be lost. */
    @Test
    void no_request_of_many_threads_is_left_waiting() throws InterruptedException {
        var writing = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(8);
        try {
            store.onCommit(commands -> {
                if (writing.getAndIncrement() > 0) {
                    overlaps.incrementAndGet();
                }
                return answeredSometime(threads, commands).onTermination().invoke(writing::decrementAndGet);
            });
            var queue = queue(7, 100_000);
            var answered = new ConcurrentHashMap<Integer, Answer>();
            var left = new CountDownLatch(20_000);
            for (int poster = 0; poster < 8; poster++) {
                var first = poster * 2_500;
                threads.execute(() -> IntStream.range(first, first + 2_500)
                        .forEach(number -> queue.post(request(number))
                                .subscribe()
                                .with(answer -> {
                                    answered.put(number, answer);
                                    left.countDown();
                                })));
            }

            assertThat(left.await(60, TimeUnit.SECONDS))
                    .as("%d are left waiting", left.getCount())
                    .isTrue();
            assertThat(overlaps).as("one batch at a time").hasValue(0);
            assertThat(answered)
                    .hasSize(20_000)
                    .allSatisfy((number, answer) -> assertThat(answer).isEqualTo(answer(request(number))));
            assertThat(store.commits().stream().mapToInt(List::size).sum()).isEqualTo(20_000);
            assertThat(waiting()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Uni<List<Answer>> answeredSometime(ExecutorService threads, List<KeyedCommand> commands) {
        var reply = Uni.createFrom().item(answers(commands));
        return new Random(commands.get(0).hash().hashCode()).nextBoolean() ? reply : reply.emitOn(threads);
    }
}
