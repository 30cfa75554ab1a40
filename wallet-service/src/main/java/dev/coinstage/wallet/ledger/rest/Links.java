package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Turns links from the wire into the domain's. */
final class Links {

    private Links() {}

    /** @throws IllegalArgumentException saying what is wrong with it */
    static Link read(LinkBody body) {
        body.requireFields();
        return switch (body.type()) {
            case TRANSFER ->
                new Link.Transfer(body.debit().key(), body.credit().key(), body.amount(), body.code(), LotEffect.NONE);
            case BALANCING ->
                new Link.Balancing(body.debit().key(), body.credit().key(), body.amount(), body.code());
            case HOLD ->
                new Link.Hold(body.debit().key(), body.credit().key(), body.amount(), body.code(), expiry(body));
            case CAPTURE -> new Link.Capture(body.hold(), body.amount(), Boolean.TRUE.equals(body.releaseRest()));
            case VOID -> new Link.Void(body.hold());
            case CAPTURE_ALL -> new Link.CaptureAll(body.posting());
            case VOID_ALL -> new Link.VoidAll(body.posting());
            case REVERSE -> new Link.Reverse(body.transfer(), Boolean.TRUE.equals(body.forced()));
            case FREEZE -> new Link.Freeze(body.account().key());
            case UNFREEZE -> new Link.Unfreeze(body.account().key());
            case CLOSE -> new Link.Close(body.account().key());
            case LIMIT -> new Link.Limit(body.account().key(), body.minimum(), body.maximum());
        };
    }

    private static Instant expiry(LinkBody body) {
        return body.expiresAt() == null ? Link.Hold.NEVER : body.expiresAt().truncatedTo(ChronoUnit.MICROS);
    }
}
