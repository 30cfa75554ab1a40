package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.books.Finding;
import java.sql.SQLException;

/** The books as they were, to be compared after something that must not change them. */
record Untouched(World world, Books before) {

    static Untouched books(World world) throws SQLException {
        return new Untouched(world, world.books());
    }

    /** Not one account, lot, purchase or gift differs, and every rule holds. */
    void assertSame() throws SQLException {
        Books now = world.books();
        assertThat(now.lines()).isEqualTo(before.lines());
        assertThat(now.figures()).isEqualTo(before.figures());
        assertThat(now.findings()).extracting(Finding::holds).doesNotContain(false);
    }
}
