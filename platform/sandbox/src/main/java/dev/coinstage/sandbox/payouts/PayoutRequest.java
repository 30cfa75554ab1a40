package dev.coinstage.sandbox.payouts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What a platform asks to be paid out.
 *
 * @param reference the platform's end-to-end id, as it goes to the bank; one payout each
 * @param amountMinor in the currency's smallest unit
 * @param destination IBAN or token; its last four characters are magic
 */
record PayoutRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,35}") String reference,
        @NotNull @Min(1) @Max(100_000_000_000L) Long amountMinor,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull @Pattern(regexp = "[A-Za-z0-9_]{4,64}") String destination) {}
