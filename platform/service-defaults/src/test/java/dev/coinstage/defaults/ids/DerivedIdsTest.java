package dev.coinstage.defaults.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class DerivedIdsTest {

    @Property
    void the_same_source_and_name_give_the_same_id_and_others_another(@ForAll @StringLength(max = 40) String name) {
        var source = Generators.timeBasedEpochGenerator().generate();

        var derived = DerivedIds.of(source, name);

        assertThat(derived).isEqualTo(DerivedIds.of(source, name)).isNotEqualTo(source);
        assertThat(derived).isNotEqualTo(DerivedIds.of(source, name + "!"));
        assertThat(derived)
                .isNotEqualTo(DerivedIds.of(Generators.timeBasedEpochGenerator().generate(), name));
    }

    /** So that it is taken as an idempotency key for as long as its source would be. */
    @Property
    void it_is_a_uuid_of_version_7_and_of_its_sources_millisecond(@ForAll String name) {
        var source = Generators.timeBasedEpochGenerator().generate();

        var derived = DerivedIds.of(source, name);

        assertThat(derived.version()).isEqualTo(7);
        assertThat(derived.variant()).isEqualTo(2);
        assertThat(derived.getMostSignificantBits() >>> 16).isEqualTo(source.getMostSignificantBits() >>> 16);
    }

    @Example
    void other_versions_have_no_time_to_take_over() {
        assertThatThrownBy(() -> DerivedIds.of(UUID.randomUUID(), "hold")).isInstanceOf(IllegalArgumentException.class);
    }
}
