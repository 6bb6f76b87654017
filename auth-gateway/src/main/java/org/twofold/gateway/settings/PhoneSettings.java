package org.twofold.gateway.settings;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How numbers are read.
 *
 * @param region ISO 3166 code of the country whose numbers may be typed without a prefix; null:
 *     every number needs one
 */
@Validated
@ConfigurationProperties("twofold.phone")
public record PhoneSettings(@Nullable @Pattern(regexp = "[A-Z]{2}") String region) {}
