package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a posting was refused. Every refusal of the ledger and its numbers stand on this page. */
@Schema(name = "Refusal", description = "Sticky: the same key is always refused so.")
record RefusalBody(
        @Schema(required = true, description = "Stable, to decide by.", examples = "INSUFFICIENT_FUNDS")
        String code,

        @Schema(required = true, description = "For people.", examples = "500 are needed, 200 are available.")
        String detail,

        @Schema(
                required = true,
                description = "The ids and numbers to act on, by name: account, hold, transfer, needed, available, …",
                examples =
                        "{\"account\": \"0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a\", \"needed\": 500, \"available\": 200}")
        Map<String, Object> values) {

    private static RefusalBody of(String code, String detail, Object... values) {
        var named = new LinkedHashMap<String, Object>();
        for (int at = 0; at < values.length; at += 2) {
            named.put((String) values[at], values[at + 1]);
        }
        return new RefusalBody(code, detail, named);
    }

    static RefusalBody of(Refusal refusal) {
        if (refusal instanceof Outcome.InsufficientFunds it) {
            return of(
                    "INSUFFICIENT_FUNDS",
                    it.needed() + " are needed, " + it.available() + " are available.",
                    "account",
                    it.account(),
                    "needed",
                    it.needed(),
                    "available",
                    it.available());
        }
        return refusal instanceof Outcome.NotPermitted it
                ? of("NOT_PERMITTED", it.authority() + " is not granted this.", "operation", it.operation())
                : ofAccount(refusal);
    }

    private static RefusalBody ofAccount(Refusal refusal) {
        if (refusal instanceof Outcome.LimitReached it) {
            return of(
                    "LIMIT_REACHED",
                    "The account may have " + it.maximum() + " at most.",
                    "account",
                    it.account(),
                    "maximum",
                    it.maximum(),
                    "balance",
                    it.balance());
        } else if (refusal instanceof Outcome.AccountFrozen it) {
            return of("ACCOUNT_FROZEN", "The account is frozen.", "account", it.account());
        } else if (refusal instanceof Outcome.AccountClosed it) {
            return of("ACCOUNT_CLOSED", "The account is closed.", "account", it.account());
        } else if (refusal instanceof Outcome.AccountNotEmpty it) {
            return of(
                    "ACCOUNT_NOT_EMPTY",
                    "Only an account without balance and holds is closed.",
                    "account",
                    it.account(),
                    "posted",
                    it.posted(),
                    "held",
                    it.held());
        } else if (refusal instanceof Outcome.BalanceTooLarge it) {
            return of(
                    "BALANCE_TOO_LARGE",
                    "Running totals end at " + it.largest() + ".",
                    "account",
                    it.account(),
                    "maximum",
                    it.largest());
        } else if (refusal instanceof Outcome.AlreadyBooked it) {
            return of("ALREADY_BOOKED", "It was booked before.", "posting", it.posting());
        }
        return ofHold(refusal);
    }

    private static RefusalBody ofHold(Refusal refusal) {
        if (refusal instanceof Outcome.UnknownHold it) {
            return of("HOLD_NOT_FOUND", "There is no such hold.", "hold", it.hold());
        } else if (refusal instanceof Outcome.HoldClosed it) {
            return of("HOLD_CLOSED", "Nothing is left of the hold.", "hold", it.hold());
        } else if (refusal instanceof Outcome.HoldExpired it) {
            return of(
                    "HOLD_EXPIRED", "The hold can only be given back.", "hold", it.hold(), "expiredAt", it.expiredAt());
        } else if (refusal instanceof Outcome.HoldNotExpired it) {
            return of("HOLD_NOT_EXPIRED", "The hold's time is not over.", "hold", it.hold());
        } else if (refusal instanceof Outcome.CaptureExceedsHold it) {
            return of(
                    "CAPTURE_EXCEEDS_HOLD",
                    it.asked() + " were asked for, " + it.left() + " are left of the hold.",
                    "hold",
                    it.hold(),
                    "needed",
                    it.asked(),
                    "available",
                    it.left());
        }
        return ofReversal(refusal);
    }

    private static RefusalBody ofReversal(Refusal refusal) {
        if (refusal instanceof Outcome.UnknownTransfer it) {
            return of("TRANSFER_NOT_FOUND", "There is no such transfer.", "transfer", it.transfer());
        } else if (refusal instanceof Outcome.NotReversible it) {
            return of(
                    "NOT_REVERSIBLE",
                    "Only a transfer or a capture can be reversed.",
                    "transfer",
                    it.transfer(),
                    "kind",
                    it.kind());
        } else if (refusal instanceof Outcome.AlreadyReversed it) {
            return of(
                    "ALREADY_REVERSED",
                    "It was reversed before.",
                    "transfer",
                    it.transfer(),
                    "reversal",
                    it.reversal());
        } else if (refusal instanceof Outcome.FundsMoved it) {
            return of(
                    "FUNDS_MOVED",
                    "Of " + it.needed() + " units " + it.available() + " are still there.",
                    "transfer",
                    it.transfer(),
                    "needed",
                    it.needed(),
                    "available",
                    it.available());
        }
        throw new IllegalArgumentException("no words for " + refusal);
    }
}
