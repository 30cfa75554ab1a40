package dev.coinstage.fraud.decision.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where a link leads, read as a browser reads it (WHATWG URL): what stands before {@code @} is no host, a backslash is a slash.
 *
 * @param scheme lower case, empty when there is none
 * @param host lower case, without port and closing dot
 * @param hasUserInfo something stands before the host, as in {@code https://coinstage.dev@evil.example}
 */
record Link(String scheme, String host, boolean hasUserInfo) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "coinstage");
    private static final Pattern URL_IN_TEXT = Pattern.compile("(?i)\\bhttps?:[/\\\\]{1,3}[^\\s<>\"]{1,500}");
    private static final Pattern NAME_IN_TEXT =
            Pattern.compile("(?<![\\p{L}\\d.-])(?:[\\p{L}\\d-]{1,63}\\.){1,5}\\p{L}{2,24}(?![\\p{L}\\d-])");
    private static final Pattern NUMERIC = Pattern.compile("(?:0x[0-9a-f]+|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+)){0,3}");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private static final int SHORTEST_NAME_FOR_TYPOS = 6;
    private static final int MOST_LINKS = 50;

    /** The campaign's link and the addresses in its text, at most {@value #MOST_LINKS}. */
    static List<Link> addresses(String link, String text) {
        var links = new ArrayList<Link>();
        if (!link.isBlank()) {
            links.add(of(link));
        }
        found(URL_IN_TEXT, text).forEach(url -> links.add(of(url)));
        return links;
    }

    /** What reads like a domain's name in a text, at most {@value #MOST_LINKS}: most of it is a missing space after a full stop. */
    static List<Link> names(String text) {
        return found(NAME_IN_TEXT, text).stream()
                .map(name -> of("https://" + name))
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .limit(MOST_LINKS)
                .map(MatchResult::group)
                .toList();
    }

    static Link of(String url) {
        var text = url.strip().replace('\\', '/').replaceAll("[\\t\\r\\n]", "");
        var colon = text.indexOf(':');
        var scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        var rest = text.substring(colon + 1).replaceFirst("^/+", "");
        var authority = rest.split("[/?#]", 2)[0];
        var at = authority.lastIndexOf('@');
        return new Link(scheme, host(authority.substring(at + 1)), at >= 0);
    }

    private static String host(String authority) {
        var lower = authority.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return lower.replaceFirst("].*", "]");
        }
        return lower.replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
    }

    /** The host and all domains above it but the last one: {@code a.b.example} and {@code b.example}. */
    List<String> domains() {
        var labels = host.split("\\.");
        var domains = new ArrayList<String>();
        for (var first = 0; first < labels.length - 1; first++) {
            domains.add(String.join(".", Arrays.asList(labels).subList(first, labels.length)));
        }
        return domains;
    }

    /** A link that an honest campaign does not need: an address instead of a name, a disguised name, a foreign scheme. */
    boolean isDisallowed() {
        if ("coinstage".equals(scheme)) {
            return false;
        }
        return !SCHEMES.contains(scheme)
                || hasUserInfo
                || host.startsWith("[")
                || NUMERIC.matcher(host).matches()
                || !NAME.matcher(host).matches()
                || Arrays.stream(host.split("\\.")).anyMatch(label -> label.startsWith("xn--"));
    }

    /** Not one of the own domains, but made to be taken for one. */
    boolean looksLike(List<String> ownDomains) {
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            return false;
        }
        var own = ownDomains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
        return !own
                && Arrays.stream(host.split("\\."))
                        .anyMatch(label -> ownDomains.stream()
                                .map(domain -> domain.split("\\.", 2)[0])
                                .anyMatch(name -> resembles(label, name)));
    }

    private static boolean resembles(String label, String name) {
        var seen = Lookalikes.skeleton(label);
        var meant = Lookalikes.skeleton(name);
        return seen.contains(meant)
                || name.length() >= SHORTEST_NAME_FOR_TYPOS
                        && Math.abs(seen.length() - meant.length()) <= 1
                        && Lookalikes.distance(seen, meant) <= 1;
    }
}
