package dev.coinstage.defaults.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Random within a millisecond, not counted up: postings give up the last bits of their ids for the places of their transfers. */
@ApplicationScoped
class UuidV7Source implements IdSource {

    private final TimeBasedEpochRandomGenerator generator = Generators.timeBasedEpochRandomGenerator();

    @Override
    public UUID next() {
        return generator.generate();
    }
}
