package dev.coinstage.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/lives",
                "/v1/lives/",
                "/v1/lives/0197c2a0-0000-7000-8000-000000000000/gifts",
                "/v1/a.b/...x/~-_!$&'()*+,=:@",
                "/v1/caf%C3%A9/%20",
                "/v1/x?limit=10&after=a%2Fb%00../..;"
            })
    void a_plain_target_has_no_flaw(String target) {
        assertThat(RequestTarget.flaw(target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "v1/lives | absolute",
                "http://a/v1 | absolute",
                "* | absolute",
                "//v1 | empty segment",
                "/v1//lives | empty segment",
                "/v1/./lives | dot segment",
                "/v1/.. | dot segment",
                "/.. | dot segment",
                "/v1/%2e%2e | must not be encoded",
                "/v1/%2F | must not be encoded",
                "/v1/%5C | must not be encoded",
                "/v1/%25 | must not be encoded",
                "/v1/%3B | must not be encoded",
                "/v1/%0a | must not be encoded",
                "/v1/%7f | must not be encoded",
                "/v1/%61 | must not be encoded",
                "/v1/%7e | must not be encoded",
                "/v1/a;b=c | not allowed",
                "/v1/a\\b | not allowed",
                "/v1/a#b | not allowed",
                "/v1/a^b | not allowed",
                "/v1/% | invalid percent-encoding",
                "/v1/%2 | invalid percent-encoding",
                "/v1/%g0 | invalid percent-encoding",
                "/v1/%٣0 | invalid percent-encoding",
                "/v1/%c0%ae | not valid UTF-8",
                "/v1/%ff | not valid UTF-8",
                "/v1/x?a#b | query",
                "/v1/x?é | query"
            })
    void a_trick_is_named(String target, String flaw) {
        assertThat(RequestTarget.flaw(target))
                .hasValueSatisfying(text -> assertThat(text).contains(flaw));
    }

    @Property
    void what_passes_means_the_same_to_a_parser_that_decodes_and_normalises(
            @ForAll
                    @StringLength(max = 12)
                    @CharRange(from = '%', to = '/')
                    @CharRange(from = '2', to = '2')
                    @CharRange(from = 'e', to = 'f')
                    String rest) {
        var target = "/v1/" + rest;
        if (RequestTarget.flaw(target).isEmpty()) {
            var uri = URI.create(target);
            assertThat(uri.normalize().getRawPath()).isEqualTo(target);
            assertThat(uri.getPath().split("/", -1)).hasSameSizeAs(target.split("/", -1));
        }
    }
}
