package dev.coinstage.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A component that is a line of shell; it is healthy once it has made its marker file. */
record ScriptComponent(String name, String script, Path marker) implements Component {

    @Override
    public List<Port> listens() {
        return List.of();
    }

    @Override
    public ProcessBuilder process() {
        return new ProcessBuilder("/bin/sh", "-c", script);
    }

    @Override
    public boolean isHealthy() {
        return Files.exists(marker);
    }

    @Override
    public String address() {
        return "nowhere";
    }
}
