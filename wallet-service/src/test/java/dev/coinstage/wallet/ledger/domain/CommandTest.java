package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
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
