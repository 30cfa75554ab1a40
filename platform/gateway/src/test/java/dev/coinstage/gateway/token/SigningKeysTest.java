package dev.coinstage.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.gateway.fixture.SigningKey;
import dev.coinstage.gateway.token.SigningKeys.Refresh;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final KeySet KEYS = KeySet.parse(SigningKey.jwks(SigningKey.generate("a")));
    private final Queue<Promise<KeySet>> fetches = new ArrayDeque<>();
    private int fetched;
    private final SigningKeys keys = new SigningKeys(this::fetch, 2, Duration.ofHours(1));

    @Test
    void nothing_is_known_before_the_first_fetch() {
        assertThat(keys.known()).isFalse();
        assertThat(keys.current().isEmpty()).isTrue();
    }

    @Test
    void a_fetch_replaces_what_is_known() {
        var refresh = keys.refreshForUnknownKey();
        fetches.remove().complete(KEYS);
        assertThat(refresh.result()).isEqualTo(Refresh.FETCHED);
        assertThat(keys.current()).isSameAs(KEYS);
    }

    @Test
    void requests_that_wait_share_one_fetch() {
        var first = keys.refreshForUnknownKey();
        var second = keys.refreshForUnknownKey();
        assertThat(fetched).isEqualTo(1);
        fetches.remove().complete(KEYS);
        assertThat(first.result()).isEqualTo(Refresh.FETCHED);
        assertThat(second.result()).isEqualTo(Refresh.FETCHED);
    }

    @Test
    void unknown_keys_cause_no_more_fetches_than_the_budget_has() {
        for (int i = 0; i < 2; i++) {
            keys.refreshForUnknownKey();
            fetches.remove().complete(KEYS);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(keys.refreshForUnknownKey().result()).isEqualTo(Refresh.NOT_ALLOWED);
        }
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void a_failed_fetch_keeps_what_is_known() {
        keys.refreshForUnknownKey();
        fetches.remove().complete(KEYS);
        var failing = keys.refreshForUnknownKey();
        fetches.remove().fail("the issuer is down");
        assertThat(failing.result()).isEqualTo(Refresh.FAILED);
        assertThat(keys.current()).isSameAs(KEYS);
    }

    private Future<KeySet> fetch() {
        fetched++;
        var promise = Promise.<KeySet>promise();
        fetches.add(promise);
        return promise.future();
    }
}
