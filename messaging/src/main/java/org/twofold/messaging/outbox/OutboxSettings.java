package org.twofold.messaging.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often documents are searched for events that the relay could not publish at once.
 *
 * @param sweepEvery from one search to the next
 * @param sweepAfter how long an event is left to the relay before the sweep takes it up
 */
@Validated
@ConfigurationProperties("twofold.outbox")
record OutboxSettings(
    @DefaultValue("10s") Duration sweepEvery, @DefaultValue("5s") Duration sweepAfter) {}
