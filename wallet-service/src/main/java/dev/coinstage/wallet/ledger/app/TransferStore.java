package dev.coinstage.wallet.ledger.app;

import dev.coinstage.wallet.ledger.app.AccountStore.Moment;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of transfers and postings for who answers for the books. */
public interface TransferStore {

    /**
     * One page of the transfers of an account, reference, key or posting, oldest first. New transfers come behind all that are
     * there, so that pages miss and repeat none.
     *
     * @param after only transfers after this place; {@link Place#START} for the oldest
     * @param limit most transfers, 1 or more
     */
    Uni<List<Transfer>> list(Filter filter, Place after, int limit);

    /** Whether there is such an account, key or posting. A reference is known always: it is the caller's. */
    Uni<Boolean> known(Filter filter);

    Uni<Optional<Posting>> posting(UUID id);

    /** Whose transfers are meant. */
    sealed interface Filter {

        /** Moved out of it or into it. */
        record OfAccount(UUID account) implements Filter {}

        record OfReference(String reference) implements Filter {}

        /** @param key idempotency key, whoever used it, as long as outcomes are kept */
        record OfKey(UUID key) implements Filter {}

        record OfPosting(UUID posting) implements Filter {}
    }

    /**
     * @param relatesTo the hold or transfer that it continues
     * @param reference of its posting
     */
    record Transfer(
            Place place,
            UUID id,
            UUID posting,
            TransferKind kind,
            TransferCode code,
            UUID debit,
            UUID credit,
            long amount,
            Optional<UUID> relatesTo,
            Moment moment,
            Optional<String> reference) {}

    /** @param sequence place among all postings */
    record Posting(UUID id, long sequence, String kind, Optional<String> reference, long commit, Instant at) {}
}
