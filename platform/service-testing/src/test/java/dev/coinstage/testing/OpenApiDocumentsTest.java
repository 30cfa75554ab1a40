package dev.coinstage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentsTest {

    private static final Path COMMITTED = Path.of("src/test/resources/contract/gifts.yaml");

    @TempDir
    Path folder;

    private final String document = OpenApiDocuments.read(COMMITTED);

    @AfterEach
    void leaveUpdatingOff() {
        System.clearProperty(OpenApiDocuments.UPDATE_PROPERTY);
    }

    @Test
    void the_same_document_in_another_style_passes() throws IOException {
        var json = new ObjectMapper().writeValueAsString(OpenApiDocuments.tree(document));
        assertThatCode(() -> OpenApiDocuments.assertCommitted(COMMITTED, json)).doesNotThrowAnyException();
    }

    @Test
    void the_address_of_the_running_service_does_not_count() {
        var elsewhere = document + "servers:\n  - url: http://localhost:40123\n";
        assertThatCode(() -> OpenApiDocuments.assertCommitted(COMMITTED, elsewhere))
                .doesNotThrowAnyException();
    }

    @Test
    void a_document_that_differs_is_caught_at_the_place_where_it_does() {
        var running = document.replace("coins: { type: integer, format: int64 }", "coins: { type: string }");
        assertThatThrownBy(() -> OpenApiDocuments.assertCommitted(COMMITTED, running))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "/components/schemas/Gift/properties/coins/type: committed \"integer\", running \"string\"")
                .hasMessageContaining("-Dcoinstage.openapi.update=true");
    }

    @Test
    void asked_to_update_it_rewrites_the_committed_document() throws IOException {
        var committed = folder.resolve("openapi/gifts.yaml");
        System.setProperty(OpenApiDocuments.UPDATE_PROPERTY, "true");
        OpenApiDocuments.assertCommitted(committed, document);
        System.clearProperty(OpenApiDocuments.UPDATE_PROPERTY);
        assertThat(OpenApiDocuments.tree(Files.readString(committed))).isEqualTo(OpenApiDocuments.tree(document));
        assertThatCode(() -> OpenApiDocuments.assertCommitted(committed, document))
                .doesNotThrowAnyException();
    }

    @Test
    void an_addition_is_compatible() throws IOException {
        var current = changed("        givenAt:", "        message: { type: string }\n        givenAt:");
        assertThatCode(() -> OpenApiDocuments.assertCompatible(COMMITTED, current))
                .doesNotThrowAnyException();
    }

    @Test
    void a_removed_operation_is_incompatible() throws IOException {
        var start = document.indexOf("  /v1/gifts/{giftId}:");
        var current = changed(document.substring(start, document.indexOf("components:")), "");
        assertIncompatible(current, "/v1/gifts/{giftId}");
    }

    @Test
    void a_removed_response_member_is_incompatible() throws IOException {
        var current = changed("        givenAt: { type: string, format: date-time }\n", "");
        assertIncompatible(current, "givenAt");
    }

    @Test
    void a_changed_type_is_incompatible() throws IOException {
        assertIncompatible(changed("coins: { type: integer, format: int64 }", "coins: { type: string }"), "coins");
    }

    @Test
    void a_newly_demanded_request_member_is_incompatible() throws IOException {
        var current = changed(
                "[giftId, quantity]\n              properties:",
                "[giftId, quantity, message]\n              properties:\n                message: { type: string }");
        assertIncompatible(current, "message");
    }

    private Path changed(String from, String to) throws IOException {
        assertThat(document).contains(from);
        return Files.writeString(folder.resolve("current.yaml"), document.replace(from, to));
    }

    private static void assertIncompatible(Path current, String said) {
        assertThatThrownBy(() -> OpenApiDocuments.assertCompatible(COMMITTED, current))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks clients")
                .hasMessageContaining(said);
    }
}
