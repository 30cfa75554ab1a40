package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    private static final AccountKey VERA = Chain.viewer("vera");
    private static final AccountKey CARLA = Chain.creator("carla");

    @Test
    void a_chain_has_a_link() {
        assertThatIllegalArgumentException().isThrownBy(() -> chainOf(0));
    }

    @Test
    void a_chain_has_at_most_32_links() {
        assertThat(chainOf(32).links()).hasSize(32);
        assertThatIllegalArgumentException().isThrownBy(() -> chainOf(33));
    }

    private static Command chainOf(int links) {
        var chain = Chain.named("c");
        Collections.nCopies(links, chain).forEach(longer -> longer.earn(CARLA, 1));
        return chain.command();
    }

    @Test
    void a_transfer_never_crosses_assets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.named("c").move(VERA, CARLA, 1, TransferCode.GIFT_COINS));
    }

    @Test
    void money_of_two_currencies_is_two_assets() {
        var yen = AccountKey.platform(AccountKind.COIN_SALES, Asset.money("JPY"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.named("c").move(Chain.STORE, yen, 1, TransferCode.COIN_SALE));
    }

    @Test
    void an_account_pays_nothing_to_itself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.named("c").move(CARLA, CARLA, 1, TransferCode.GIFT_DIAMONDS));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Account.LARGEST + 1, Long.MAX_VALUE})
    void an_amount_lies_between_1_and_the_largest_exact_number(long amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.named("c").earn(CARLA, amount));
    }

    @Test
    void coins_that_reach_an_account_of_lots_found_a_lot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.named("c").move(Chain.ISSUED_COINS, VERA, 1, TransferCode.COIN_PURCHASE));
    }

    @Test
    void units_that_reach_an_account_without_lots_found_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.named("c").issue(Chain.GIVEN_COINS, 1));
    }

    @Test
    void what_is_held_or_balanced_never_reaches_an_account_of_lots() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Link.Hold(Chain.ISSUED_COINS, VERA, 1, TransferCode.COIN_PURCHASE, Link.Hold.NEVER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Link.Balancing(Chain.ISSUED_COINS, VERA, 1, TransferCode.COIN_PURCHASE));
    }

    @Test
    void only_orders_are_held_with_a_time_limit() {
        for (var code : TransferCode.values()) {
            assertThat(code.mayExpire()).as("%s", code).isEqualTo(code == TransferCode.COIN_ORDER);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Link.Hold(VERA, Chain.PROMOTE_COINS, 1, TransferCode.CAMPAIGN_BUDGET, KeptLedger.BEGIN));
    }

    @Test
    void a_hold_expires_at_a_whole_microsecond_as_time_is_stored() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.named("c").order(VERA, 1, KeptLedger.BEGIN.plusNanos(999)));
        assertThatCode(() -> Chain.named("c").order(VERA, 1, KeptLedger.BEGIN.plusNanos(1_000)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, Account.LARGEST + 1})
    void a_capture_too_has_an_exact_amount(long amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Chain.named("c").capture(Chain.transfer("h", 0), amount));
    }

    @Test
    void what_settles_all_holds_of_a_posting_stands_alone() {
        assertThatCode(() -> Chain.named("c").captureAll("h").command()).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Chain.named("c").captureAll("h").earn(CARLA, 1).command());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Chain.named("c").earn(CARLA, 1).releaseAll("h").command());
    }

    @Test
    void a_posting_leaves_room_for_the_places_of_its_transfers() {
        var right = Chain.named("c").earn(CARLA, 1).command();

        assertThatIllegalArgumentException().isThrownBy(() -> Spoil.with(right, "posting", Chain.transfer("c", 0)));
    }

    @ParameterizedTest
    @EnumSource
    void a_kind_of_transfer_is_found_by_its_number(TransferKind kind) {
        assertThat(TransferKind.of(kind.number())).isEqualTo(kind);
        assertThatIllegalArgumentException().isThrownBy(() -> TransferKind.of(6));
    }

    @ParameterizedTest
    @EnumSource
    void a_transfer_code_is_found_by_its_number(TransferCode code) {
        assertThat(TransferCode.of(code.number())).isEqualTo(code);
    }

    @Test
    void no_two_transfer_codes_share_a_number() {
        assertThat(Arrays.stream(TransferCode.values()).map(TransferCode::number))
                .doesNotHaveDuplicates();
        assertThatIllegalArgumentException().isThrownBy(() -> TransferCode.of(9));
    }
}
