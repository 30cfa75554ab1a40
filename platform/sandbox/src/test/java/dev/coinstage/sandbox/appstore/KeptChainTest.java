package dev.coinstage.sandbox.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.sandbox.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptChainTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void a_restart_keeps_root_and_key() {
        var first = started().chain();
        assertThat(started().chain()).isEqualTo(first);
    }

    @Test
    void the_root_lies_in_the_folder_for_the_wallet_to_read() throws Exception {
        var chain = started().chain();
        assertThat(folder.resolve("app-store-root.der"))
                .hasBinaryContent(chain.root().getEncoded());
    }

    @Test
    void a_root_file_that_was_deleted_or_altered_is_written_again() throws Exception {
        var chain = started().chain();
        Files.writeString(folder.resolve("app-store-root.der"), "something else");
        started();
        assertThat(folder.resolve("app-store-root.der"))
                .hasBinaryContent(chain.root().getEncoded());
    }

    @Test
    void only_the_owner_may_read_the_key() throws IOException {
        started();
        assertThat(modeOf("app-store.p12")).isEqualTo("rw-------");
        assertThat(modeOf("app-store-root.der")).isEqualTo("rw-r--r--");
    }

    @Test
    void what_a_crash_left_half_written_does_not_count() throws IOException {
        Files.writeString(folder.resolve("app-store.p12.new"), "half");
        var chain = started().chain();
        assertThat(started().chain()).isEqualTo(chain);
        assertThat(folder.resolve("app-store.p12.new")).doesNotExist();
    }

    @Test
    void a_store_that_cannot_be_read_stops_the_start_and_is_not_replaced() throws IOException {
        Files.writeString(folder.resolve("app-store.p12"), "not a key store");
        assertThatThrownBy(this::started).hasMessageContaining("app-store.p12 cannot be used");
        assertThat(folder.resolve("app-store.p12")).hasContent("not a key store");
    }

    @Test
    void the_chain_has_apples_form() throws Exception {
        var chain = started().chain();
        chain.leaf().verify(chain.intermediate().getPublicKey());
        chain.intermediate().verify(chain.root().getPublicKey());
        chain.root().verify(chain.root().getPublicKey());
        assertThat(chain.leaf().getNonCriticalExtensionOIDs()).contains("1.2.840.113635.100.6.11.1");
        assertThat(chain.intermediate().getNonCriticalExtensionOIDs()).contains("1.2.840.113635.100.6.2.1");
        assertThat(chain.leaf().getBasicConstraints()).isEqualTo(-1);
        assertThat(chain.intermediate().getBasicConstraints()).isZero();
        assertThat(chain.root().getSubjectX500Principal().getName()).contains("NOT FOR PRODUCTION");
        assertThat(chain.leaf().getNotBefore()).isEqualTo("2026-02-28T12:00:00Z");
    }

    @Test
    void two_folders_have_two_roots() {
        var other = new KeptChain(new DataFolder(folder.resolve("other")), CLOCK);
        assertThat(other.chain().root()).isNotEqualTo(started().chain().root());
    }

    private KeptChain started() {
        return new KeptChain(new DataFolder(folder), CLOCK);
    }

    private String modeOf(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
