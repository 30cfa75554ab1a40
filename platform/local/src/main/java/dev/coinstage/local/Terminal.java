package dev.coinstage.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What people see: coloured and redrawn on a terminal that can, plain lines anywhere else. */
public final class Terminal {

    /** A line that wrapped could not be overwritten. */
    private static final int LONGEST_PASSING = 78;

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean live;
    private final boolean colours;
    private final boolean unicode;
    private boolean passing;

    Terminal(PrintStream out, boolean live, boolean colours, boolean unicode) {
        this.out = out;
        this.live = live;
        this.colours = colours;
        this.unicode = unicode;
    }

    /** Standard output; the launcher script says in {@code COINSTAGE_TERMINAL} whether that is a terminal. */
    static Terminal standard(Map<String, String> environment) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean live = environment.getOrDefault("COINSTAGE_TERMINAL", "").equals("yes")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colours = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, live && colours, colours, speaksUnicode(environment));
    }

    PrintStream out() {
        return out;
    }

    public void line(String text) {
        print(text);
    }

    /** A heading with room above it. */
    public void heading(String text) {
        print("");
        print(coloured("1", text));
        print("");
    }

    /** A thing done, with its time. */
    public void done(String text, Duration time) {
        print("  " + coloured("32", tick()) + " " + padded(text, 66) + " " + coloured("2", seconds(time)));
    }

    /** A thing that was looked at and is right. */
    public void check(String text) {
        print("  " + coloured("32", tick()) + " " + text);
    }

    public void warning(String text) {
        print("  " + coloured("33", "!") + " " + text);
    }

    public void success(String text) {
        print("  " + coloured("1;32", tick() + " " + text));
    }

    public void failure(String text) {
        print(coloured("1;31", (unicode ? "✗" : "FAILED:") + " " + text));
    }

    /** A line that the next one overwrites; shown only on a live terminal. */
    public synchronized void passing(String text) {
        if (live) {
            out.print(CLEAR_LINE + coloured("2", text.substring(0, Math.min(text.length(), LONGEST_PASSING))));
            out.flush();
            passing = true;
        }
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%5.1f s", time.toMillis() / 1000.0);
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }

    private String tick() {
        return unicode ? "✓" : "ok";
    }

    private synchronized void print(String text) {
        if (passing) {
            out.print(CLEAR_LINE);
            passing = false;
        }
        out.println(text);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static boolean speaksUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(false);
    }
}
