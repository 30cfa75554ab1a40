package dev.coinstage.defaults.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final ObjectMapper mapper =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    StrictJsonTest() {
        new StrictJson().customize(mapper);
    }

    enum Kind {
        ROSE,
        LION
    }

    record Order(
            int quantity, Long limit, String name, boolean gift, Kind kind, UUID id, Instant at, List<Integer> sizes) {}

    private static String order(String member) {
        return "{\"quantity\":1,\"gift\":true," + member + "}";
    }

    @Test
    void values_of_the_right_type_are_read() throws JsonProcessingException {
        var id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

        var read = mapper.readValue("""
                {"quantity":7,"limit":9007199254740991,"name":"7","gift":true,"kind":"LION",
                 "id":"01890a5d-ac96-774b-bcce-b302099a8057","at":"2026-01-01T00:00:00Z","sizes":[1,2]}""", Order.class);

        assertThat(read)
                .isEqualTo(new Order(
                        7,
                        9_007_199_254_740_991L,
                        "7",
                        true,
                        Kind.LION,
                        id,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"limit\":1.5",
                "\"limit\":1.0",
                "\"limit\":1e2",
                "\"limit\":\"7\"",
                "\"limit\":\"\"",
                "\"limit\":true",
                "\"limit\":9223372036854775808",
                "\"name\":7",
                "\"name\":1.5",
                "\"name\":true",
                "\"name\":[\"a\"]",
                "\"kind\":0",
                "\"kind\":\"\"",
                "\"kind\":\"lion\"",
                "\"id\":\"\"",
                "\"id\":\"7\"",
                "\"at\":\"\"",
                "\"sizes\":1",
                "\"sizes\":\"\"",
                "\"sizes\":[1.5]",
                "\"sizes\":[\"1\"]"
            })
    void a_value_of_another_type_is_refused(String member) {
        assertRefused(order(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"quantity\":null,\"gift\":true}",
                "{\"gift\":true}",
                "{\"quantity\":1,\"gift\":null}",
                "{\"quantity\":1,\"gift\":1}",
                "{\"quantity\":1,\"gift\":\"true\"}",
                "{\"quantity\":\"1\",\"gift\":true}",
                "{\"quantity\":1.5,\"gift\":true}",
                "{\"quantity\":2147483648,\"gift\":true}"
            })
    void nothing_is_not_0_and_1_is_not_true(String body) {
        assertRefused(body);
    }

    @Test
    void of_two_members_with_one_name_neither_wins() {
        assertRefused("{\"quantity\":1,\"gift\":true,\"quantity\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "]", "1"})
    void what_follows_the_value_is_refused(String trailing) {
        assertRefused("{\"quantity\":1,\"gift\":true}" + trailing);
    }

    private void assertRefused(String body) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .as(body)
                .isThrownBy(() -> mapper.readValue(body, Order.class));
    }
}
