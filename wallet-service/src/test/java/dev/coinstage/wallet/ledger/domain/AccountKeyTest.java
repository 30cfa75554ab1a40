package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

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
        var ids = new HashSet<UUID>();
        for (var kind : AccountKind.values()) {
            ids.add(AccountKey.platform(kind, Asset.COIN).id());
            ids.add(AccountKey.platform(kind, Asset.money("USD")).id());
            ids.add(AccountKey.of(USER, kind, Asset.COIN).id());
        }
        assertThat(ids).hasSize(3 * AccountKind.values().length);
    }

    @Test
    void an_id_is_of_version_5_and_variant_2() {
        var id =
                AccountKey.of(USER, AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND).id();

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }
}
