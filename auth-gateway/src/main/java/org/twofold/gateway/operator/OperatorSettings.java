package org.twofold.gateway.operator;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator needs to be let in, and what she has to wait for.
 *
 * @param tokenFile the file with the operator's credential, one line; without it nobody is let in
 * @param removalDelay in which the owner of a factor can stop its removal by support (D5)
 * @param removalSweep how often removals are looked for whose time has come
 */
@Validated
@ConfigurationProperties("twofold.operator")
record OperatorSettings(
    @Nullable Path tokenFile,
    @DefaultValue("24h") @NotNull @DurationMin(seconds = 1) Duration removalDelay,
    @DefaultValue("30s") @NotNull @DurationMin(millis = 100) Duration removalSweep) {}
