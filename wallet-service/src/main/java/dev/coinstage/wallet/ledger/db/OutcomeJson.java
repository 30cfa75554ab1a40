package dev.coinstage.wallet.ledger.db;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The stored form of outcomes: {@code type} names the case and is never renamed. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Claim.class,
            Operation.class,
            TransferKind.class,
            Outcome.class,
            Outcome.Posted.class,
            Outcome.Posted.Balance.class,
            Outcome.Posted.Moved.class,
            Outcome.InsufficientFunds.class,
            Outcome.AccountFrozen.class,
            Outcome.AccountClosed.class,
            Outcome.BalanceTooLarge.class,
            Outcome.AlreadyBooked.class,
            Outcome.NotPermitted.class,
            Outcome.LimitReached.class,
            Outcome.AccountNotEmpty.class,
            Outcome.UnknownHold.class,
            Outcome.HoldClosed.class,
            Outcome.HoldExpired.class,
            Outcome.HoldNotExpired.class,
            Outcome.CaptureExceedsHold.class,
            Outcome.UnknownTransfer.class,
            Outcome.NotReversible.class,
            Outcome.AlreadyReversed.class,
            Outcome.FundsMoved.class,
            OutcomeJson.Typed.class,
            OutcomeJson.WithoutDetail.class
        })
class OutcomeJson {

    /** The domain knows nothing of JSON, so the names of its cases stand here. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Posted.class, name = "posted"),
        @JsonSubTypes.Type(value = Outcome.InsufficientFunds.class, name = "insufficientFunds"),
        @JsonSubTypes.Type(value = Outcome.AccountFrozen.class, name = "accountFrozen"),
        @JsonSubTypes.Type(value = Outcome.AccountClosed.class, name = "accountClosed"),
        @JsonSubTypes.Type(value = Outcome.BalanceTooLarge.class, name = "balanceTooLarge"),
        @JsonSubTypes.Type(value = Outcome.AlreadyBooked.class, name = "alreadyBooked"),
        @JsonSubTypes.Type(value = Outcome.NotPermitted.class, name = "notPermitted"),
        @JsonSubTypes.Type(value = Outcome.LimitReached.class, name = "limitReached"),
        @JsonSubTypes.Type(value = Outcome.AccountNotEmpty.class, name = "accountNotEmpty"),
        @JsonSubTypes.Type(value = Outcome.UnknownHold.class, name = "unknownHold"),
        @JsonSubTypes.Type(value = Outcome.HoldClosed.class, name = "holdClosed"),
        @JsonSubTypes.Type(value = Outcome.HoldExpired.class, name = "holdExpired"),
        @JsonSubTypes.Type(value = Outcome.HoldNotExpired.class, name = "holdNotExpired"),
        @JsonSubTypes.Type(value = Outcome.CaptureExceedsHold.class, name = "captureExceedsHold"),
        @JsonSubTypes.Type(value = Outcome.UnknownTransfer.class, name = "unknownTransfer"),
        @JsonSubTypes.Type(value = Outcome.NotReversible.class, name = "notReversible"),
        @JsonSubTypes.Type(value = Outcome.AlreadyReversed.class, name = "alreadyReversed"),
        @JsonSubTypes.Type(value = Outcome.FundsMoved.class, name = "fundsMoved")
    })
    interface Typed {}

    /** The detail is kept with the posting, once; stored outcomes are many. */
    abstract static class WithoutDetail {

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        abstract String detail();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        abstract List<Outcome.Posted.Moved> moved();
    }

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addMixIn(Outcome.class, Typed.class)
            .addMixIn(Outcome.Posted.class, WithoutDetail.class)
            .build();

    String write(Outcome outcome) {
        try {
            return mapper.writerFor(Outcome.class).writeValueAsString(outcome);
        } catch (JsonProcessingException everyCaseIsKnown) {
            throw new IllegalStateException(everyCaseIsKnown);
        }
    }

    /** @throws IllegalStateException when it was not written here */
    Outcome read(String json) {
        try {
            return mapper.readValue(json, Outcome.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }

    /** The same, a posting with its detail, and with all that was left out because it is empty. */
    Outcome read(String json, Map<UUID, String> details) {
        var outcome = read(json);
        return outcome instanceof Outcome.Posted posted
                ? new Outcome.Posted(
                        posted.posting(),
                        posted.commitSequence(),
                        posted.sequence(),
                        posted.at(),
                        posted.balances(),
                        posted.moved() == null ? List.of() : posted.moved(),
                        posted.detail() == null ? details.get(posted.posting()) : posted.detail())
                : outcome;
    }
}
