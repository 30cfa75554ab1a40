package dev.coinstage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void without_a_terminal_there_are_plain_lines_and_nothing_is_overwritten() {
        Terminal terminal = new Terminal(out, false, false, true);

        terminal.passing("waiting");
        terminal.done("vera logs in", Duration.ofMillis(1234));
        terminal.failure("The books are wrong.");

        assertThat(text()).doesNotContain("\u001b", "\r", "waiting");
        assertThat(text().lines()).hasSize(2);
        assertThat(text()).startsWith("  ✓ vera logs in ").contains("1.2 s\n✗ The books are wrong.");
    }

    @Test
    void a_passing_line_on_a_terminal_is_gone_before_the_next_one() {
        Terminal terminal = new Terminal(out, true, true, true);

        terminal.passing("waiting");
        terminal.line("done");

        assertThat(text()).endsWith("waiting\u001b[0m\r\u001b[Kdone\n");
    }

    @Test
    void where_unicode_is_not_spoken_marks_are_words() {
        Terminal terminal = new Terminal(out, false, false, false);

        terminal.check("balanced");
        terminal.failure("wrong");

        assertThat(text()).isEqualTo("  ok balanced\nFAILED: wrong\n");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
