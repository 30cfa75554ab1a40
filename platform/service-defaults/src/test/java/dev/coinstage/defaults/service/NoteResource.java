package dev.coinstage.defaults.service;

import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** An ordinary operation in Hibernate Reactive's world: once per key. */
@Path("/v1/notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NoteResource {

    /** A text that is written, and then refused. */
    static final String REFUSED = "refused";

    /** Long enough that callers who come at once overlap. */
    private static final Duration TAKES = Duration.ofMillis(200);

    private final HibernateOutcomes outcomes;
    private final IdSource ids;
    private final Clock clock;
    private final Caller caller;

    NoteResource(HibernateOutcomes outcomes, IdSource ids, Clock clock, Caller caller) {
        this.outcomes = outcomes;
        this.ids = ids;
        this.clock = clock;
        this.caller = caller;
    }

    /** What to write. */
    public record NoteRequest(String text) {}

    @POST
    @RolesAllowed("viewer")
    public Uni<RestResponse<Map<String, String>>> write(
            NoteRequest request, @HeaderParam(IdempotencyKey.HEADER) String header) {
        var key = ScopedKey.of(caller.subject(), "notes", IdempotencyKey.parse(header, clock.instant()));
        return outcomes.once(key, RequestHash.of(request.text()), () -> persist(request.text()), this::json, this::id)
                .map(answer -> Replays.created(Map.of("id", answer.value().toString()), answer.replayed()));
    }

    private Uni<UUID> persist(String text) {
        var note = new Note(ids.next(), text);
        return Panache.getSession()
                .flatMap(session -> session.persist(note).call(session::flush))
                .onItem()
                .delayIt()
                .by(TAKES)
                .invoke(() -> {
                    if (REFUSED.equals(text)) {
                        throw Problem.of(422, "REFUSED", "No.").exception();
                    }
                })
                .replaceWith(note.id);
    }

    private String json(UUID id) {
        return new JsonObject().put("id", id.toString()).encode();
    }

    private UUID id(String json) {
        return UUID.fromString(new JsonObject(json).getString("id"));
    }
}
