package dev.coinstage.benchmarks;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who gives and who is given to. */
record People(List<UUID> viewers, List<UUID> creators) {

    static People of(int viewers, int creators) {
        return new People(
                Stream.generate(UUID::randomUUID).limit(viewers).toList(),
                Stream.generate(UUID::randomUUID).limit(creators).toList());
    }

    /** The one creator whom everybody gives to. */
    List<UUID> hot() {
        return creators.subList(0, 1);
    }
}
