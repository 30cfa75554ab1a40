package dev.coinstage.fraud.decision.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as a reader understands it: letters that only look different and signs between words do not hide what it says. The
 * patterns repeat a bounded number of times, so that no text makes them slow.
 */
final class ScamText {

    /** Longer ones are read so far; what is submitted is shorter. */
    private static final int LONGEST = 4_000;

    private static final String COINS = "(?:free ?)?(?:coin|diamond|gem)s?";
    private static final String UP_TO_4_WORDS = "(?:\\w{1,20} ){0,4}";

    private static final List<Pattern> FREE_COINS = patterns(
            "(?<!feel )\\bfree (?:unlimited |gift |live |of |\\d{1,9} ?k? ){0,2}(?:coin|diamond)s?\\b",
            "\\bunlimited " + COINS + "\\b",
            "\\b(?:coin|diamond)s? (?:generator|hack|glitch|cheat|adder|bot)s?\\b",
            "\\b(?:generate|hack|duplicate|double) " + UP_TO_4_WORDS + "(?:coin|diamond)s?\\b",
            "\\b(?:coin|diamond)s? for free\\b");

    private static final List<Pattern> OFF_APP = patterns(
            "\\b(?:top ?up|recharge|buy|purchase|order|get)s? " + UP_TO_4_WORDS + "(?:coin|diamond)s? " + UP_TO_4_WORDS
                    + "(?:whatsapp|telegram|paypal|cash ?app|venmo|zelle|crypto|usdt|bitcoin|gift cards?|outside|off app|our (?:web)?site|third party)\\b",
            "\\b(?:dm|message|contact|whatsapp|telegram|text) (?:me|us) " + UP_TO_4_WORDS
                    + "(?:coin|diamond|top ?up|recharge)s?\\b",
            "\\b(?:top ?up|recharge) " + UP_TO_4_WORDS + "(?:via|through|over|on) " + UP_TO_4_WORDS
                    + "(?:whatsapp|telegram|paypal|cash ?app|venmo|crypto|usdt)\\b");

    private static final List<Pattern> BULK = patterns(
            "\\b(?:bulk|wholesale|cheap|cheaper|cheapest|discount|discounted|half price|reseller?|\\d{1,2} (?:percent )?off) "
                    + UP_TO_4_WORDS + "(?:coin|diamond|recharge)s?\\b",
            "\\b(?:coin|diamond|recharge)s? " + UP_TO_4_WORDS
                    + "(?:in bulk|wholesale|cheap|cheaper|discount|half price|resellers?|\\d{1,2} (?:percent )?off)\\b");

    private static final List<Pattern> CREDENTIALS = patterns(
            "\\b"
                    + "(?:send|give|share|tell|enter|provide|confirm|verify|submit|type|reply with|need|drop|dm) "
                    + UP_TO_4_WORDS
                    + "(?:passwords?|passcode|pin code|otp|2fa code|(?:verification|login|security|sms|one time|auth|6 digit) codes?)\\b");

    /** Right before the demand it makes a warning of it: "never share your password". */
    private static final Pattern WARNING =
            Pattern.compile("\\b(?:never|not|don t|dont|nobody|no one|cannot) (?:\\w{1,20} ){0,5}$");

    private static final int WARNING_LENGTH = 80;

    private final String plain;
    private final String decoded;

    private ScamText(String plain, String decoded) {
        this.plain = plain;
        this.decoded = decoded;
    }

    static ScamText of(Features.Campaign campaign) {
        return of(campaign.title() + " . " + campaign.text());
    }

    static ScamText of(String text) {
        var folded = folded(text.substring(0, Math.min(LONGEST, text.length())));
        return new ScamText(words(folded), words(Lookalikes.letters(folded)));
    }

    private static String folded(String text) {
        return Lookalikes.unmasked(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .toLowerCase(Locale.ROOT);
    }

    private static String words(String text) {
        return text.replace("%", " percent ").replaceAll("[^a-z0-9]+", " ").strip();
    }

    boolean promisesFreeCoins() {
        return says(FREE_COINS);
    }

    boolean leadsOffTheApp() {
        return says(OFF_APP);
    }

    boolean resellsInBulk() {
        return says(BULK);
    }

    boolean asksForCredentials() {
        return demands(plain) || demands(decoded);
    }

    private static boolean demands(String text) {
        return CREDENTIALS.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> text.substring(Math.max(0, found.start() - WARNING_LENGTH), found.start()))
                .anyMatch(before -> !WARNING.matcher(before).find());
    }

    private boolean says(List<Pattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(plain).find()
                        || pattern.matcher(decoded).find());
    }

    private static List<Pattern> patterns(String... expressions) {
        return List.of(expressions).stream().map(Pattern::compile).toList();
    }
}
