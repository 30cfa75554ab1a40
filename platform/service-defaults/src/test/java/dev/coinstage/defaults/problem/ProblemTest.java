package dev.coinstage.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static final Problem REFUSED = Problem.of(422, "INSUFFICIENT_COINS", "This gift costs 199 coins.");

    @Test
    void a_document_has_the_members_of_rfc_9457_and_ours() {
        assertThat(REFUSED.with("needed", 199).with("available", 120).document("/v1/lives/7/gifts", "request-1"))
                .containsExactly(
                        entry("type", "https://coinstage.dev/problems/insufficient-coins"),
                        entry("title", "Insufficient coins"),
                        entry("status", 422),
                        entry("code", "INSUFFICIENT_COINS"),
                        entry("detail", "This gift costs 199 coins."),
                        entry("needed", 199),
                        entry("available", 120),
                        entry("instance", "/v1/lives/7/gifts"),
                        entry("requestId", "request-1"));
    }

    @Test
    void another_member_makes_another_problem() {
        REFUSED.with("needed", 199);

        assertThat(REFUSED.members()).isEmpty();
    }

    @Test
    void a_problem_keeps_its_members_to_itself() {
        Map<String, Object> given = new HashMap<>(Map.of("needed", 199));
        var problem = new Problem(422, "INSUFFICIENT_COINS", "No.", given);
        given.put("needed", 1);

        assertThat(problem.members()).containsExactly(entry("needed", 199));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "title", "status", "code", "detail", "instance", "requestId"})
    void a_member_cannot_replace_one_that_every_document_has(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> REFUSED.with(name, "mine"));
    }

    @Test
    void the_exception_carries_the_problem_and_no_stack_trace() {
        var thrown = REFUSED.exception();

        assertThat(thrown.problem()).isEqualTo(REFUSED);
        assertThat(thrown).hasMessage("INSUFFICIENT_COINS: This gift costs 199 coins.");
        assertThat(thrown.getStackTrace()).isEmpty();
    }
}
