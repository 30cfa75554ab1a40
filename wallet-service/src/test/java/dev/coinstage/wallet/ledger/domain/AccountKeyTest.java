package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ids are stored: these values were computed apart from this code and never change. */
class AccountKeyTest {

    private static final UUID USER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    @Test
    void a_platform_account_has_the_uuid_of_its_name() {
        assertThat(AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN).id())
                .isEqualTo(UUID.fromString("35584287-3348-5e8d-8982-cc7181c9009e"));
    }

    @Test
    void a_user_account_has_the_uuid_of_its_name() {
        assertThat(AccountKey.of(USER, AccountKind.VIEWER_COINS, Asset.COIN).id())
                .isEqualTo(UUID.fromString("3e4de378-c0bc-5d16-a3ee-f5886d335376"));
    }

    @Test
    void owner_kind_and_asset_tell_accounts_apart() {
        var other = UUID.fromString("0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a");
        var ids = new HashSet<UUID>();
        ids.add(AccountKey.of(USER, AccountKind.VIEWER_COINS, Asset.COIN).id());
        ids.add(AccountKey.of(other, AccountKind.VIEWER_COINS, Asset.COIN).id());
        ids.add(AccountKey.of(USER, AccountKind.VIEWER_RECEIVABLE, Asset.COIN).id());
        ids.add(AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.COIN).id());
        ids.add(AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.DIAMOND).id());
        assertThat(ids).hasSize(5);
    }

    @Test
    void an_account_belongs_to_whom_its_kind_is_for_and_counts_what_its_kind_counts() {
        var platform = AccountKey.PLATFORM;
        for (var kind : AccountKind.values()) {
            var wrongOwner = kind.ofUsers() ? platform : USER.toString();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AccountKey(wrongOwner, kind, Asset.COIN))
                    .withMessageContaining("belongs to");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountKey.of(USER, AccountKind.VIEWER_COINS, Asset.DIAMOND))
                .withMessageContaining("does not count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountKey.platform(AccountKind.COIN_SALES, Asset.COIN))
                .withMessageContaining("does not count");
    }

    @Test
    void an_id_is_of_version_5_and_variant_2() {
        var id =
                AccountKey.of(USER, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND).id();

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }
}
