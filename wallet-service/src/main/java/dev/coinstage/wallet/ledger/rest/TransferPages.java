package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import dev.coinstage.wallet.ledger.app.TransferStore;
import dev.coinstage.wallet.ledger.app.TransferStore.Filter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Pages of transfers, for finance and for services alike. */
@ApplicationScoped
class TransferPages {

    private static final int LARGEST_PAGE = 200;

    private final TransferStore transfers;

    TransferPages(TransferStore transfers) {
        this.transfers = transfers;
    }

    /** What a request asks for. */
    static class Query {
        @Parameter(description = "Account that they moved out of or into.")
        @QueryParam("account")
        UUID account;

        @Parameter(description = "The caller's own id of what their postings are for.", example = "campaign-1")
        @QueryParam("reference")
        @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
        String reference;

        @Parameter(description = "Idempotency key of any caller; known for 31 to 62 days.")
        @QueryParam("key")
        UUID key;

        @Parameter(description = "Posting that they belong to.")
        @QueryParam("posting")
        UUID posting;

        @QueryParam("limit")
        @DefaultValue("50")
        @Min(1)
        @Max(LARGEST_PAGE)
        int limit;

        @QueryParam("after")
        String after;

        private Filter filter() {
            if (Stream.of(account, reference, key, posting)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw Problem.of(400, "INVALID_REQUEST", "Give one of account, reference, key and posting.")
                        .exception();
            }
            if (account != null) {
                return new Filter.OfAccount(account);
            } else if (reference != null) {
                return new Filter.OfReference(reference);
            }
            return key != null ? new Filter.OfKey(key) : new Filter.OfPosting(posting);
        }
    }

    Uni<TransfersBody> page(Query query) {
        var filter = query.filter();
        var place = Cursor.parse(query.after, Place.START);
        return transfers
                .known(filter)
                .invoke(known -> {
                    if (!known) {
                        throw unknown(filter).exception();
                    }
                })
                .flatMap(known -> transfers.list(filter, place, query.limit + 1))
                .map(found -> TransfersBody.page(found, query.limit));
    }

    private static Problem unknown(Filter filter) {
        if (filter instanceof Filter.OfAccount) {
            return Problem.of(404, "ACCOUNT_NOT_FOUND", "There is no such account.");
        } else if (filter instanceof Filter.OfKey) {
            return Problem.of(404, "KEY_NOT_FOUND", "No outcome is kept under that key.");
        }
        return Problem.of(404, "POSTING_NOT_FOUND", "There is no such posting.");
    }
}
