package dev.coinstage.fraud.wallet;

import dev.coinstage.defaults.command.Attempt;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import java.util.function.Function;

/** What a call to the wallet means for the command that made it. */
public final class Attempts {

    /** Not the request's fault: a token that ran out, a right that is not granted yet, too many at once. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);

    private Attempts() {}

    /** An answer is definitive, a 4xx that no repetition mends is hopeless, everything else is tried again. */
    public static <T> Uni<Attempt> of(Uni<T> call, Function<T, Object> answer) {
        return call.<Attempt>map(reply -> new Attempt.Definitive(answer.apply(reply)))
                .onFailure()
                .recoverWithItem(Attempts::failed);
    }

    private static Attempt failed(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            var status = refused.getResponse().getStatus();
            if (status >= 400 && status < 500 && !PASSING.contains(status)) {
                return new Attempt.Hopeless("the wallet answered " + status);
            }
            return new Attempt.Again("the wallet answered " + status);
        }
        return new Attempt.Again(failure.getClass().getSimpleName());
    }
}
