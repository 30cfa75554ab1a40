package dev.coinstage.wallet.ledger.app;

import static dev.coinstage.wallet.ledger.app.Requests.answer;
import static dev.coinstage.wallet.ledger.app.Requests.config;
import static dev.coinstage.wallet.ledger.app.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PostingQueuePropertyTest {

    /** @param posts true for a request that arrives, false for a commit that ends */
    @Property(tries = 300)
    void however_requests_and_commits_alternate_each_is_written_once_in_order_and_answered(
            @ForAll @IntRange(min = 1, max = 5) int batchLimit, @ForAll @Size(max = 60) List<Boolean> posts) {
        var store = new ScriptedStore();
        store.leaveOpen();
        var queue = queue(store, batchLimit);
        var callers = new ArrayList<UniAssertSubscriber<Answer>>();

        for (var post : posts) {
            if (post) {
                callers.add(
                        queue.post(request(callers.size())).subscribe().withSubscriber(UniAssertSubscriber.create()));
            } else if (store.hasOpenCommit()) {
                store.endCommit();
            }
        }
        store.endCommits();

        assertThat(store.commits()).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, batchLimit));
        assertThat(store.commits().stream().flatMap(List::stream).map(Requests::number))
                .containsExactlyElementsOf(
                        IntStream.range(0, callers.size()).boxed().toList());
        for (int number = 0; number < callers.size(); number++) {
            callers.get(number).assertCompleted().assertItem(answer(request(number)));
        }
    }

    private static PostingQueue queue(ScriptedStore store, int batchLimit) {
        var config = config(batchLimit, 100);
        var metrics = new SimpleMeterRegistry();
        return new PostingQueue(store, new BatchWriter(store, UUID::randomUUID, config, metrics), config, metrics);
    }
}
