package dev.coinstage.local.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for Java processes on the JDK that the launcher itself runs on. */
final class Jvm {

    /** For what has to start quickly rather than run fast: it halves the work of a start. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Jvm() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * @param options of this process's JVM, its heap for example
     * @param arguments what follows the JVM's options
     */
    static List<String> command(List<String> options, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(home().resolve("bin/java").toString());
        // one small machine runs them all: the serial collector needs the fewest threads and the least memory
        words.addAll(List.of("-Xms64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        words.addAll(options);
        words.addAll(arguments);
        return words;
    }
}
