package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    @TempDir
    Path outside;

    private Path target;

    @BeforeEach
    void aFolderWithinAnother() {
        target = outside.resolve("target");
    }

    @Test
    void files_keep_their_content_and_their_executable_bit() throws IOException {
        file("pack/bin/run.sh", "#!/bin/sh", 0755);
        file("pack/README", "read me", 0644);

        Archive.unpack(tar(), target, 1);

        assertThat(target.resolve("bin/run.sh")).hasContent("#!/bin/sh").isExecutable();
        assertThat(target.resolve("README")).hasContent("read me");
        assertThat(Files.isExecutable(target.resolve("README"))).isFalse();
    }

    @Test
    void a_link_within_the_folder_is_kept() throws IOException {
        file("lib/libpq.so.5", "library", 0644);
        link("lib/libpq.so", "libpq.so.5");

        Archive.unpack(tar(), target, 0);

        assertThat(target.resolve("lib/libpq.so")).isSymbolicLink().hasContent("library");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../stranger", "pack/../../stranger", "/stranger"})
    void an_entry_that_points_outside_is_refused(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        write(entry, "evil");

        assertThatThrownBy(() -> Archive.unpack(tar(), target, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points outside its folder");
        assertThat(outside.resolve("stranger")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../stranger", "/etc/passwd"})
    void a_link_that_points_outside_is_refused(String destination) throws IOException {
        link("pack/link", destination);

        assertThatThrownBy(() -> Archive.unpack(tar(), target, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points outside its folder");
    }

    @Test
    void a_file_is_not_written_through_a_link_that_was_there_before() throws IOException {
        Files.createDirectories(target);
        Files.createSymbolicLink(target.resolve("door"), outside);
        file("door/stranger", "evil", 0644);

        assertThatThrownBy(() -> Archive.unpack(tar(), target, 0)).hasMessageContaining("points outside its folder");
        assertThat(outside.resolve("stranger")).doesNotExist();
    }

    private void file(String name, String content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        write(entry, content);
    }

    private void link(String name, String destination) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(destination);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void write(TarArchiveEntry entry, String content) throws IOException {
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
    }

    private InputStream tar() throws IOException {
        tar.close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
