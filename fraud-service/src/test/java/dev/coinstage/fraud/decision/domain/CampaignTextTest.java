package dev.coinstage.fraud.decision.domain;

import static dev.coinstage.fraud.decision.domain.Cases.campaign;
import static dev.coinstage.fraud.decision.domain.Cases.decide;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignTextTest {

    private static List<Reason> reasons(String text) {
        return decide(campaign("Hello", text, "")).reasons();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get FREE coins now!",
                "The best c0in generator of 2026",
                "fr3e c0ins for everybody",
                "Unlimited coins without paying",
                "Our coin hack works",
                "free unlimited coins",
                "F\u200bree coins",
                "Frее соins", // with Cyrillic letters
                "Generate up to 5000 coins",
                "ＦＲＥＥ ＣＯＩＮＳ"
            })
    void promised_coins_are_seen_however_they_are_written(String text) {
        assertThat(reasons(text)).contains(Reason.SCAM_FREE_COINS);
        assertThat(decide(campaign("Hello", text, "")).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Top up coins on WhatsApp, fast and safe",
                "DM me for coins",
                "buy your coins through our website",
                "Message us about recharge",
                "Recharge via Telegram"
            })
    void top_ups_outside_the_app_are_seen(String text) {
        assertThat(reasons(text)).contains(Reason.SCAM_OFF_APP_TOP_UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bulk coins at half price",
                "coins 30% off",
                "cheapest coins",
                "wholesale diamonds",
                "20% off all coins"
            })
    void bulk_sellers_are_seen(String text) {
        assertThat(reasons(text)).contains(Reason.SCAM_BULK_DISCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Send me your password to win",
                "Just reply with the verification code",
                "Confirm your login code here",
                "enter your p4ssword",
                "share the 6 digit code you received"
            })
    void requests_for_credentials_are_refused_outright(String text) {
        assertThat(reasons(text)).contains(Reason.SCAM_ASKS_FOR_CREDENTIALS);
        assertThat(decide(campaign("Hello", text, "")).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never share your password with anybody",
                "We do not ask you to send your verification code",
                "Don't give your password away!",
                "Feel free to send coins as a thank you",
                "Serums live on Friday. SPF Showdown on Sunday.",
                "My new book about coins of the Roman empire",
                "Free shipping on all serums, 20% off with code GLOW",
                "Help me reach the goal of 10,000 coins!",
                "Die Folge endet.Übermorgen mehr"
            })
    void honest_texts_pass(String text) {
        assertThat(reasons(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://coinstage-login.example/x",
                "https://c0instage.dev",
                "https://coinstagе.dev", // with a Cyrillic letter
                "https://coinstge.app/free",
                "https://coinstage.dev.evil.example",
                "http://www.coin-stage.example",
                "https://conistage.com"
            })
    void look_alikes_of_our_domains_are_refused(String link) {
        assertThat(decide(campaign("Hello", "there", link)).reasons()).contains(Reason.LINK_LOOKS_LIKE_US);
        assertThat(decide(campaign("Hello", "see " + link, "")).outcome()).isEqualTo(Outcome.BLOCK);
    }

    @Test
    void a_look_alike_is_seen_in_the_text_without_a_scheme() {
        assertThat(reasons("log in at coinstage-help.example now")).contains(Reason.LINK_LOOKS_LIKE_US);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.7/x",
                "https://3221225991/",
                "https://0xC0000207/",
                "https://[2001:db8::1]/",
                "https://xn--pple-43d.com",
                "https://user@shop.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "https:\\\\192.0.2.7",
                "shop",
                "https://",
                "https://localhost/"
            })
    void links_that_an_honest_campaign_does_not_need_are_reviewed(String link) {
        var decision = decide(campaign("Hello", "there", link));
        assertThat(decision.reasons()).containsExactly(Reason.LINK_DISALLOWED);
        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://coinstage.dev/lives/1",
                "https://www.coinstage.app",
                "https://creator.example/shop?x=1#y",
                "https://COINSTAGE.dev:443/",
                "coinstage://lives/1",
                "https://my-serums.example.",
                "http://shop.example"
            })
    void honest_links_pass(String link) {
        assertThat(decide(campaign("Hello", "there", link)).reasons()).isEmpty();
    }

    @Test
    void a_link_stands_for_its_domain_and_those_above_it() {
        assertThat(LinkDomains.of("https://a.b.example/x", "and shop.example"))
                .containsExactly("a.b.example", "b.example", "shop.example");
    }

    /** No text may make the patterns slow: a decision has 15 ms. */
    @ParameterizedTest
    @ValueSource(strings = {"free ", "send ", "a.", "coins ", "top up ", "http://", "\u0301", "1", "buy coins "})
    void no_text_is_slow(String part) {
        var text = part.repeat(4_000 / part.length());
        decide(campaign(text, text, text));
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> decide(campaign(text, text, text)));
    }
}
