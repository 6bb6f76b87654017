package org.twofold.gateway.password;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed (Argon2id, OWASP's parameters) and how many at once.
 *
 * @param memoryKib memory of one hash
 * @param iterations passes of one hash
 * @param parallelism lanes of one hash
 * @param atOnce hashes computed at the same time; 0: one for each processor
 * @param waiting hashes that may wait; beyond it a request is told to come again
 */
@Validated
@ConfigurationProperties("twofold.password")
record PasswordSettings(
    @DefaultValue("19456") @Min(1024) @Max(4_194_304) int memoryKib,
    @DefaultValue("2") @Min(1) @Max(100) int iterations,
    @DefaultValue("1") @Min(1) @Max(16) int parallelism,
    @DefaultValue("0") @Min(0) @Max(256) int atOnce,
    @DefaultValue("200") @Min(1) @Max(100_000) int waiting) {}
