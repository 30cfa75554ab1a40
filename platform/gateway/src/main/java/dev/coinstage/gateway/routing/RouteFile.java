package dev.coinstage.gateway.routing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Reads the route table that the chart reads too, and refuses one that is not sound as a whole. */
public final class RouteFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private RouteFile() {}

    /**
     * Reads the file and keeps one gateway's routes; the other gateway's rows are checked too.
     *
     * @param gateway  client or security
     * @param services the services whose addresses are known
     * @throws RouteTableInvalid with every flaw
     */
    public static RouteTable load(Path file, String gateway, Set<String> services) {
        try {
            return parse(Files.readString(file), file.toString(), gateway, services);
        } catch (NoSuchFileException missing) {
            throw new RouteTableInvalid(file.toString(), List.of("the file does not exist"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The route table " + file + " cannot be read", unreadable);
        }
    }

    static RouteTable parse(String yaml, String source, String gateway, Set<String> services) {
        var entries = entries(yaml, source);
        var flaws = new ArrayList<String>();
        if (!RouteRules.GATEWAYS.contains(gateway)) {
            flaws.add("this gateway's name must be client or security, not " + gateway);
        }
        entries.forEach(entry -> RouteRules.flaws(entry).forEach(flaw -> flaws.add(label(entry) + ": " + flaw)));
        flaws.addAll(duplicates(entries));
        var own = entries.stream()
                .filter(entry -> gateway.equals(entry.gateway()))
                .toList();
        flaws.addAll(unknownServices(own, services));
        if (own.isEmpty()) {
            flaws.add("no route belongs to gateway " + gateway);
        }
        if (!flaws.isEmpty()) {
            throw new RouteTableInvalid(source, flaws);
        }
        return new RouteTable(own.stream().map(RouteRules::route).toList());
    }

    private static List<RouteEntry> entries(String yaml, String source) {
        try {
            var file = YAML.readValue(yaml, RouteEntry.FileEntry.class);
            if (file == null || file.routes() == null || file.routes().stream().anyMatch(Objects::isNull)) {
                throw new RouteTableInvalid(source, List.of("it must be a list of routes under the key routes"));
            }
            return file.routes();
        } catch (UnrecognizedPropertyException unknown) {
            throw new RouteTableInvalid(source, List.of(at(unknown) + "unknown key " + unknown.getPropertyName()));
        } catch (JacksonException malformed) {
            throw new RouteTableInvalid(source, List.of(at(malformed) + malformed.getOriginalMessage()));
        }
    }

    private static String at(JacksonException cause) {
        var location = cause.getLocation();
        return location == null ? "" : "line " + location.getLineNr() + ": ";
    }

    private static List<String> duplicates(List<RouteEntry> entries) {
        var flaws = new ArrayList<String>();
        var names = new HashSet<String>();
        var served = new HashMap<String, String>();
        for (var entry : entries) {
            if (!names.add(entry.name())) {
                flaws.add(label(entry) + ": another route has this name");
            }
            for (var method : entry.methods() == null ? List.<String>of() : entry.methods()) {
                var other = served.putIfAbsent(entry.gateway() + " " + method + " " + entry.path(), label(entry));
                if (other != null) {
                    flaws.add(
                            label(entry) + ": " + method + " " + entry.path() + " is served by " + other + " already");
                }
            }
        }
        return flaws;
    }

    private static List<String> unknownServices(List<RouteEntry> own, Set<String> services) {
        var unknown = new TreeSet<String>();
        own.stream()
                .map(RouteEntry::service)
                .filter(service -> service != null && !services.contains(service))
                .forEach(unknown::add);
        return unknown.stream()
                .map(service -> "unknown service " + service + ": set coinstage.gateway.upstreams." + service)
                .toList();
    }

    private static String label(RouteEntry entry) {
        return "route " + (entry.name() == null ? "without a name" : entry.name());
    }
}
