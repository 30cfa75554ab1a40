package dev.coinstage.payout.payout.domain;

import java.util.List;

/**
 * A step of a payout: what it is afterwards, and what follows from it. A step that changes nothing has no effects and the same
 * payout.
 */
public record Changed(Payout payout, List<Effect> effects) {

    public Changed {
        effects = List.copyOf(effects);
    }

    static Changed of(Payout payout, Effect... effects) {
        return new Changed(payout, List.of(effects));
    }

    static Changed nothing(Payout payout) {
        return new Changed(payout, List.of());
    }
}
