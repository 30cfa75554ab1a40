package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostLinked;
import dev.coinstage.wallet.ledger.domain.Authority;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.TransferId;
import dev.coinstage.wallet.ledger.rest.PostingsReply.ResultBody;
import dev.coinstage.wallet.ledger.rest.PostingsRequest.PostingBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Postings from the wire to the ledger and back, for services and people alike; they differ in what they may do. */
@ApplicationScoped
class PostingRequests {

    /** How the kinds of the wallet's own postings begin. */
    private static final List<String> RESERVED = List.of("purchase", "gift", "chargeback", "debt", "expiry");

    private final PostLinked postLinked;
    private final IdSource ids;
    private final Clock clock;
    private final ObjectMapper json;

    PostingRequests(PostLinked postLinked, IdSource ids, Clock clock, ObjectMapper json) {
        this.postLinked = postLinked;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** @param caller whose keys these are */
    Uni<RestResponse<PostingsReply>> post(PostingsRequest request, String keyHeader, UUID caller, Authority authority) {
        var key = IdempotencyKey.parse(keyHeader, clock.instant());
        var commands = new ArrayList<KeyedCommand>();
        var links = 0;
        for (int place = 0; place < request.postings().size(); place++) {
            var posting = request.postings().get(place);
            links += posting.links().size();
            var command = command(posting, place, caller, authority);
            commands.add(
                    new KeyedCommand(ScopedKey.of(caller, "postings/" + place, key), hash(request, place), command));
        }
        if (links > PostingsRequest.MOST_LINKS) {
            throw Problem.of(400, "TOO_MANY_LINKS", "A request has at most " + PostingsRequest.MOST_LINKS + " links.")
                    .with("limit", PostingsRequest.MOST_LINKS)
                    .exception();
        }
        requirePermitted(commands);
        return postLinked.of(commands).map(PostingRequests::reply);
    }

    private Command command(PostingBody posting, int place, UUID caller, Authority authority) {
        requireOwnKind(posting.kind(), place);
        var links = new ArrayList<Link>();
        try {
            for (var link : posting.links()) {
                links.add(Links.read(link));
            }
            return new Command(
                    TransferId.posting(ids.next()),
                    posting.kind(),
                    caller,
                    authority,
                    posting.reference() == null ? Command.NO_REFERENCE : posting.reference(),
                    links,
                    List.of(),
                    new JsonObject().put("by", authority.name()).encode());
        } catch (IllegalArgumentException wrong) {
            throw Problem.of(400, "INVALID_LINK", wrong.getMessage())
                    .with("posting", place)
                    .with("link", Math.min(links.size(), posting.links().size() - 1))
                    .exception();
        }
    }

    /** In the event feed a kind must mean what the wallet means by it. */
    private static void requireOwnKind(String kind, int place) {
        if (RESERVED.stream().anyMatch(kind::startsWith)) {
            throw Problem.of(400, "KIND_RESERVED", "Only the wallet itself makes postings of this kind.")
                    .with("posting", place)
                    .exception();
        }
    }

    /** Of the posting as it was written, and of how many came with it: new members of a later version are absent here. */
    private RequestHash hash(PostingsRequest request, int place) {
        try {
            return RequestHash.of(
                    request.postings().size(),
                    json.writeValueAsString(request.postings().get(place)));
        } catch (JsonProcessingException ofOwnRecords) {
            throw new IllegalStateException(ofOwnRecords);
        }
    }

    /** What can be told before the ledger is asked is told for the request as a whole; the ledger checks everything again. */
    private static void requirePermitted(List<KeyedCommand> commands) {
        for (int place = 0; place < commands.size(); place++) {
            var command = commands.get(place).command();
            for (var link : command.links()) {
                if (!Permissions.mayAsk(command.authority(), link)) {
                    throw Problem.of(403, "NOT_PERMITTED", "The caller is not granted this. Nothing was posted.")
                            .with("posting", place)
                            .exception();
                }
            }
        }
    }

    private static RestResponse<PostingsReply> reply(List<Answer> answers) {
        var results = new ArrayList<ResultBody>();
        for (var answer : answers) {
            if (!(answer instanceof Answer.Decided decided)) {
                throw Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.")
                        .exception();
            }
            results.add(ResultBody.from(decided));
        }
        var reply = RestResponse.ResponseBuilder.ok(new PostingsReply(results));
        if (results.stream().allMatch(ResultBody::replayed)) {
            reply.header(IdempotencyKey.REPLAYED, "true");
        }
        return reply.build();
    }
}
