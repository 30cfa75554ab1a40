package dev.coinstage.defaults.idempotency;

import org.jboss.resteasy.reactive.RestResponse;

/** Replies that say whether they were given before. */
public final class Replays {

    private Replays() {}

    /** 201 with the body; with {@code Idempotency-Replayed: true} when an earlier request created it. */
    public static <T> RestResponse<T> created(T body, boolean replayed) {
        var reply = RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, body);
        if (replayed) {
            reply.header(IdempotencyKey.REPLAYED, "true");
        }
        return reply.build();
    }
}
