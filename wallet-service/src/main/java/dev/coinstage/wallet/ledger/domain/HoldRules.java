package dev.coinstage.wallet.ledger.domain;

import static dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer.NO_DRAW;

import dev.coinstage.wallet.ledger.domain.OpenChain.Entry;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What becomes of holds: captured, given back, expired. Frozen accounts do not stop it, for it was promised before. */
final class HoldRules {

    private final OpenChain chain;
    private final OpenBatch batch;

    HoldRules(OpenChain chain) {
        this.chain = chain;
        this.batch = chain.batch();
    }

    Optional<Refusal> capture(Link.Capture asked) {
        var found = batch.hold(asked.hold());
        if (found.isEmpty()) {
            return Optional.of(new Outcome.UnknownHold(asked.hold()));
        }
        var hold = found.get();
        var refusal = uncapturable(hold, asked);
        if (refusal.isEmpty()) {
            capture(hold, asked.amount());
            var rest = hold.captured(asked.amount());
            if (asked.releaseRest() && rest.left() > 0) {
                release(rest, TransferKind.VOID);
            }
        }
        return refusal;
    }

    private Optional<Refusal> uncapturable(Hold hold, Link.Capture asked) {
        if (!permitted(Operation.CAPTURE, hold)) {
            return notPermitted(Operation.CAPTURE);
        }
        if (asked.releaseRest() && !permitted(Operation.VOID, hold)) {
            return notPermitted(Operation.VOID);
        }
        if (hold.left() == 0) {
            return Optional.of(new Outcome.HoldClosed(hold.id()));
        }
        if (hold.expired(batch.time().at())) {
            return Optional.of(new Outcome.HoldExpired(hold.id(), hold.expiresAt()));
        }
        return asked.amount() > hold.left()
                ? Optional.of(new Outcome.CaptureExceedsHold(hold.id(), asked.amount(), hold.left()))
                : Optional.empty();
    }

    Optional<Refusal> release(Link.Void asked) {
        return batch.hold(asked.hold())
                .map(hold -> releaseOne(hold, Operation.VOID, TransferKind.VOID))
                .orElse(Optional.of(new Outcome.UnknownHold(asked.hold())));
    }

    Optional<Refusal> expire(Link.Expire asked) {
        return batch.hold(asked.hold())
                .map(hold -> releaseOne(hold, Operation.EXPIRE, TransferKind.EXPIRY))
                .orElse(Optional.of(new Outcome.UnknownHold(asked.hold())));
    }

    private Optional<Refusal> releaseOne(Hold hold, Operation operation, TransferKind kind) {
        if (!permitted(operation, hold)) {
            return notPermitted(operation);
        }
        if (hold.left() == 0) {
            return Optional.of(new Outcome.HoldClosed(hold.id()));
        }
        if (kind == TransferKind.EXPIRY && !hold.expired(batch.time().at())) {
            return Optional.of(new Outcome.HoldNotExpired(hold.id()));
        }
        release(hold, kind);
        return Optional.empty();
    }

    Optional<Refusal> captureAll(Link.CaptureAll asked) {
        var open = batch.holdsOf(asked.posting()).stream()
                .filter(hold -> hold.left() > 0)
                .toList();
        var refusal = refusalOfAll(asked.posting(), open, Operation.CAPTURE).or(() -> firstExpired(open));
        if (refusal.isEmpty()) {
            open.forEach(hold -> capture(hold, hold.left()));
        }
        return refusal;
    }

    Optional<Refusal> releaseAll(Link.VoidAll asked) {
        var open = batch.holdsOf(asked.posting()).stream()
                .filter(hold -> hold.left() > 0)
                .toList();
        var refusal = refusalOfAll(asked.posting(), open, Operation.VOID);
        if (refusal.isEmpty()) {
            open.forEach(hold -> release(hold, TransferKind.VOID));
        }
        return refusal;
    }

    private Optional<Refusal> refusalOfAll(UUID posting, List<Hold> open, Operation operation) {
        var all = batch.holdsOf(posting);
        if (all.isEmpty()) {
            return Optional.of(new Outcome.UnknownHold(posting));
        }
        if (!all.stream().allMatch(hold -> permitted(operation, hold))) {
            return notPermitted(operation);
        }
        return open.isEmpty() ? Optional.of(new Outcome.HoldClosed(posting)) : Optional.empty();
    }

    private Optional<Refusal> firstExpired(List<Hold> open) {
        return open.stream()
                .filter(hold -> hold.expired(batch.time().at()))
                .findFirst()
                .map(hold -> new Outcome.HoldExpired(hold.id(), hold.expiresAt()));
    }

    private boolean permitted(Operation operation, Hold hold) {
        var debit = batch.account(hold.debit()).key().kind();
        var credit = batch.account(hold.credit()).key().kind();
        return chain.authority().allows(operation, hold.code(), debit, credit);
    }

    private Optional<Refusal> notPermitted(Operation operation) {
        return Optional.of(new Outcome.NotPermitted(chain.authority().name(), operation));
    }

    private void capture(Hold hold, long amount) {
        batch.save(hold.captured(amount));
        chain.post(
                entry(TransferKind.CAPTURE, hold, amount),
                batch.account(hold.debit()).debitHeld(-amount).debited(amount),
                batch.account(hold.credit()).creditHeld(-amount).credited(amount));
    }

    private void release(Hold hold, TransferKind kind) {
        var entry = entry(kind, hold, hold.left());
        var debit = batch.account(hold.debit()).debitHeld(-hold.left());
        if (debit.key().kind().holdsLots()) {
            var slices = batch.lots().slices(hold.debit(), entry.axisFrom(), hold.left());
            debit = debit.with(
                    batch.lots().giveBack(debit.lots(), slices, chain.transferId(), chain.sequence(), chain.ordinal()));
        }
        batch.save(hold.releasedWhole());
        chain.post(entry, debit, batch.account(hold.credit()).creditHeld(-hold.left()));
    }

    /** Captures take the hold's draw from its beginning. */
    private static Entry entry(TransferKind kind, Hold hold, long amount) {
        var axisFrom = hold.axisFrom() == NO_DRAW ? NO_DRAW : hold.axisFrom() + hold.captured();
        return new Entry(kind, hold.id(), hold.code(), amount, axisFrom);
    }
}
