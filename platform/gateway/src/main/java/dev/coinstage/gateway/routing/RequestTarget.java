package dev.coinstage.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Refuses request targets that the gateway and a service behind it could read differently. Nothing is normalised:
 * what two parsers might disagree about (dot segments, empty segments, path parameters, encoded delimiters, needless
 * or invalid encodings) is not let through at all, so that the path that was matched is the path that is served.
 */
public final class RequestTarget {
    private static final String UNRESERVED_MARKS = "-._~";
    /** RFC 3986 pchar without the semicolon, because some servers cut path parameters off before they match. */
    private static final String OTHER_SEGMENT_CHARACTERS = "!$&'()*+,=:@";

    private RequestTarget() {}

    /** The target's part before the query. */
    public static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Says what is wrong with a request target, in words for the client; empty when it is sound. */
    public static Optional<String> flaw(String target) {
        if (!target.startsWith("/")) {
            return Optional.of("The request target must be an absolute path.");
        }
        var path = pathOf(target);
        var segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            var flaw = segmentFlaw(segments[i], i == segments.length - 1);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return isPrintableAscii(target, path.length())
                ? Optional.empty()
                : Optional.of("The query has a character that must be percent-encoded.");
    }

    private static Optional<String> segmentFlaw(String segment, boolean last) {
        if (segment.isEmpty() && !last) {
            return Optional.of("The path has an empty segment.");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("The path has a dot segment.");
        }
        var decoded = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int octet = octetAt(segment, i);
                if (octet < 0) {
                    return Optional.of("The path has an invalid percent-encoding.");
                }
                if (isTrick(octet)) {
                    return Optional.of("The path encodes a character that must not be encoded.");
                }
                decoded.put((byte) octet);
                i += 2;
            } else if (isUnreserved(c) || OTHER_SEGMENT_CHARACTERS.indexOf(c) >= 0) {
                decoded.put((byte) c);
            } else {
                return Optional.of("The path has a character that is not allowed.");
            }
        }
        return isUtf8(decoded.flip()) ? Optional.empty() : Optional.of("The path is not valid UTF-8.");
    }

    /** The encoded octet, or -1 when two hexadecimal digits do not follow. */
    private static int octetAt(String segment, int percent) {
        if (percent + 2 >= segment.length()) {
            return -1;
        }
        int high = hexDigit(segment.charAt(percent + 1));
        int low = hexDigit(segment.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** Encoded unreserved characters mean the same as plain ones, which makes two spellings of one path. */
    private static boolean isTrick(int octet) {
        return octet < 0x20 || octet == 0x7f || isUnreserved((char) octet) || "/\\%;".indexOf(octet) >= 0;
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    private static boolean isPrintableAscii(String target, int from) {
        return target.chars().skip(from).allMatch(c -> c > 0x20 && c < 0x7f && c != '#');
    }

    private static boolean isUtf8(ByteBuffer octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets);
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }
}
