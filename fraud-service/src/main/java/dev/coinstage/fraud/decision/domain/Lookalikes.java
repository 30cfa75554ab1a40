package dev.coinstage.fraud.decision.domain;

import java.util.Locale;
import java.util.Map;

/** Signs that are read as another letter. */
final class Lookalikes {

    /** Digits and signs in the place of letters. */
    private static final Map<Character, Character> SIGNS =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's', '!', 'i', '|', 'i');

    /** Cyrillic and Greek letters whose shape is a Latin one's. */
    private static final String FOREIGN = "аеорсухіјѕԁɡոαοινρτкмнвт";

    private static final String LATIN = "aeopcyxijsdgnaoivptkmhbt";

    private Lookalikes() {}

    /** Foreign letters by the Latin ones that they look like; marks and signs without width are left out. */
    static String unmasked(String text) {
        var read = new StringBuilder(text.length());
        text.chars()
                .filter(sign -> Character.getType(sign) != Character.NON_SPACING_MARK
                        && Character.getType(sign) != Character.FORMAT)
                .forEach(sign -> {
                    var lower = (char) Character.toLowerCase(sign);
                    var place = FOREIGN.indexOf(lower);
                    read.append(place < 0 ? (char) sign : LATIN.charAt(place));
                });
        return read.toString();
    }

    /** Digits and signs by the letters for which they stand. */
    static String letters(String text) {
        var read = new StringBuilder(text.length());
        text.chars().forEach(sign -> read.append(SIGNS.getOrDefault((char) sign, (char) sign)));
        return read.toString();
    }

    /** What a hurried reader takes a name for: case, signs and pairs of letters that look like one are gone. */
    static String skeleton(String name) {
        return letters(unmasked(name).toLowerCase(Locale.ROOT))
                .replace("-", "")
                .replace("_", "")
                .replace("rn", "m")
                .replace("vv", "w")
                .replace('l', 'i');
    }

    /** How many letters must be left out, put in, changed or swapped with their neighbour to make one of the other. */
    static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        var changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        var least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + changed);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
