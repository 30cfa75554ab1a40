package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.books.Figures;
import dev.coinstage.local.books.Finding;
import dev.coinstage.local.story.Narrator;
import dev.coinstage.local.story.Story;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningWorld.class)
class StoryIT {

    @Test
    void two_hundred_viewers_gift_a_creator_and_the_books_show_exactly_that(World world)
            throws InterruptedException, SQLException {
        Figures before = world.books().figures();
        List<String> told = new ArrayList<>();

        Figures expected = new Story(world.suite().addresses(), new Listening(told)).play();

        Books after = world.books();
        assertThat(after.findings())
                .allSatisfy(finding ->
                        assertThat(finding.violations()).as(finding.rule()).isEmpty());
        assertThat(after.findings())
                .extracting(Finding::holds)
                .doesNotContain(false)
                .hasSize(11);
        assertThat(after.figures().since(before)).isEqualTo(expected);
        assertThat(expected.purchases()).isEqualTo(201);
        assertThat(expected.gifts()).isEqualTo(202);
        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("200 viewers gift carla at once"));
        assertThat(told).last().asString().endsWith("all transfers explain the balances");
    }

    private record Listening(List<String> told) implements Narrator {
        @Override
        public void tell(String what, Duration took) {
            told.add(what);
        }

        @Override
        public void passing(String what) {
            // a test has nobody who watches it pass
        }
    }
}
