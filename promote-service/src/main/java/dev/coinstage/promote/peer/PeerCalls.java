package dev.coinstage.promote.peer;

import dev.coinstage.defaults.command.Attempt;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import org.jboss.resteasy.reactive.ClientWebApplicationException;

/** What a call of another service came to, for the command that made it. */
public final class PeerCalls {

    /** Refusals that another try may mend: a token that ran out, a timeout on their side, a limit. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 425, 429);

    private PeerCalls() {}

    /** An answer is definitive; a 4xx that no repetition mends is hopeless; everything else is asked again with the same key. */
    public static Uni<Attempt> attempt(Uni<?> call) {
        return call.<Attempt>map(Attempt.Definitive::new).onFailure().recoverWithItem(PeerCalls::failed);
    }

    private static Attempt failed(Throwable failure) {
        if (failure instanceof PeerRefused refused) {
            return new Attempt.Hopeless(refused.getMessage());
        }
        if (failure instanceof WebApplicationException answered) {
            var status = answered.getResponse().getStatus();
            var why = "answered " + status;
            return status >= 400 && status < 500 && !PASSING.contains(status) && !isOurs(answered)
                    ? new Attempt.Hopeless(why)
                    : new Attempt.Again(why);
        }
        return new Attempt.Again(String.valueOf(failure));
    }

    /** The client wraps what goes wrong on our side, such as a reply that cannot be read, as a 4xx of its own. */
    private static boolean isOurs(WebApplicationException answered) {
        return answered instanceof ClientWebApplicationException wrapped && wrapped.getCause() != null;
    }
}
