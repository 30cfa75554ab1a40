package dev.coinstage.promote.delivery.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** With what notices are signed. A key is changed by naming the old one as previous until its last notice has expired. */
@ConfigMapping(prefix = "coinstage.notices")
public interface NoticeConfig {

    /** Name of the key, 1 to 16 letters and digits; stands in each notice. */
    @WithDefault("k1")
    @Pattern(regexp = "[A-Za-z0-9]{1,16}")
    String keyId();

    /** The key, 32 characters or more. No default: without a secret anybody could bill. */
    @Size(min = 32)
    String secret();

    @Pattern(regexp = "[A-Za-z0-9]{1,16}")
    @WithDefault("k0")
    String previousKeyId();

    /** Notices that it signed are still taken; absent, none are. */
    Optional<@Size(min = 32) String> previousSecret();
}
