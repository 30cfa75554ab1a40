package dev.coinstage.payout.payout.domain;

import dev.coinstage.payout.payout.domain.Effect.News;
import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The state machine of a payout. Pure: what happened goes in, the payout afterwards and what follows from it come out. Steps that no
 * longer fit change nothing, so that whatever is said twice, late or out of order does no harm. Money moves at most once: the hold is
 * either given back or captured, and only proof that nothing was paid gives it back once the provider was called.
 *
 * @param caseApproved an analyst has approved it: a later REVIEW does not hold it again
 * @param sends how often the provider was called for the one attempt
 * @param providerId the provider's name for it; empty until it said so
 * @param returned what came back; nothing unless returned
 */
public record Payout(
        Terms terms,
        PayoutState state,
        Reason reason,
        Funds funds,
        Decision decision,
        boolean caseApproved,
        Sending sending,
        int sends,
        String providerId,
        Money returned) {

    /** How often a provider is called that proves each time that it has nothing; then the payout has failed. */
    public static final int MOST_SENDS = 3;

    /** An intent: the wallet is asked for a hold. */
    public static Changed requested(Terms terms) {
        var payout = new Payout(
                terms,
                PayoutState.REQUESTED,
                Reason.NONE,
                Funds.HOLDING,
                new Decision.None(),
                false,
                Sending.NONE,
                0,
                "",
                new Money(terms.net().currency(), 0));
        return Changed.of(payout, new Effect.Tell(News.REQUESTED));
    }

    /** True until the provider may have it: so long it can be held, rejected and canceled. */
    public boolean isRecallable() {
        return !state.isOver() && (sending == Sending.NONE || sending == Sending.READY);
    }

    /** True until the provider was called for the first time. */
    public boolean isCancelable() {
        return isRecallable() && sends == 0;
    }

    /** The diamonds given back for what came back; none unless returned. */
    public Diamonds givenBack() {
        return returned.isNothing() ? Diamonds.NONE : terms.givenBackFor(returned);
    }

    /** The wallet holds the diamonds. Whoever ended the payout meanwhile gets them back. */
    public Changed holdPlaced() {
        if (funds != Funds.HOLDING) {
            return Changed.nothing(this);
        }
        return state.isOver() ? Changed.of(with(Funds.VOIDING), new Effect.VoidHold()) : Changed.of(with(Funds.HELD));
    }

    public Changed holdRefused(Reason why) {
        if (funds != Funds.HOLDING) {
            return Changed.nothing(this);
        }
        var refused = with(Funds.REFUSED);
        return state.isOver()
                ? Changed.of(refused)
                : Changed.of(refused.with(PayoutState.REJECTED, why), new Effect.Tell(News.CANCELED));
    }

    /** fraud-service has decided. What was decided while the payout was held for another reason is not acted on. */
    public Changed decided(Decision.Made made) {
        if (!isRecallable() || state == PayoutState.HELD) {
            return Changed.nothing(this);
        }
        var known = with(made);
        if (made.outcome() == Decision.Outcome.BLOCK) {
            return known.end(PayoutState.REJECTED, Reason.FRAUD_BLOCKED, News.CANCELED);
        }
        if (goesOnBy(made)) {
            return Changed.of(
                    sending == Sending.NONE
                            ? known.with(PayoutState.APPROVED, Reason.NONE)
                            : known.with(state, reason));
        }
        return known.hold(Reason.FRAUD_REVIEW);
    }

    /** A challenge asks for what the creator has shown: nobody asks for a payout without two factors. */
    private boolean goesOnBy(Decision.Made made) {
        return switch (made.outcome()) {
            case ALLOW, CHALLENGE -> true;
            case REVIEW -> caseApproved;
            case BLOCK -> false;
        };
    }

    /** Stops it before submission: a restriction, a frozen account, a debt. */
    public Changed stopped(Reason why) {
        if (!isRecallable() || state == PayoutState.HELD && (reason == why || why != Reason.RESTRICTED)) {
            return Changed.nothing(this);
        }
        // under review it stays: the case is decided first, and the restriction is looked at again after it
        return state == PayoutState.HELD && reason == Reason.FRAUD_REVIEW ? Changed.nothing(this) : hold(why);
    }

    /** What stopped it is gone: fraud-service is asked anew. */
    public Changed released(Reason why) {
        return state == PayoutState.HELD && reason == why ? Changed.of(anew(caseApproved)) : Changed.nothing(this);
    }

    /** An analyst has decided. Too late once the provider may have it. */
    public Changed caseDecided(boolean approved) {
        if (!isRecallable()) {
            return Changed.nothing(this);
        }
        if (!approved) {
            return end(PayoutState.REJECTED, Reason.CASE_DENIED, News.CANCELED);
        }
        return Changed.of(state == PayoutState.HELD && reason == Reason.FRAUD_REVIEW ? anew(true) : approvedByCase());
    }

    /** The creator has thought better of it. */
    public Changed canceled() {
        return isCancelable()
                ? end(PayoutState.CANCELED, Reason.CANCELED_BY_CREATOR, News.CANCELED)
                : Changed.nothing(this);
    }

    /** Whether the provider may be told now, as far as this payout knows. */
    public boolean maySend(Instant now, Duration oldestDecision) {
        return (state == PayoutState.APPROVED || state == PayoutState.SUBMITTING && sending == Sending.READY)
                && funds == Funds.HELD
                && decision instanceof Decision.Made made
                && goesOnBy(made)
                && made.isFresh(now, oldestDecision);
    }

    /** The attempt is committed before the provider hears of it. */
    public Changed prepared(Instant now, Duration oldestDecision) {
        return state == PayoutState.APPROVED && maySend(now, oldestDecision)
                ? Changed.of(with(PayoutState.SUBMITTING, Reason.NONE).with(Sending.READY))
                : Changed.nothing(this);
    }

    /** Committed just before the call, so that a crash during the call is seen as a call whose outcome is unknown. */
    public Changed goesOut(Instant now, Duration oldestDecision) {
        if (state != PayoutState.SUBMITTING || !maySend(now, oldestDecision)) {
            return Changed.nothing(this);
        }
        var out = new Payout(
                terms, state, reason, funds, decision, caseApproved, Sending.OUT, sends + 1, providerId, returned);
        return sends == 0 ? Changed.of(out, new Effect.Tell(News.SUBMITTED)) : Changed.of(out);
    }

    /** The provider refused the call itself: it has nothing. */
    public Changed refusedByProvider() {
        return silent()
                ? with(Sending.ANSWERED).end(PayoutState.FAILED, Reason.PROVIDER_REFUSED, News.FAILED)
                : Changed.nothing(this);
    }

    /** No answer, or none that tells: the money stays reserved and the provider is asked. */
    public Changed unanswered() {
        return silent() && state == PayoutState.SUBMITTING
                ? Changed.of(with(PayoutState.OUTCOME_UNKNOWN, Reason.NONE))
                : Changed.nothing(this);
    }

    /**
     * The provider proves that it never accepted the reference: the same attempt goes out again under the same key, or has failed
     * when it was out {@link #MOST_SENDS} times.
     */
    public Changed provedAbsent() {
        if (!silent()) {
            return Changed.nothing(this);
        }
        return sends < MOST_SENDS
                ? Changed.of(with(PayoutState.SUBMITTING, Reason.NONE).with(Sending.READY))
                : with(Sending.ANSWERED).end(PayoutState.FAILED, Reason.NEVER_EXECUTED, News.FAILED);
    }

    /** Out, and the provider has not said anything that tells. */
    private boolean silent() {
        return sending == Sending.OUT && state.progress() == 0 && !state.isOver();
    }

    /**
     * Takes what the provider says. Only news moves it: what it knew, or what an earlier stage would say, changes nothing. Whether
     * it contradicts what is known is told by {@link #isContradictedBy}.
     */
    public Changed told(ProviderSays said) {
        if (sending == Sending.NONE || isContradictedBy(said)) {
            return Changed.nothing(this);
        }
        var known = with(Sending.ANSWERED).named(said.providerId());
        if (said instanceof ProviderSays.Failed) {
            return state.progress() < PayoutState.FAILED.progress()
                    ? known.end(PayoutState.FAILED, Reason.PROVIDER_FAILED, News.FAILED)
                    : Changed.nothing(this);
        }
        if (said instanceof ProviderSays.Returned back) {
            return state == PayoutState.RETURNED ? Changed.nothing(this) : known.cameBack(back.amount());
        }
        var next = said instanceof ProviderSays.Paid
                ? PayoutState.COMPLETED
                : said instanceof ProviderSays.Sent ? PayoutState.SENT : PayoutState.PROCESSING;
        if (next.progress() <= state.progress()) {
            return Changed.nothing(this);
        }
        var moved = known.with(next, Reason.NONE);
        return next == PayoutState.COMPLETED
                ? Changed.of(moved.with(Funds.SETTLING), new Effect.Settle(), new Effect.Tell(News.COMPLETED))
                : Changed.of(moved);
    }

    /** A return says that it was paid, too, if nobody had said so. */
    private Changed cameBack(Money amount) {
        var back = with(PayoutState.RETURNED, Reason.RETURNED_BY_BANK).withReturned(amount);
        return switch (funds) {
            case HELD ->
                Changed.of(
                        back.with(Funds.SETTLING),
                        new Effect.Settle(),
                        new Effect.Tell(News.COMPLETED),
                        new Effect.Tell(News.RETURNED));
            case SETTLED -> back.bookReturn(new Effect.Tell(News.RETURNED));
            default -> Changed.of(back, new Effect.Tell(News.RETURNED));
        };
    }

    private Changed bookReturn(Effect... others) {
        var effects = new ArrayList<Effect>();
        effects.add(new Effect.BookReturn(givenBack(), returned));
        effects.addAll(List.of(others));
        return new Changed(with(Funds.RETURNING), effects);
    }

    /**
     * What cannot be true beside what is known: paid after it failed or was given back, failed after it was paid, another name, more
     * back than was paid, or another amount back than before. A person must look.
     */
    public boolean isContradictedBy(ProviderSays said) {
        if (sending == Sending.NONE
                || !providerId.isEmpty() && !said.providerId().equals(providerId)) {
            return true;
        }
        if (said instanceof ProviderSays.Failed) {
            return state == PayoutState.COMPLETED || state == PayoutState.RETURNED || state.isOver() && !failedThere();
        }
        if (said instanceof ProviderSays.Returned back) {
            return state.isOver()
                    || back.amount().isNothing()
                    || back.amount().isMoreThan(terms.net())
                    || state == PayoutState.RETURNED && !returned.equals(back.amount());
        }
        return state.isOver() && !(failedThere() && !(said instanceof ProviderSays.Paid));
    }

    /** The provider had it and failed: that it accepted or sent it before is no contradiction. */
    private boolean failedThere() {
        return state == PayoutState.FAILED && reason == Reason.PROVIDER_FAILED;
    }

    /** The wallet has given the hold back. */
    public Changed voided() {
        return funds == Funds.VOIDING ? Changed.of(with(Funds.VOIDED)) : Changed.nothing(this);
    }

    /** The wallet has captured the hold; what came back meanwhile is booked next. */
    public Changed settled() {
        if (funds != Funds.SETTLING) {
            return Changed.nothing(this);
        }
        return state == PayoutState.RETURNED ? bookReturn() : Changed.of(with(Funds.SETTLED));
    }

    public Changed returnBooked() {
        return funds == Funds.RETURNING ? Changed.of(with(Funds.RETURNED)) : Changed.nothing(this);
    }

    /** The wallet would not book the return now, because the account is frozen. */
    public Changed returnPostponed() {
        return funds == Funds.RETURNING ? Changed.of(with(Funds.POSTPONED)) : Changed.nothing(this);
    }

    /** The wallet is asked once more. */
    public Changed returnTakenUp() {
        return funds == Funds.POSTPONED ? bookReturn() : Changed.nothing(this);
    }

    private Changed hold(Reason why) {
        return Changed.of(
                new Payout(
                        terms,
                        PayoutState.HELD,
                        why,
                        funds,
                        new Decision.None(),
                        caseApproved && why != Reason.RESTRICTED,
                        sending,
                        sends,
                        providerId,
                        returned),
                new Effect.Tell(News.HELD));
    }

    /** Ends it without payment; the hold is given back, now or as soon as it is there. */
    private Changed end(PayoutState how, Reason why, News news) {
        var over = with(how, why);
        return funds == Funds.HELD
                ? Changed.of(over.with(Funds.VOIDING), new Effect.VoidHold(), new Effect.Tell(news))
                : Changed.of(over, new Effect.Tell(news));
    }

    /** Back to where fraud-service is asked; an attempt that is committed stays the one attempt. */
    private Payout anew(boolean approved) {
        return new Payout(
                terms,
                sending == Sending.NONE ? PayoutState.REQUESTED : PayoutState.SUBMITTING,
                Reason.NONE,
                funds,
                new Decision.None(),
                approved,
                sending,
                sends,
                providerId,
                returned);
    }

    private Payout approvedByCase() {
        return new Payout(terms, state, reason, funds, decision, true, sending, sends, providerId, returned);
    }

    private Payout with(PayoutState next, Reason why) {
        return new Payout(terms, next, why, funds, decision, caseApproved, sending, sends, providerId, returned);
    }

    private Payout with(Funds next) {
        return new Payout(terms, state, reason, next, decision, caseApproved, sending, sends, providerId, returned);
    }

    private Payout with(Decision made) {
        return new Payout(terms, state, reason, funds, made, caseApproved, sending, sends, providerId, returned);
    }

    private Payout with(Sending next) {
        return new Payout(terms, state, reason, funds, decision, caseApproved, next, sends, providerId, returned);
    }

    private Payout named(String name) {
        return new Payout(terms, state, reason, funds, decision, caseApproved, sending, sends, name, returned);
    }

    private Payout withReturned(Money amount) {
        return new Payout(terms, state, reason, funds, decision, caseApproved, sending, sends, providerId, amount);
    }
}
