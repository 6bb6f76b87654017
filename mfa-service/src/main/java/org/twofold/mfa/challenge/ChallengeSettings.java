package org.twofold.mfa.challenge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How challenges are checked and kept.
 *
 * @param answerWithin after which a code counts as not checked (503); shorter than the gateway
 *     waits
 * @param keptFor how long after its end a challenge is told from one that never was
 */
@Validated
@ConfigurationProperties("twofold.challenge")
record ChallengeSettings(
    @DefaultValue("2500ms") Duration answerWithin, @DefaultValue("24h") Duration keptFor) {}
