package dev.coinstage.local.story;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Does the same for many people, a few of them at a time. */
final class Crowd {

    private static final int AT_A_TIME = 8;

    private Crowd() {}

    /**
     * @param done told how many have finished
     * @return the results, in the order of the people
     */
    static <T> List<T> each(List<Callable<T>> people, IntConsumer done) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<T>> running = new ArrayList<>();
            people.forEach(person -> running.add(pool.submit(person)));
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
                done.accept(results.size());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new StoryFailed(cause.toString());
    }
}
