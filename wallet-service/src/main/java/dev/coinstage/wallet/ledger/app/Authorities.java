package dev.coinstage.wallet.ledger.app;

import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Authority;
import dev.coinstage.wallet.ledger.domain.Authority.AccountGrant;
import dev.coinstage.wallet.ledger.domain.Authority.Grant;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may post what, as the table {@code ledger/permissions.csv} says; who is not in it may post nothing. */
@ApplicationScoped
public class Authorities {

    private static final String TABLE = "/ledger/permissions.csv";

    private static final Set<Operation> OF_ACCOUNTS =
            EnumSet.of(Operation.FREEZE, Operation.UNFREEZE, Operation.CLOSE, Operation.LIMIT);

    private final Map<String, Authority> authorities;

    public Authorities() {
        this(lines());
    }

    Authorities(List<String> lines) {
        var grants = new HashMap<String, Set<Grant>>();
        var accountGrants = new HashMap<String, Set<AccountGrant>>();
        for (var line : lines) {
            read(line, grants, accountGrants);
        }
        var names = new HashSet<>(grants.keySet());
        names.addAll(accountGrants.keySet());
        authorities = new HashMap<>();
        names.forEach(name -> authorities.put(
                name,
                new Authority(name, grants.getOrDefault(name, Set.of()), accountGrants.getOrDefault(name, Set.of()))));
    }

    private static List<String> lines() {
        try (var table = new BufferedReader(
                new InputStreamReader(Authorities.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            return table.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for a line that is no grant, so that a misspelt table stops the start */
    private static void read(
            String line, Map<String, Set<Grant>> grants, Map<String, Set<AccountGrant>> accountGrants) {
        var cells = line.split(",", -1);
        if (cells.length < 3 || cells[0].isBlank()) {
            throw new IllegalArgumentException("no grant: " + line);
        }
        var ofAccounts = OF_ACCOUNTS.contains(Operation.valueOf(cells[1]));
        if (cells.length == 3 && ofAccounts) {
            var grant = new AccountGrant(Operation.valueOf(cells[1]), AccountKind.valueOf(cells[2]));
            accountGrants.computeIfAbsent(cells[0], none -> new HashSet<>()).add(grant);
        } else if (cells.length == 5 && !ofAccounts) {
            var grant = new Grant(
                    Operation.valueOf(cells[1]),
                    TransferCode.valueOf(cells[2]),
                    AccountKind.valueOf(cells[3]),
                    AccountKind.valueOf(cells[4]));
            grants.computeIfAbsent(cells[0], none -> new HashSet<>()).add(grant);
        } else {
            throw new IllegalArgumentException("no grant: " + line);
        }
    }

    /** What that caller may do: nothing when the table does not name it. */
    public Authority of(String caller) {
        return authorities.getOrDefault(caller, new Authority(caller, Set.of(), Set.of()));
    }
}
