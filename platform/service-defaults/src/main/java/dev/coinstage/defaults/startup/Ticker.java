package dev.coinstage.defaults.startup;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does the same again and again, a pause after each end, until it is cancelled. What fails is logged and tried again. */
public final class Ticker {

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private Ticker() {}

    /**
     * @param gate nothing is done while it waits for something
     * @param pause between the end of one run and the begin of the next
     */
    public static Cancellable start(String what, Duration pause, StartupGate gate, Supplier<Uni<Void>> work) {
        var news = new News(what);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .deferred(() -> gate.awaited().isEmpty()
                                ? work.get()
                                : Uni.createFrom().voidItem())
                        .invoke(news::well)
                        .onFailure()
                        .invoke(news::failed)
                        .onFailure()
                        .recoverWithNull())
                .withDelay(pause)
                .indefinitely()
                .subscribe()
                .with(done -> {});
    }

    /** Tells a failure once, and when it is over; not each of the tries between. */
    private static final class News {

        private final String what;
        private volatile String told = "";

        News(String what) {
            this.what = what;
        }

        void failed(Throwable failure) {
            var message = String.valueOf(failure.getMessage());
            if (!message.equals(told)) {
                LOG.warnf("%s: %s; it is tried again", what, message);
                told = message;
            }
        }

        void well() {
            if (!told.isEmpty()) {
                LOG.infof("over: %s", what);
                told = "";
            }
        }
    }
}
