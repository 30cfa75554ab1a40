package dev.coinstage.wallet.ledger.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link on the wire. Which members it needs follows from its type, see {@link #FIELDS}; any other is refused. */
@Schema(
        name = "Link",
        description =
                "TRANSFER, BALANCING and HOLD: debit, credit, amount, code; HOLD may have expiresAt. CAPTURE: hold, "
                        + "amount, releaseRest. VOID: hold. CAPTURE_ALL, VOID_ALL: posting, the only link. REVERSE: transfer, forced. "
                        + "FREEZE, UNFREEZE, CLOSE: account. LIMIT: account, minimum, maximum.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkBody(
        @Schema(required = true, examples = "HOLD") @NotNull Type type,
        @Valid AccountBody debit,
        @Valid AccountBody credit,

        @Schema(description = "Units of the accounts' asset; the most of BALANCING.", examples = "500")
        Long amount,

        @Schema(examples = "CAMPAIGN_BUDGET") TransferCode code,

        @Schema(description = "From then on the hold can only be given back; reserves have none.")
        Instant expiresAt,

        @Schema(description = "Transfer that made the hold.")
        UUID hold,

        @Schema(description = "Posting whose holds are meant, all of them.")
        UUID posting,

        @Schema(description = "Transfer to move back.") UUID transfer,

        @Schema(description = "Gives back what the capture leaves; false unless told.")
        Boolean releaseRest,

        @Schema(description = "Also when the units moved on: the receiver owes them. False unless told.")
        Boolean forced,

        @Valid AccountBody account,

        @Schema(description = "What must stay on the account.", examples = "0")
        Long minimum,

        @Schema(description = "Most that it may have.", examples = "100000")
        Long maximum) {

    enum Type {
        TRANSFER,
        BALANCING,
        HOLD,
        CAPTURE,
        VOID,
        CAPTURE_ALL,
        VOID_ALL,
        REVERSE,
        FREEZE,
        UNFREEZE,
        CLOSE,
        LIMIT
    }

    @Schema(name = "AccountName", description = "Names an account, which is opened when it is first touched.")
    record AccountBody(
            @Schema(required = true, description = "A user's id, or platform.", examples = "platform")
            @NotNull
            @Pattern(regexp = "platform|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
            String owner,

            @Schema(required = true, examples = "PROMOTE_REVENUE") @NotNull
            AccountKind kind,

            @Schema(required = true, examples = "COIN") @NotNull @Pattern(regexp = "COIN|DIAMOND|[A-Z]{3}")
            String asset) {

        AccountKey key() {
            return new AccountKey(owner, kind, new Asset(asset));
        }
    }

    /** Members that a type needs, and those that it may have. */
    private record Fields(Set<String> needed, Set<String> allowed) {}

    private static final Fields MOVING = new Fields(Set.of("debit", "credit", "amount", "code"), Set.of());
    private static final Fields OF_ACCOUNT = new Fields(Set.of("account"), Set.of());
    private static final Fields OF_CHAIN = new Fields(Set.of("posting"), Set.of());

    private static final Map<Type, Fields> FIELDS = Map.ofEntries(
            Map.entry(Type.TRANSFER, MOVING),
            Map.entry(Type.BALANCING, MOVING),
            Map.entry(Type.HOLD, new Fields(MOVING.needed(), Set.of("expiresAt"))),
            Map.entry(Type.CAPTURE, new Fields(Set.of("hold", "amount"), Set.of("releaseRest"))),
            Map.entry(Type.VOID, new Fields(Set.of("hold"), Set.of())),
            Map.entry(Type.CAPTURE_ALL, OF_CHAIN),
            Map.entry(Type.VOID_ALL, OF_CHAIN),
            Map.entry(Type.REVERSE, new Fields(Set.of("transfer"), Set.of("forced"))),
            Map.entry(Type.FREEZE, OF_ACCOUNT),
            Map.entry(Type.UNFREEZE, OF_ACCOUNT),
            Map.entry(Type.CLOSE, OF_ACCOUNT),
            Map.entry(Type.LIMIT, new Fields(Set.of("account", "minimum", "maximum"), Set.of())));

    /** @throws IllegalArgumentException naming the members that are missing or do not belong */
    void requireFields() {
        var fields = FIELDS.get(type);
        var given = given();
        var missing = new TreeSet<>(fields.needed());
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(type + " needs " + String.join(", ", missing));
        }
        given.removeAll(fields.needed());
        given.removeAll(fields.allowed());
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(type + " has no " + String.join(", ", given));
        }
    }

    private Set<String> given() {
        var given = new TreeSet<String>();
        note(given, "debit", debit);
        note(given, "credit", credit);
        note(given, "amount", amount);
        note(given, "code", code);
        note(given, "expiresAt", expiresAt);
        note(given, "hold", hold);
        note(given, "posting", posting);
        note(given, "transfer", transfer);
        note(given, "releaseRest", releaseRest);
        note(given, "forced", forced);
        note(given, "account", account);
        note(given, "minimum", minimum);
        note(given, "maximum", maximum);
        return given;
    }

    private static void note(Set<String> given, String name, Object value) {
        if (value != null) {
            given.add(name);
        }
    }
}
