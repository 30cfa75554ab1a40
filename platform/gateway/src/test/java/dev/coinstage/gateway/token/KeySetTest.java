package dev.coinstage.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.coinstage.gateway.fixture.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
    private static final SigningKey GOOD = SigningKey.generate("good");

    @Test
    void signature_keys_are_found_by_their_id() {
        var keys = KeySet.parse(SigningKey.jwks(GOOD));
        assertThat(keys.key("good")).isPresent();
        assertThat(keys.key("other")).isEmpty();
    }

    @Test
    void keys_for_other_uses_and_weak_keys_are_left_out() {
        var keys = KeySet.parse(SigningKey.jwks(
                GOOD,
                new SigningKey(changed("encryption").keyUse(KeyUse.ENCRYPTION).build()),
                new SigningKey(changed("rs512").algorithm(JWSAlgorithm.RS512).build()),
                SigningKey.generate("weak", 1024)));
        assertThat(keys.key("good")).isPresent();
        assertThat(keys.key("encryption")).isEmpty();
        assertThat(keys.key("rs512")).isEmpty();
        assertThat(keys.key("weak")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"a\"}]}"
            })
    void a_document_without_a_usable_key_is_refused(String json) {
        assertThatThrownBy(() -> KeySet.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RSAKey.Builder changed(String id) {
        return new RSAKey.Builder(SigningKey.generate(id).key());
    }
}
