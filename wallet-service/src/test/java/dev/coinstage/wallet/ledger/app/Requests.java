package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Authority;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Commands that are told apart by a number, and the answer that belongs to each. */
final class Requests {

    /** Postings leave room for the places of their transfers. */
    private static final int PLACE_BITS = 7;

    /** Links of linked requests that a batch takes beside the live ones. */
    static final int LINKED_SHARE = 4;

    private static final UUID CALLER = new UUID(7, 0);
    private static final Authority AUTHORITY = new Authority("test", Set.of(), Set.of());
    private static final AccountKey ISSUANCE = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);
    private static final AccountKey CREATOR = AccountKey.of(CALLER, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND);

    private Requests() {}

    static KeyedCommand request(int number) {
        return request(number, 1);
    }

    /** One with that many links. */
    static KeyedCommand request(int number, int links) {
        var id = new UUID(1, (long) number << PLACE_BITS);
        var link = new Link.Transfer(ISSUANCE, CREATOR, 1, TransferCode.GIFT_DIAMONDS, LotEffect.NONE);
        return new KeyedCommand(
                new ScopedKey(CALLER + "/gift", id),
                RequestHash.of(number),
                new Command(
                        id,
                        "gift",
                        CALLER,
                        AUTHORITY,
                        Command.NO_REFERENCE,
                        Collections.nCopies(links, link),
                        List.of(),
                        "{}"));
    }

    static int number(KeyedCommand request) {
        return (int) (request.command().posting().getLeastSignificantBits() >> PLACE_BITS);
    }

    /** Those of numbers 0 to {@code count - 1}. */
    static List<KeyedCommand> requests(int count) {
        return IntStream.range(0, count).mapToObj(Requests::request).toList();
    }

    static Answer answer(KeyedCommand command) {
        return new Answer.Decided(
                new Outcome.Posted(
                        command.command().posting(), 1, number(command), Instant.EPOCH, List.of(), List.of(), "{}"),
                false);
    }

    static List<Answer> answers(List<KeyedCommand> commands) {
        return commands.stream().map(Requests::answer).toList();
    }

    static PostingConfig config(int batchLimit, int queueLimit) {
        return config(batchLimit, queueLimit, Duration.ofSeconds(10));
    }

    static PostingConfig config(int batchLimit, int queueLimit, Duration batchTimeLimit) {
        return new Limits(batchLimit, queueLimit, batchTimeLimit);
    }

    private record Limits(int batchLimit, int queueLimit, Duration batchTimeLimit) implements PostingConfig {

        @Override
        public int linkedQueueLimit() {
            return queueLimit;
        }

        @Override
        public int linkedShare() {
            return LINKED_SHARE;
        }
    }
}
