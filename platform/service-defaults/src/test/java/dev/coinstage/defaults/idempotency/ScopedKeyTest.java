package dev.coinstage.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScopedKeyTest {

    private static final UUID VERA = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID VIC = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final IdempotencyKey KEY =
            new IdempotencyKey(UUID.fromString("019cc9a4-5a74-7abc-8123-456789abcdef"));

    @Test
    void a_scope_is_caller_and_operation() {
        assertThat(ScopedKey.of(VERA, "gifts", KEY))
                .isEqualTo(new ScopedKey("01890a5d-ac96-774b-bcce-b302099a8057/gifts", KEY.value()));
    }

    @Test
    void one_key_of_two_callers_or_operations_is_two_keys() {
        assertThat(ScopedKey.of(VERA, "gifts", KEY)).isNotEqualTo(ScopedKey.of(VIC, "gifts", KEY));
        assertThat(ScopedKey.of(VERA, "gifts", KEY)).isNotEqualTo(ScopedKey.of(VERA, "lives", KEY));
    }
}
