package dev.coinstage.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One benchmark's figures: a line each as soon as it is known, and all of them as JSON at the end. */
final class Report {

    private final String name;
    private final boolean quick;
    private final PrintStream out;
    private final PrintStream passing;
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param passing where it is told what goes on, so that the figures can be read alone */
    Report(String name, boolean quick, PrintStream out, PrintStream passing) {
        this.name = name;
        this.quick = quick;
        this.out = out;
        this.passing = passing;
    }

    /**
     * Under what the figures were taken; every database that they come from is asked.
     *
     * @throws BenchFault when its durability is off
     */
    void takenUnder(Durability durability, String version, Instant now) {
        durability.requireOn();
        if (!header.isEmpty()) {
            return;
        }
        header.put("benchmark", name);
        header.put("fsync", durability.fsync());
        header.put("synchronous_commit", durability.synchronousCommit());
        header.put("postgresql", version);
        header.put("cpus", Runtime.getRuntime().availableProcessors());
        header.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
        header.put("date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        header.put("quick", quick);
        header.forEach((key, value) -> out.println("# " + key + ": " + value));
    }

    void add(Figure figure) {
        figures.add(figure);
        out.println(figure.line());
        out.flush();
    }

    void doing(String what) {
        passing.println("  " + what);
    }

    boolean passes() {
        return figures.stream().allMatch(Figure::passes);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Writes {@code <name>.json} into the folder. */
    void writeTo(Path folder) {
        var document = new LinkedHashMap<>(header);
        document.put("passes", passes());
        document.put("figures", figures.stream().map(Report::json).toList());
        try {
            Files.createDirectories(folder);
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(folder.resolve(name + ".json").toFile(), document);
        } catch (IOException e) {
            throw new BenchFault("The figures cannot be written to " + folder, e);
        }
    }

    private static Map<String, Object> json(Figure figure) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", figure.id());
        json.put("value", figure.value());
        json.put("unit", figure.unit());
        json.put("bar", figure.bar().text());
        json.put("verdict", figure.verdict());
        return json;
    }
}
