package dev.coinstage.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMappersTest {

    private final ObjectMapper mapper = new ObjectMapper();

    record Size(int width) {

        Size {
            if (width < 0) {
                throw new IllegalArgumentException("secret " + width);
            }
        }
    }

    record Order(int quantity, List<Size> sizes) {}

    private Problem problemOf(String body) {
        return ProblemMappers.problem(
                catchThrowableOfType(JsonProcessingException.class, () -> mapper.readValue(body, Order.class)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"quantity\":1", "{\"quantity\":}", "nonsense", "{'quantity':1}", "{\"quantity\":01}"})
    void a_body_that_is_no_json_is_malformed(String body) {
        assertThat(problemOf(body))
                .isEqualTo(Problem.of(400, "MALFORMED_REQUEST", "The body is not the JSON that this operation takes."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "true"})
    void json_of_another_shape_is_malformed(String body) {
        assertThat(problemOf(body).code()).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void an_unknown_field_is_named() {
        var problem = problemOf("{\"quantity\":1,\"quantitty\":2}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(problem.members()).containsExactly(entry("field", "quantitty"));
    }

    @Test
    void a_field_of_the_wrong_type_is_named_and_its_value_is_not() {
        assertThat(problemOf("{\"quantity\":\"many\"}"))
                .isEqualTo(Problem.of(400, "INVALID_REQUEST", "Some values are missing or out of range.")
                        .with(
                                "violations",
                                List.of(Map.of("field", "quantity", "message", "is of the wrong type or range"))));
    }

    @Test
    void a_nested_field_is_named_with_its_path() {
        assertThat(problemOf("{\"sizes\":[{\"width\":\"wide\"}]}").members())
                .containsExactly(entry(
                        "violations",
                        List.of(Map.of("field", "sizes.[].width", "message", "is of the wrong type or range"))));
    }

    @Test
    void a_value_that_its_type_refuses_is_named_without_our_words_for_it() {
        assertThat(problemOf("{\"sizes\":[{\"width\":-1}]}"))
                .isEqualTo(Problem.of(400, "INVALID_REQUEST", "Some values are missing or out of range.")
                        .with(
                                "violations",
                                List.of(Map.of("field", "sizes.[]", "message", "is of the wrong type or range"))));
    }
}
