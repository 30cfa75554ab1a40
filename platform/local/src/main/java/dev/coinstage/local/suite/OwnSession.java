package dev.coinstage.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a process into a session of its own where {@code setsid} is at hand. Otherwise a Ctrl-C at the terminal would reach
 * every process at once, and the suite could not be stopped in order.
 */
final class OwnSession {

    private static final Optional<Path> SETSID = List.of("/usr/bin/setsid", "/bin/setsid").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private OwnSession() {}

    static ProcessBuilder of(ProcessBuilder process) {
        if (SETSID.isPresent()) {
            List<String> words = new ArrayList<>();
            words.add(SETSID.get().toString());
            words.addAll(process.command());
            process.command(words);
        }
        return process;
    }
}
