package dev.coinstage.local;

import dev.coinstage.local.books.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The books as a table for people. */
final class BooksTable {

    private static final List<String> HEAD = List.of("account", "asset", "accounts", "debits", "credits", "balance");
    private static final int TEXT_COLUMNS = 2;

    private BooksTable() {}

    static List<String> of(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Line line : lines) {
            rows.add(List.of(
                    line.kind(),
                    line.asset(),
                    number(line.accounts()),
                    number(line.debits()),
                    number(line.credits()),
                    number(line.balance())));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> table = new ArrayList<>();
        rows.forEach(row -> table.add(written(row, widths)));
        table.add(1, "-".repeat(table.get(0).length()));
        return table;
    }

    private static String written(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            text.append(column == 0 ? "" : "   ").append(column < TEXT_COLUMNS ? cell + space : space + cell);
        }
        return text.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
