package dev.coinstage.local;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.books.ChainBooks;
import dev.coinstage.local.books.Figures;
import dev.coinstage.local.books.Finding;
import dev.coinstage.local.login.LoginRefused;
import dev.coinstage.local.story.AppStore;
import dev.coinstage.local.story.ChainStory;
import dev.coinstage.local.story.Narrator;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Story;
import dev.coinstage.local.story.StoryFailed;
import dev.coinstage.local.suite.Addresses;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.LaunchProblem;
import dev.coinstage.local.suite.Secrets;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Plays the story against a running suite, prints the books and judges them. */
final class Demo {

    private static final long MILLIUNITS_PER_CENT = 10;
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Terminal terminal;
    private final Addresses addresses;
    private final DataFolder folder;

    Demo(Terminal terminal, Addresses addresses, DataFolder folder) {
        this.terminal = terminal;
        this.addresses = addresses;
        this.folder = folder;
    }

    /** True when the books balance and show exactly what happened. */
    boolean play() throws InterruptedException {
        Figures before = books().figures();
        AppStore store = new AppStore(addresses.sandbox());
        long soldBefore = store.soldMilliunits(Story.CURRENCY);
        terminal.heading("The story");
        Figures expected;
        try {
            expected = new Story(addresses, new Telling(terminal)).play();
        } catch (StoryFailed | LoginRefused | UncheckedIOException | CompletionException e) {
            terminal.failure(e.getMessage());
            return false;
        }
        Figures added = books().figures().since(before);
        boolean asExpected = tell(expected, added);
        boolean asSold = tellStore(store.soldMilliunits(Story.CURRENCY) - soldBefore, added);
        if (!playChain()) {
            return false;
        }
        Books after = books();
        terminal.heading("The books of the wallet, from its tables");
        BooksTable.of(after.lines()).forEach(line -> terminal.line("  " + line));
        terminal.heading("Checked by SQL over transfers and balances");
        after.findings().forEach(this::tell);
        terminal.heading("All services and providers, held against each other");
        List<Finding> chain = chain();
        chain.forEach(this::tell);
        terminal.line("");
        if (after.balanced() && asExpected && asSold && chain.stream().allMatch(Finding::holds)) {
            terminal.success("The books balance, and show exactly what happened.");
            return true;
        }
        terminal.failure("The books are wrong.");
        return false;
    }

    private boolean playChain() throws InterruptedException {
        terminal.heading("Coins become reach or cash, and scams are kept out");
        try {
            new ChainStory(addresses, new Telling(terminal)).play();
            return true;
        } catch (StoryFailed | LoginRefused | UncheckedIOException | CompletionException e) {
            terminal.failure(e.getMessage());
            return false;
        }
    }

    /** What has been told to one service a moment ago is booked by another a moment later. */
    private List<Finding> chain() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
        List<Finding> findings = chainNow();
        while (!findings.stream().allMatch(Finding::holds) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            findings = chainNow();
        }
        return findings;
    }

    private List<Finding> chainNow() throws InterruptedException {
        Providers providers = new Providers(addresses.sandbox());
        ChainBooks.Statements statements = new ChainBooks.Statements(
                Story.CURRENCY, providers.cardBalance(Story.CURRENCY), providers.paidOut(Story.CURRENCY));
        Secrets secrets = folder.secrets();
        try (Connection wallet = addresses.database("wallet", secrets);
                Connection promote = addresses.database("promote", secrets);
                Connection payout = addresses.database("payout", secrets);
                Connection fraud = addresses.database("fraud", secrets)) {
            return new ChainBooks(wallet, promote, payout, fraud).findings(statements);
        } catch (SQLException e) {
            throw new LaunchProblem("The services' books cannot be read: " + e.getMessage(), e);
        }
    }

    private Books books() {
        try (Connection wallet = addresses.database("wallet", folder.secrets())) {
            return Books.read(wallet, Story.CURRENCY);
        } catch (SQLException e) {
            throw new LaunchProblem("The wallet's books cannot be read: " + e.getMessage(), e);
        }
    }

    private void tell(Finding finding) {
        if (finding.holds()) {
            terminal.check(finding.rule());
        } else {
            terminal.failure(finding.rule() + " DOES NOT HOLD");
            finding.violations().forEach(violation -> terminal.line("      " + violation));
        }
    }

    private boolean tell(Figures expected, Figures actual) {
        if (actual.equals(expected)) {
            terminal.check("this story added " + told(expected));
            return true;
        }
        terminal.failure("this story should have added " + told(expected));
        terminal.line("      but the books show    " + told(actual));
        return false;
    }

    /** The other side's own figures: what the wallet booked is what the store wants to pay for. */
    private boolean tellStore(long soldMilliunits, Figures added) {
        if (soldMilliunits == added.money() * MILLIUNITS_PER_CENT) {
            terminal.check("the App Store says that it sold the same");
            return true;
        }
        terminal.failure("the App Store says that it sold for " + soldMilliunits / 1000.0 + " " + Story.CURRENCY);
        return false;
    }

    private static String told(Figures figures) {
        return figures.purchases() + " purchases (" + figures.money() / 100 + "."
                + String.format("%02d", figures.money() % 100) + " "
                + Story.CURRENCY + ", " + figures.coinsIssued() + " coins) and " + figures.gifts() + " gifts ("
                + figures.coinsGifted() + " coins, " + figures.diamondsCredited() + " diamonds)";
    }

    private record Telling(Terminal terminal) implements Narrator {
        @Override
        public void tell(String what, Duration took) {
            terminal.done(what, took);
        }

        @Override
        public void passing(String what) {
            terminal.passing("    " + what);
        }
    }
}
