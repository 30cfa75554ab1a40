package dev.coinstage.wallet.ledger.app;

import dev.coinstage.wallet.ledger.domain.Account;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of accounts and their movements. Each read is one snapshot. */
public interface AccountStore {

    /** The accounts of one owner, ordered by kind and asset. */
    Uni<List<Account>> ofOwner(String owner);

    Uni<Optional<Account>> byId(UUID account);

    /**
     * One page of an account's movements, newest first.
     *
     * @param before only movements before this place; {@link Place#END} for the newest
     * @param limit most entries, 1 or more
     */
    Uni<List<Entry>> statement(UUID account, Place before, int limit);

    /** The posting of that kind and id, if that caller made it. */
    Uni<Optional<PostingRecord>> posting(String kind, UUID id, UUID caller);

    /** A place in the ledger's order of transfers. */
    record Place(long postingSequence, int ordinal) {

        /** After every transfer. */
        public static final Place END = new Place(Long.MAX_VALUE, 0);
    }

    /**
     * One movement of an account.
     *
     * @param change units of the account's asset, below zero when they left
     * @param balance posted balance after it
     * @param detail JSON object of its posting
     */
    record Entry(
            Place place,
            UUID transfer,
            UUID posting,
            String code,
            long change,
            long balance,
            Instant at,
            String detail) {}

    /** @param detail JSON object, see {@code Command} */
    record PostingRecord(UUID id, long commitSequence, Instant at, String detail) {}
}
